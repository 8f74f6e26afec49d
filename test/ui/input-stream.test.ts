import {EventEmitter} from 'node:events';
import {describe, expect, it} from 'vitest';
import {f1} from '../../source/ui/keys.ts';
import {InputStream, splitInput} from '../../source/ui/terminal/input-stream.ts';

describe('splitInput', () => {
	it('separates text, Enter, sequences and pastes', () => {
		expect(splitInput('abc\r')).toEqual(['abc', '\r']);
		expect(splitInput('a\r\nb\n')).toEqual(['a', '\r', 'b', '\r']);
		expect(splitInput('\x1b[A\x1b[B\x1b[1;5Cx')).toEqual(['\x1b[A', '\x1b[B', '\x1b[1;5C', 'x']);
		expect(splitInput('\x1bb日本')).toEqual(['\x1bb', '日本']);
		expect(splitInput('x\x1b[200~l1\r\nl2\x1b[201~\r')).toEqual(['x', '\x1b[200~l1\r\nl2\x1b[201~', '\r']);
		expect(splitInput('\x1bOP?')).toEqual([f1, '?']);
		expect(splitInput('\x1b')).toEqual(['\x1b']);
		expect(splitInput('\x1b[')).toEqual(['\x1b[']);
	});

	it('loses nothing of what is typed', () => {
		const typed = 'ab\x1b[5~\x03cd\x1b[Z\te\x7f';
		expect(splitInput(typed).join('')).toBe(typed);
	});
});

class Source extends EventEmitter {
	chunks: string[] = [];
	read = () => this.chunks.shift() ?? null;
	send(text: string) {
		this.chunks.push(text);
		this.emit('readable');
	}
}

function collect(events: ConstructorParameters<typeof InputStream>[1] = {}) {
	const source = new Source();
	const stream = new InputStream(source, events);
	const read: string[] = [];
	stream.on('readable', () => {
		for (let piece = stream.read(); piece !== null; piece = stream.read()) read.push(piece);
	});
	return {source, read};
}

describe('InputStream', () => {
	it('takes answers of the terminal out, also when they come in two parts', () => {
		const answers: [number, string][] = [];
		const {source, read} = collect({onAnswer: (code, text) => answers.push([code, text])});
		source.send('a\x1b]11;rgb:ffff/ffff');
		source.send('/ffff\x1b\\b');
		source.send('\x1b]11;rgb:0/0/0\x07');
		expect(answers).toEqual([
			[11, 'rgb:ffff/ffff/ffff'],
			[11, 'rgb:0/0/0'],
		]);
		expect(read).toEqual(['a', 'b']);
	});

	it('takes Ctrl-C also when the end of a paste was lost, and what was pasted before it', () => {
		let interrupts = 0;
		const {source, read} = collect({onInterrupt: () => interrupts++});
		source.send('\x1b[200~never');
		source.send(' ended');
		source.send('\r');
		expect(read).toEqual([]);
		source.send('\x03');
		expect(interrupts).toBe(1);
		expect(read).toEqual(['\x1b[200~never ended\r\x1b[201~', '\x03']);
		source.send('x');
		expect(read.at(-1)).toBe('x');
	});

	it('waits for the end of a paste that is cut within it', () => {
		const {source, read} = collect();
		for (const part of ['\x1b[200~a', '\x1b', '[201~', 'b']) source.send(part);
		expect(read).toEqual(['\x1b[200~a\x1b[201~', 'b']);
	});

	it('takes Alt-] for a key as soon as what follows cannot be an answer', () => {
		const {source, read} = collect();
		source.send('\x1b]');
		source.send('\x03');
		expect(read).toEqual(['\x1b]', '\x03']);
		source.send('\x1b]');
		source.send('abc');
		expect(read.slice(2)).toEqual(['\x1b]', 'abc']);
	});

	it('holds what follows Enter until the screen had its turn', async () => {
		const {source, read} = collect();
		source.send('abc\rdef');
		expect(read).toEqual(['abc', '\r']);
		await new Promise(setImmediate);
		expect(read).toEqual(['abc', '\r', 'def']);
	});

	it('reports Ctrl-C whatever the screen does', () => {
		let interrupts = 0;
		const {source} = collect({onInterrupt: () => interrupts++});
		source.send('ab\x03');
		source.send('\x03');
		expect(interrupts).toBe(2);
	});

	it('leaves raw mode to the caller once the app is over: keys must not be echoed into its last frame', () => {
		const modes: boolean[] = [];
		const source = Object.assign(new Source(), {setRawMode: (isRaw: boolean) => modes.push(isRaw)});
		const stream = new InputStream(source);
		stream.setRawMode(true);
		stream.setRawMode(false);
		stream.isOver = true;
		stream.setRawMode(false);
		expect(modes).toEqual([true, false]);
	});
});
