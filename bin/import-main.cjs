// In a file of its own: an old Node cannot even parse an import().
'use strict';
const url = require('url');

module.exports = function importMain(main) {
	process.removeAllListeners('warning');
	return import(url.pathToFileURL(main).href);
};
