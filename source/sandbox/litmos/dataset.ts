import {Accounts} from './accounts.ts';
import {Courses} from './courses.ts';
import {Enrolments, mandatoryCourses} from './enrolments.ts';
import {hash} from './hash.ts';
import {IdCipher, type IdRange, IdSpace, numberWithDash} from './ids.ts';
import {LearningPaths} from './learning-paths.ts';
import {Teams} from './teams.ts';

export interface DatasetSize {
	accounts: number;
	courses: number;
	teams: number;
	enrolments: number;
}

/** Named sizes: `S` 250/50/10/2,000 (the default), `M`, `L`, `XL` as in the Litmos fact sheet, section 8. */
export type SizeName = 'S' | 'M' | 'L' | 'XL';

/** Litmos fact sheet, section 8. */
export const sizes: Readonly<Record<SizeName, DatasetSize>> = {
	S: {accounts: 250, courses: 50, teams: 10, enrolments: 2_000},
	M: {accounts: 5_000, courses: 500, teams: 200, enrolments: 50_000},
	L: {accounts: 50_000, courses: 3_000, teams: 1_500, enrolments: 1_000_000},
	XL: {accounts: 150_000, courses: 5_000, teams: 3_000, enrolments: 3_000_000},
};

const ranges = {
	accounts: {short: [1_000_000, 6_400_000], long: 23_000_000},
	courses: {short: [6_400_000, 8_400_000], long: 300_000_000},
	teams: {short: [8_400_000, 9_000_000], long: 500_000_000},
	learningPaths: {short: [9_000_000, 9_400_000], long: 700_000_000},
} as const satisfies Record<string, IdRange>;
const firstDashNumber = {accounts: 9_500_000, courses: 9_600_000, teams: 9_700_000} as const;
const firstUnlistedNumber = 9_900_000;
const maximum = 1_000_000;

/**
 * An invented tenant, the same for the same size and seed. Nothing is stored but a few bytes per account: every row is
 * computed from its index, so that 3 million enrolments cost no memory and any page comes at once.
 */
export interface Dataset {
	readonly seed: number;
	readonly size: DatasetSize;
	readonly cipher: IdCipher;
	readonly accounts: Accounts;
	readonly teams: Teams;
	readonly courses: Courses;
	readonly enrolments: Enrolments;
	readonly learningPaths: LearningPaths;
	/** Id of the n-th course user whom the account list does not have. */
	unlistedId(number: number): string;
}

export function datasetSize(size: SizeName | DatasetSize): DatasetSize {
	const chosen = typeof size === 'string' ? sizes[size] : size;
	for (const [name, count] of Object.entries(chosen)) {
		if (!Number.isInteger(count) || count < 0 || (name !== 'enrolments' && count > maximum)) {
			throw new RangeError(`${name} must be a whole number, 0 to ${maximum.toLocaleString('en')}`);
		}
	}
	return {...chosen};
}

export function createDataset(wanted: SizeName | DatasetSize, seed: number): Dataset {
	const size = datasetSize(wanted);
	const cipher = new IdCipher(seed);
	const fixed = (kind: 'accounts' | 'courses' | 'teams') =>
		new Map(size[kind] > 3 ? [[3, numberWithDash(cipher, firstDashNumber[kind])]] : []);
	const accountNumbers = fixed('accounts');
	const courseNumbers = fixed('courses');
	// Ids encrypt the bare number, so an account and a course of equal number have one id (fact sheet, section 7).
	if (size.accounts > 5 && size.courses > 5) {
		accountNumbers.set(5, 9_800_000);
		courseNumbers.set(5, 9_800_000);
	}
	const accounts = new Accounts(
		seed,
		size.accounts,
		new IdSpace(cipher, seed, size.accounts, ranges.accounts, accountNumbers),
	);
	const courses = new Courses(
		seed,
		size.courses,
		new IdSpace(cipher, seed, size.courses, ranges.courses, courseNumbers),
		{
			mandatory: mandatoryCourses(size),
			cipher,
			creator: (number) => (size.accounts === 0 ? '' : accounts.ids.id(number % size.accounts)),
		},
	);
	const enrolments = new Enrolments(seed, size);
	return {
		seed,
		size,
		cipher,
		accounts,
		courses,
		enrolments,
		teams: new Teams(seed, size.teams, new IdSpace(cipher, seed, size.teams, ranges.teams, fixed('teams')), accounts),
		learningPaths: new LearningPaths(
			enrolments,
			size.courses,
			(count) => new IdSpace(cipher, seed, count, ranges.learningPaths, new Map()),
		),
		unlistedId: (number) => cipher.encode(firstUnlistedNumber + number),
	};
}

/** Repeatable, in the shape of Litmos' keys, and good for this invented tenant only. */
export function sandboxApiKey(seed: number): string {
	const part = (at: number) => hash(seed, 90, at).toString(16).padStart(8, '0');
	const digits = part(1) + part(2) + part(3) + part(4);
	return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
		'-',
	);
}
