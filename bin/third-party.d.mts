export function thirdPartyNotices(
	root: string,
	inputs: readonly string[],
	known?: Readonly<Record<string, string>>,
): string;
