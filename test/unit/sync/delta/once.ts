/**
 * A function of objects that do not change, computed once for each: mapping thousands of accounts anew takes most of the
 * time of a simulated sync, and has tests of its own.
 */
export function once<Of extends object, More extends unknown[], Result>(
	compute: (of: Of, ...more: More) => Result,
): (of: Of, ...more: More) => Result {
	const known = new WeakMap<Of, Result>();
	return (of, ...more) => {
		const result = known.get(of) ?? compute(of, ...more);
		known.set(of, result);
		return result;
	};
}
