import type {Dataset} from '../../../source/sandbox/litmos/dataset.ts';

/** A few records of the invented tenant, to try things on. */
export interface LitmosSample {
	accounts: {id: string; userName: string; name: string; active: boolean; accessLevel: string}[];
	courses: {id: string; originalId: string; code: string; name: string; active: boolean; people: number}[];
	teams: {id: string; name: string; parentId: string; members: number}[];
}

/** A few records worth trying things on: the first accounts, the most useful courses, the first teams. */
export function sample(data: Dataset, count: number): LitmosSample {
	const first = (total: number) => Array.from({length: Math.min(count, total)}, (_, index) => index);
	return {
		accounts: first(data.size.accounts).map((index) => {
			const {id, userName, firstName, lastName, active, accessLevel} = data.accounts.at(index);
			return {id, userName, name: `${firstName.trim()} ${lastName.trim()}`, active, accessLevel};
		}),
		courses: first(data.size.courses).map((index) => {
			const {id, originalId, code, name, active} = data.courses.at(index);
			return {id, originalId: String(originalId), code, name, active, people: data.enrolments.sizes[index] ?? 0};
		}),
		teams: first(data.size.teams).map((index) => {
			const {id, name, parentId} = data.teams.at(index);
			return {id, name, parentId, members: data.teams.size(index)};
		}),
	};
}
