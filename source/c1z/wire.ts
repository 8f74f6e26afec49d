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

/** Puts an entitlement that was stored without its resource together again. */
export function wholeEntitlement(resource: Uint8Array, rest: Uint8Array): Uint8Array {
	// Not a Buffer: what is decoded from it would hold Buffers too, which compare and print differently.
	return new Uint8Array(Buffer.concat([field(1, resource), rest]));
}
