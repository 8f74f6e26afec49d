import {type ExtraEntry, free} from './extra.ts';

export const accountDetails: ExtraEntry = {
	label: 'Richer account profiles',
	gives: 'Job title, manager, employee ID, last sign-in. Responses are 10 to 20 times as large.',
	each: null,
	lists: {},
	cost: free,
};
