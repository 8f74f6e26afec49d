import {type DOMElement, useStdout} from 'ink';
import {type RefObject, useLayoutEffect} from 'react';
import {eraseScreen} from '../terminal/screen.ts';

/**
 * Keeps a box that fills the window within its rows at every moment. When the window shrinks, Ink draws once before
 * components hear of it; a frame of the old height would scroll the new window. So the limit is set ahead of Ink's own
 * listener.
 *
 * @param isOurs Whether the whole screen is ours at the moment. A narrower window then begins empty: Ink erases each line
 *   up to the new edge only, and some terminals (xterm.js) keep what was beyond and show it when they grow again.
 */
export function useWindowLimit(box: RefObject<DOMElement | null>, isOurs: () => boolean): void {
	const stdout = useStdout().stdout as NodeJS.WriteStream;
	useLayoutEffect(() => {
		let {columns} = stdout;
		const limit = () => {
			if (stdout.rows > 0) box.current?.yogaNode?.setMaxHeight(stdout.rows);
			// Only where Ink draws everything anew.
			if (stdout.columns < columns && isOurs()) stdout.write(eraseScreen);
			columns = stdout.columns;
		};
		limit();
		stdout.prependListener('resize', limit);
		return () => {
			stdout.off('resize', limit);
		};
	}, [box, stdout, isOurs]);
}
