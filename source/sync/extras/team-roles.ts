import {resourceTypeIds} from '../../connector/ids.ts';
import {teamGrant} from '../../connector/teams.ts';
import type {ExtraEntry} from './extra.ts';

export const teamRoles: ExtraEntry = {
	label: 'Team leaders and admins',
	gives: 'The leaders and admins of each team, in addition to its members.',
	each: {requests: 2, of: 'team'},
	lists: {
		'team-leaders': {
			name: (of) => `the leaders of team ${of}`,
			of: resourceTypeIds.team,
			toBatch: (rows, of) => ({grants: rows.map(({id}) => teamGrant(of, 'leader', id))}),
		},
		'team-admins': {
			name: (of) => `the admins of team ${of}`,
			of: resourceTypeIds.team,
			toBatch: (rows, of) => ({grants: rows.map(({id}) => teamGrant(of, 'admin', id))}),
		},
	},
	cost: ({teams}) => ({requests: 2 * (teams ?? 0), exact: false, known: teams !== null}),
	ofTeam(reader, id) {
		if (reader.resourcesOnly) return;
		reader.list('team-leaders', id);
		reader.list('team-admins', id);
	},
};
