#!/usr/bin/env node
// Old syntax on purpose: on an old Node this file fetches a newer one and hands over.
'use strict';
const path = require('path');
const launcher = require('./node-version.cjs');

const main = path.join(__dirname, '..', 'dist', 'main.js');
if (launcher.isGoodNode(process.version)) {
	process.removeAllListeners('warning');
	import('file://' + main.replace(/\\/g, '/'));
} else {
	launcher.runNode(launcher.findNode(), ['--disable-warning=ExperimentalWarning', main].concat(process.argv.slice(2)));
}
