import stringWidth from 'string-width';
import type {Terminal} from '../terminal/terminal.ts';

/** A screen as cells, so that several moments can be drawn after the terminal has moved on. */
export interface Frame {
	paper: Paper;
	columns: number;
	rows: number;
	runs: Run[];
}
interface Run {
	row: number;
	column: number;
	width: number;
	text: string;
	color: string;
	background: string | null;
	bold: boolean;
	dim: boolean;
	underline: boolean;
}

/** Colours of a terminal, as its owner would choose them. */
export interface Paper {
	ink: string;
	paper: string;
	palette: readonly string[];
}

const darkPalette = [
	'#1d1f21',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#d7dae0',
	'#7f848e',
	'#ef7a85',
	'#a9d68b',
	'#f0d08a',
	'#7fc1ff',
	'#d890ec',
	'#6fd3de',
	'#ffffff',
];
const lightPalette = [
	'#383a42',
	'#c91b00',
	'#2f7d32',
	'#8a6100',
	'#1f5fbf',
	'#8f2fa8',
	'#0b7285',
	'#fafafa',
	'#696c77',
	'#d13c24',
	'#3c8f40',
	'#9a6e00',
	'#2f6fd0',
	'#a13fba',
	'#0c8599',
	'#ffffff',
];
export const papers = {
	dark: {ink: '#d7dae0', paper: '#1d1f21', palette: darkPalette},
	light: {ink: '#24292f', paper: '#ffffff', palette: lightPalette},
} satisfies Record<string, Paper>;
const cell = {width: 8.4, height: 18, font: 14};

function indexed(index: number, {palette}: Paper): string {
	if (index < 16) return palette[index]!;
	if (index >= 232) {
		const level = 8 + (index - 232) * 10;
		return `rgb(${level},${level},${level})`;
	}
	const cube = index - 16;
	const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
	return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

/** Reads the screen of a terminal into runs of equal style. */
export function frame(terminal: Terminal, paper: Paper = papers.dark): Frame {
	const {buffer, columns, rows} = terminal;
	const runs: Run[] = [];
	for (let row = 0; row < rows; row++) {
		const line = buffer.getLine(buffer.baseY + row);
		let run: Run | undefined;
		for (let column = 0; column < columns; column++) {
			const at = line?.getCell(column);
			if (!at || at.getWidth() === 0) continue;
			const rgb = (value: number) => `#${value.toString(16).padStart(6, '0')}`;
			let color = at.isFgDefault() ? paper.ink : at.isFgRGB() ? rgb(at.getFgColor()) : indexed(at.getFgColor(), paper);
			let background = at.isBgDefault() ? null : at.isBgRGB() ? rgb(at.getBgColor()) : indexed(at.getBgColor(), paper);
			if (at.isInverse()) [color, background] = [background ?? paper.paper, color];
			const style = {
				color,
				background,
				bold: at.isBold() !== 0,
				dim: at.isDim() !== 0,
				underline: at.isUnderline() !== 0,
			};
			const text = at.getChars() || ' ';
			const same =
				run &&
				run.column + run.width === column &&
				(Object.keys(style) as (keyof typeof style)[]).every((key) => run![key] === style[key]);
			if (same && run) {
				run.text += text;
				run.width += at.getWidth();
			} else {
				run = {row, column, width: at.getWidth(), text, ...style};
				runs.push(run);
			}
		}
	}
	return {paper, columns, rows, runs: runs.filter((run) => run.background !== null || run.text.trim() !== '')};
}

const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

function words(run: Run): {text: string; column: number; width: number}[] {
	return [...run.text.matchAll(/\S+/g)].map(({0: text, index}) => ({
		text,
		column: run.column + stringWidth(run.text.slice(0, index)),
		width: stringWidth(text),
	}));
}

function drawRuns({runs, paper: {ink}}: Frame): string {
	return runs
		.map((run) => {
			const x = (run.column * cell.width).toFixed(1);
			const y = run.row * cell.height;
			const length = (run.width * cell.width).toFixed(1);
			const box = run.background
				? `<rect x="${x}" y="${y}" width="${length}" height="${cell.height}" fill="${run.background}"/>`
				: '';
			const style = [
				run.color === ink ? '' : ` fill="${run.color}"`,
				run.bold ? ' font-weight="700"' : '',
				run.dim ? ' opacity=".65"' : '',
				run.underline ? ' text-decoration="underline"' : '',
			].join('');
			// Word by word at its own place: what draws the picture may fold spaces or lack the very font.
			const text = words(run)
				.map(({text, column, width}) => {
					const at = (column * cell.width).toFixed(1);
					return `<text x="${at}" y="${y + cell.font}" textLength="${(width * cell.width).toFixed(1)}"${style}>${escapeText(text)}</text>`;
				})
				.join('');
			return box + text;
		})
		.join('\n');
}

function wrap({columns, rows, paper: {ink, paper}}: Frame, title: string, inner: string, style = ''): string {
	const margin = 14;
	const width = Math.ceil(columns * cell.width + 2 * margin);
	const height = rows * cell.height + 2 * margin;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(title)}">
<title>${escapeText(title)}</title>
<style>text{font:${cell.font}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}${style}</style>
<rect width="100%" height="100%" rx="8" fill="${paper}"/>
<g fill="${ink}" transform="translate(${margin} ${margin})">
${inner}
</g>
</svg>
`;
}

/** One screen as an SVG picture. */
export function drawFrame(shown: Frame, title: string): string {
	return wrap(shown, title, drawRuns(shown));
}

/** Several screens, one after the other for ever, each for its own number of seconds. */
export function drawWalk(frames: readonly {frame: Frame; seconds: number}[], title: string): string {
	const total = frames.reduce((sum, {seconds}) => sum + seconds, 0);
	let start = 0;
	const styles: string[] = [];
	const groups = frames.map(({frame: shown, seconds}, index) => {
		const from = ((start / total) * 100).toFixed(3);
		start += seconds;
		const to = ((start / total) * 100).toFixed(3);
		const before = index === 0 ? '' : `0%{visibility:hidden}${from}%{visibility:visible}`;
		styles.push(
			`@keyframes f${index}{${before || '0%{visibility:visible}'}${to}%{visibility:${index === frames.length - 1 ? 'visible' : 'hidden'}}${index === frames.length - 1 ? '' : '100%{visibility:hidden}'}}` +
				`#f${index}{visibility:${index === 0 ? 'visible' : 'hidden'};animation:f${index} ${total}s step-end infinite}`,
		);
		return `<g id="f${index}">\n${drawRuns(shown)}\n</g>`;
	});
	// People who asked for less motion see the last screen.
	const still = `@media (prefers-reduced-motion:reduce){g[id]{animation:none!important;visibility:hidden}#f${frames.length - 1}{visibility:visible}}`;
	return wrap(frames[0]!.frame, title, groups.join('\n'), styles.join('') + still);
}
