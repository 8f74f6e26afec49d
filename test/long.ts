/** True in `npm run test:long`, which runs in full what `npm test` runs a sample of. */
export const isLong = process.env.LITMOS_TEST_LONG === '1';

/** How many runs, kills or keys: the first number in the long form, the second one in `npm test`. */
export const amount = <Value>(long: Value, short: Value): Value => (isLong ? long : short);

/** All cases in the long form, in `npm test` `count` of them, spread evenly and always the same. */
export function sample<Case>(all: readonly Case[], count: number): readonly Case[] {
	if (isLong || count >= all.length) return all;
	return Array.from({length: count}, (_, index) => all[Math.floor((index * all.length) / count)]!);
}

/** Why a test that builds other projects' programs does not run here, or null in the long form. */
export const onlyLong = isLong ? null : 'part of npm run test:long, which builds ConductorOne’s own programs';
