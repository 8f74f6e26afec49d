/** Units of time, short. */
export const unitWords = {
	seconds: (seconds: number) => `${seconds} s`,
	minutes: (minutes: number) => `${minutes} min`,
	hours: (hours: number) => `${hours} h`,
} as const;
