/** Opens an address in the browser. It stands on the screen, too, so that a browser that does not open is no failure. */
export function openInBrowser(url: string): void {
	// A test or a terminal far away must not open windows.
	if (process.env.BROWSER === 'none') return;
	void import('open')
		.then(({default: open}) => open(url))
		.then((child) => child.on('error', () => {}))
		.catch(() => {});
}
