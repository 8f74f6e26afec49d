/**
 * Keeps what is written to a stream until it is released: a warning of Node, or of one of its threads, in the middle of
 * a frame would scroll the frame.
 */
export function holdWrites(stream: NodeJS.WritableStream): {release: () => void} {
	const {write} = stream;
	let held = '';
	stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
		held += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		const done = rest.at(-1);
		if (typeof done === 'function') queueMicrotask(() => done());
		return true;
	};
	return {
		release() {
			stream.write = write;
			if (held !== '') stream.write(held);
			held = '';
		},
	};
}
