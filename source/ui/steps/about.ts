import {duration} from '../../text/amounts.ts';

/** How long something will take, no finer than anybody can know beforehand. */
export function about(seconds: number): string {
	return seconds < 60
		? 'under a minute'
		: `about ${duration(seconds < 600 ? Math.ceil(seconds / 30) * 30 : Math.ceil(seconds / 60) * 60)}`;
}
