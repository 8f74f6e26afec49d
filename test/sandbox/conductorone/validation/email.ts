const atext = /^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u;
const quoted = /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"$/u;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * The validator's rule for `string.email`: one bare address that Go's mail parser takes, at most 254 bytes, with a local
 * part of at most 64 bytes and a host of letters, digits and hyphens.
 */
export function isEmail(address: string): boolean {
	if (Buffer.byteLength(address) > 254) return false;
	const at = address.lastIndexOf('@');
	if (at < 1) return false;
	const local = address.slice(0, at);
	const host = address
		.slice(at + 1)
		.toLowerCase()
		.replace(/\.$/, '');
	if (Buffer.byteLength(local) > 64 || host.length > 253) return false;
	const localIsFine = quoted.test(local) || local.split('.').every((atom) => atext.test(atom));
	return localIsFine && host.split('.').every((part) => label.test(part));
}
