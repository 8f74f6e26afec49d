#!/usr/bin/env node
// Old syntax on purpose: on an old Node this file fetches a newer one and hands over.
'use strict';
const launcher = require('./node-version.cjs');

const main = launcher.findBuild();
if (launcher.isGoodNode(process.version)) {
	require('./import-main.cjs')(main);
} else {
	launcher.findNode().then(function (node) {
		launcher.runNode(node, ['--disable-warning=ExperimentalWarning', main].concat(process.argv.slice(2)));
	});
}
