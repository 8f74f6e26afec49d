/** The code of what the system or Node says, such as `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
