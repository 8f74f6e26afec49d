/** Amounts as people read them. A translation changes this file too: digits, plural forms and units. */

const units = {
	seconds: (seconds: number) => `${seconds} s`,
	minutes: (minutes: number) => `${minutes} min`,
	hours: (hours: number) => `${hours} h`,
};

/** Made with the first number: making it reads tables of languages, which the first page, having no number, need not wait for. */
let numbers: Intl.NumberFormat | undefined;

/** `12345` → `12,345`. */
export function count(value: number): string {
	if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
	numbers ??= new Intl.NumberFormat('en-US');
	return numbers.format(value);
}

/** `1 course`, `12,345 courses`. */
export function plural(value: number, one: string, many = `${one}s`): string {
	return `${count(value)} ${value === 1 ? one : many}`;
}

/** Seconds in words a person would use: `5 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	if (whole < 60) return units.seconds(whole);
	const isShort = whole < 3600;
	const all = isShort ? whole : Math.round(whole / 60);
	const large = (isShort ? units.minutes : units.hours)(Math.floor(all / 60));
	const rest = all % 60;
	return rest === 0 ? large : `${large} ${(isShort ? units.seconds : units.minutes)(rest)}`;
}

/** Milliseconds as a person says how old something is: `less than a minute`, `25 minutes`, `3 hours`, `2 days`. */
export function age(milliseconds: number): string {
	const minutes = Math.floor(milliseconds / 60_000);
	if (minutes < 1) return 'less than a minute';
	if (minutes < 60) return plural(minutes, 'minute');
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? plural(hours, 'hour') : plural(Math.floor(hours / 24), 'day');
}

/** `1536` → `1.5 kB` (decimal units, as ConductorOne and browsers show). */
export function bytes(value: number): string {
	const names = ['B', 'kB', 'MB', 'GB', 'TB'];
	let index = 0;
	let amount = value;
	while (amount >= 1000 && index < names.length - 1) {
		amount /= 1000;
		index++;
	}
	return `${index === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${names[index]}`;
}
