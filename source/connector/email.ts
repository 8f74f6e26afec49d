/**
 * True when ConductorOne takes the text as an e-mail address. Its rule (`string.email` of the model, baton protocol
 * sheet, section 8) wants a plain address of at most 254 bytes, a local part of at most 64 and a host name of
 * letters, digits and hyphens.
 */
export function isEmail(text: string): boolean {
	if (Buffer.byteLength(text) > 254) return false;
	const at = text.lastIndexOf('@');
	if (at < 1) return false;
	const local = text.slice(0, at);
	if (Buffer.byteLength(local) > 64 || !localPart.test(local)) return false;
	return text
		.slice(at + 1)
		.split('.')
		.every((label) => hostLabel.test(label));
}

/** A dot-atom; letters beyond ASCII are allowed, spaces and control characters are not. */
const localPart =
	/^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{C}])+(?:\.(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{C}])+)*$/u;
const hostLabel = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
