/** True in `npm run test:long`, which runs in full what `npm test` runs a sample of. */
export const isLong = process.env.LITMOS_TEST_LONG === '1';

/** How many runs, kills or keys: the first number in the long form, the second one in `npm test`. */
export const amount = <Value>(long: Value, short: Value): Value => (isLong ? long : short);

/** Why a test that builds other projects' programs does not run here, or null in the long form. */
export const onlyLong = isLong ? null : 'part of npm run test:long, which builds ConductorOne’s own programs';
