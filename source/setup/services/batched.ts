/** Rows told to the screen at once. */
const batch = 50;

/** Hands rows on in small heaps: a screen need not be drawn for each. */
export function batched<Row>(hand: (rows: Row[]) => void): {add(row: Row): void; flush(): void} {
	let rows: Row[] = [];
	const flush = () => {
		if (rows.length > 0) hand(rows);
		rows = [];
	};
	return {
		flush,
		add(row) {
			if (rows.push(row) >= batch) flush();
		},
	};
}
