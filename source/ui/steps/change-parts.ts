import type {Comparison} from '../../c1z/changes.ts';
import {explorerMessages} from '../explorer/messages.ts';
import {previewMessages} from './preview-messages.ts';

/** Named first, in this order; then what optional data adds. */
const first = ['user', 'team', 'course', 'grant'];

/** What came, went and changed since the last push, a phrase for each kind; empty when nothing did. */
export function changeParts({added, removed, changed}: Comparison): string[] {
	const types = new Set([...first, ...Object.keys(added), ...Object.keys(removed)]);
	const parts = [...types].flatMap((type) => {
		const kind = explorerMessages.kindOf(type);
		const {[type]: came = 0} = added;
		const {[type]: went = 0} = removed;
		return [
			...(came > 0 ? [previewMessages.delta(came, kind)] : []),
			...(went > 0 ? [previewMessages.delta(-went, kind)] : []),
		];
	});
	const all = Object.values(changed).reduce((sum, each) => sum + each, 0);
	return all > 0 ? [...parts, previewMessages.changed(all)] : parts;
}
