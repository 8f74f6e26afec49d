/** The command of a unit, taken apart as systemd.service(5) says: words in double quotes, with \ and % and $ doubled. */
export function commandIn(unit: string): string[] {
	const [, line = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
	return [...line.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, plain]) =>
		(quoted ?? plain ?? '')
			.replaceAll(/\\(["\\])/g, '$1')
			.replaceAll('%%', '%')
			.replaceAll('$$', '$'),
	);
}

/** The variables of a unit, by name. */
export function variablesIn(unit: string): Record<string, string> {
	const lines = [...unit.matchAll(/^Environment="((?:\\.|[^"\\])*)"$/gm)].map(([, text = '']) =>
		text.replaceAll(/\\(["\\])/g, '$1').replaceAll('%%', '%'),
	);
	return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
