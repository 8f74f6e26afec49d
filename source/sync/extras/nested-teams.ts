import {type ExtraEntry, free} from './extra.ts';

export const nestedTeams: ExtraEntry = {
	label: 'Teams within teams',
	gives: 'A team becomes a member of the team above it, so its members count there too.',
	each: null,
	lists: {},
	cost: free,
};
