/** The items that are there, of a list that says of some when they are. */
export function present<Item>(items: readonly (Item | false | null | undefined)[]): Item[] {
	return items.filter((item): item is Item => item !== false && item !== null && item !== undefined);
}
