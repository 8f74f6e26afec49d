import {factsOf} from '../c1z/facts.ts';
import {warningMessages} from '../c1z/warning-messages.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import {nestedTeamGrant} from '../connector/teams.ts';
import {listingKey} from './list-ends.ts';
import {type Run, store} from './run.ts';

interface TeamNode {
	id: string;
	parentTeamId: string;
}

/** What can only be done when all teams are known: leaving out empty ones, and membership of teams in their parents. */
export function closeTeams(run: Run): void {
	const teams = [...run.file.resources(resourceTypeIds.team)].map(
		(resource): TeamNode => ({id: resource.id?.resource ?? '', parentTeamId: factsOf(resource).parent}),
	);
	const kept = run.options.skipEmptyTeams && !run.options.resourcesOnly ? withoutEmpty(run, teams) : teams;
	if (!run.extras.nestedTeams) return;
	const ids = new Set(kept.map(({id}) => id));
	const nested = kept.filter(({id, parentTeamId}) => parentTeamId !== '' && parentTeamId !== id);
	store(run, {
		grants: nested.filter(({parentTeamId}) => ids.has(parentTeamId)).map(nestedTeamGrant),
		warnings: nested
			.filter(({parentTeamId}) => !ids.has(parentTeamId))
			.map(({id}) => ({
				kind: 'optional-part-failed' as const,
				subject: id,
				detail: warningMessages.parentMissing,
			})),
	});
}

/** A team counts as empty when Litmos lists nobody in it and, with nested teams, in none of the teams below it. */
function withoutEmpty(run: Run, teams: TeamNode[]): TeamNode[] {
	const parents = new Map(teams.map(({id, parentTeamId}) => [id, parentTeamId]));
	const full = new Set<string>();
	for (const {id} of teams) {
		const kinds = run.extras.teamRoles
			? (['team-members', 'team-leaders', 'team-admins'] as const)
			: (['team-members'] as const);
		if (!kinds.some((kind) => (run.file.checkpoint(listingKey({kind, of: id}))?.rows ?? 0) > 0)) continue;
		for (let at: string | undefined = id; at && !full.has(at); at = run.extras.nestedTeams ? parents.get(at) : '') {
			full.add(at);
		}
	}
	for (const {id} of teams) if (!full.has(id)) run.file.removeResource(resourceTypeIds.team, id);
	return teams.filter(({id}) => full.has(id));
}
