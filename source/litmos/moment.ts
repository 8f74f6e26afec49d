/**
 * Seconds since 1970 (UTC) of a date as Litmos gives it; undefined for none. XML has no zone, `/Date(ms+hhmm)/` has
 * milliseconds in UTC and a note; the year one stands for none (fact sheet, section 1.9). What Litmos' own zone is, is not
 * documented, so a difference of some hours means nothing.
 */
export function secondsOf(text: string): number | undefined {
	if (text === '') return undefined;
	const [, milliseconds] = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text) ?? [];
	const [, day, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?/.exec(text) ?? [];
	const at = milliseconds === undefined ? Date.parse(`${day}T${time}Z`) : Number(milliseconds);
	return at > 0 ? Math.floor(at / 1000) : undefined;
}
