import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {initWasm, Resvg} from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
/** DejaVu has the signs and boxes of the screens, and its license lets pictures be made with it. */
const fonts = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'].map((name) =>
	readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}`)),
);

/** An SVG picture as PNG, at twice its size for sharp screens. */
export function toPng(svg: string): Uint8Array {
	// The renderer knows no list of fonts with fall-backs of the system.
	const named = svg.replace(/font:(\S+) [^;}]*/, 'font-size:$1;font-family:"DejaVu Sans Mono"');
	const picture = new Resvg(named, {
		fitTo: {mode: 'zoom', value: 2},
		font: {fontBuffers: fonts, defaultFontFamily: 'DejaVu Sans Mono', monospaceFamily: 'DejaVu Sans Mono'},
	});
	return picture.render().asPng();
}
