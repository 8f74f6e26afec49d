import type xterm from '@xterm/headless';

/**
 * Notes every frame that was taller or wider than the terminal. On the alternate screen a frame too tall scrolls, and a
 * line too wide is broken and goes on in the next one; the emulator sees both, whatever the frame was meant to be. It
 * breaks lines also where the program wants them cut: what is cut by the terminal alone was not measured right.
 */
export function watchOverflow(emulator: InstanceType<typeof xterm.Terminal>): string[] {
	const found: string[] = [];
	emulator.parser.registerCsiHandler({prefix: '?', final: 'l'}, (modes) => modes.length === 1 && modes[0] === 7);
	const size = () => `${emulator.cols}×${emulator.rows}`;
	const isAlternate = () => emulator.buffer.active.type === 'alternate';
	// To change the screen counts as a scroll too, and is told just before the change itself.
	let wasAlternate = false;
	emulator.buffer.onBufferChange(() => {
		wasAlternate = isAlternate();
	});
	emulator.onScroll(() => {
		if (wasAlternate && isAlternate()) found.push(`taller than ${size()}: the screen scrolled`);
	});
	emulator.onWriteParsed(() => {
		if (!isAlternate()) return;
		const {active} = emulator.buffer;
		for (let row = 0; row < emulator.rows; row++) {
			const line = active.getLine(row);
			if (line?.isWrapped)
				found.push(`wider than ${size()}: row ${row + 1} goes on with ${line.translateToString(true)}`);
		}
	});
	return found;
}
