/**
 * Protobuf pieces put together by hand: a grant's message is the entitlement part, which all grants of one entitlement
 * share, then the principal, then the id. Field numbers: baton protocol sheet, section 8.
 */
const encoder = new TextEncoder();

/** A length-delimited field: tag, length, content. Field numbers up to 15. */
export function field(number: number, content: Uint8Array | string): Buffer {
	const bytes = typeof content === 'string' ? encoder.encode(content) : content;
	const head = [(number << 3) | 2];
	let length = bytes.length;
	while (length > 0x7f) {
		head.push((length & 0x7f) | 0x80);
		length >>>= 7;
	}
	head.push(length);
	const out = Buffer.allocUnsafe(head.length + bytes.length);
	out.set(head, 0);
	out.set(bytes, head.length);
	return out;
}

/** `Resource {id: {resource_type, resource}}` */
export function bareResource(type: string, id: string): Buffer {
	return field(1, Buffer.concat([field(1, type), field(2, id)]));
}

/** `Grant.entitlement`: {id, resource: the whole resource}. */
export function grantEntitlement(entitlementId: string, resource: Uint8Array): Buffer {
	return field(1, Buffer.concat([field(1, resource), field(2, entitlementId)]));
}

/** `Grant.principal`: the id only. */
export function grantPrincipal(type: string, id: string): Buffer {
	return field(2, bareResource(type, id));
}

/**
 * The messages of the grants of one entitlement, built in one place of memory: only what differs is written. What `of`
 * gives is overwritten by the next call; SQLite has copied it by then.
 */
export class GrantMessage {
	readonly #bytes: Buffer;
	readonly #start: number;

	constructor(entitlementId: string, resource: Uint8Array) {
		const entitlement = grantEntitlement(entitlementId, resource);
		this.#start = entitlement.length;
		// Two ids of up to 1024 bytes, types and lengths: the principal and the grant's own id take less than this.
		this.#bytes = Buffer.allocUnsafe(this.#start + 8192);
		entitlement.copy(this.#bytes);
	}

	of(principal: Buffer, grantId: string): Uint8Array {
		const at = this.#start + principal.copy(this.#bytes, this.#start);
		// Written behind space for the tag and a length of two bytes; ids are at most 1024 bytes.
		const length = this.#bytes.write(grantId, at + 3);
		this.#bytes[at] = (3 << 3) | 2;
		if (length > 0x7f) {
			this.#bytes[at + 1] = (length & 0x7f) | 0x80;
			this.#bytes[at + 2] = length >> 7;
			return this.#bytes.subarray(0, at + 3 + length);
		}
		this.#bytes[at + 1] = length;
		this.#bytes.copyWithin(at + 2, at + 3, at + 3 + length);
		return this.#bytes.subarray(0, at + 2 + length);
	}
}

/** Puts an entitlement that was stored without its resource together again. */
export function wholeEntitlement(resource: Uint8Array, rest: Uint8Array): Uint8Array {
	// Not a Buffer: what is decoded from it would hold Buffers too, which compare and print differently.
	return new Uint8Array(Buffer.concat([field(1, resource), rest]));
}
