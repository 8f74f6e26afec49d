/** Where the sealed file pushed last is kept, beside the working file of its tenant. */
export function lastPushPath(workingFile: string): string {
	return `${workingFile}.last-push.c1z`;
}
