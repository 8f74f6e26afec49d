export function thirdPartyNotices(
	root: string,
	inputs: readonly string[],
	known?: Readonly<Record<string, string>>,
): string;
export function noticesWith(root: string, folders: readonly string[]): string;
