import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {initWasm, Resvg} from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
/** DejaVu has the signs and boxes of the screens, and its license lets pictures be made with it. */
const shipped = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf', 'DejaVuSans.ttf'].map((name) =>
	require.resolve(`dejavu-fonts-ttf/ttf/${name}`),
);
/** Fonts of this computer for what DejaVu lacks; without them such names are boxes. */
const installed = ['ja', 'ko', 'th'].flatMap((language) => {
	const {stdout} = spawnSync('fc-match', ['--format', '%{file}', `:lang=${language}`], {encoding: 'utf8'});
	return stdout ? [stdout] : [];
});
const fonts = [...new Set([...shipped, ...installed])].map((path) => readFileSync(path));

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
