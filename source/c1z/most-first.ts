/** Account keys, those who hold most first; equals stay in their order. */
export function mostFirst(keys: Uint32Array, grants: Uint32Array): Uint32Array {
	// Sorted by counting: many accounts hold the same few numbers of grants, and comparing would take five times as long.
	const most = grants.reduce((a, b) => Math.max(a, b), 0);
	const places = new Uint32Array(most + 2);
	for (const held of grants) places[most - held + 1]!++;
	for (let place = 1; place < places.length; place++) places[place]! += places[place - 1]!;
	const sorted = new Uint32Array(keys.length);
	for (let index = 0; index < keys.length; index++) sorted[places[most - grants[index]!]!++] = keys[index]!;
	return sorted;
}
