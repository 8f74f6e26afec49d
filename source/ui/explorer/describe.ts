import type {Details, Item, ResourceFacts} from '../../c1z/explorer-items.ts';
import {present} from '../../text/present.ts';
import {explorerMessages} from './messages.ts';

const messages = explorerMessages.facts;

export interface Bar {
	label: string;
	value: number;
	of: number;
}

/** An item in words, without its list. */
export interface Description {
	lines: string[];
	/** What is seldom needed: after the bars. */
	last: string[];
	bars: Bar[];
	heading: string;
}

/** @param said what the row says of it, for items without facts */
export function describe(item: Item, {facts, related}: Details, said: readonly string[]): Description {
	const known = facts === null ? null : factsOf(facts);
	return {
		lines: [...said, ...(known?.lines ?? [])],
		last: known?.last ?? [],
		bars: known?.bars ?? [],
		heading: known?.heading ?? (related.total === 0 || item.kind === 'grant' ? '' : messages.about),
	};
}

function factsOf(facts: ResourceFacts): Description {
	const {kind, id} = facts;
	if (kind === 'account') return accountFacts(facts);
	const {assigned = 0, completed = 0, in_progress: inProgress = 0, member = 0} = facts.held;
	const isStudied = 'completed' in facts.held;
	const notStarted = assigned - completed - inProgress;
	const bars = [
		{label: messages.completed, value: completed, of: assigned},
		{label: messages.inProgress, value: inProgress, of: assigned},
		// Litmos counts whoever has not begun as in progress; other connectors tell them apart.
		...(notStarted > 0 ? [{label: messages.notStarted, value: notStarted, of: assigned}] : []),
	];
	return {
		lines: present<string>([
			line(
				facts.code,
				facts.number && messages.number(facts.number),
				isStudied && explorerMessages.state(facts.active),
			),
			facts.parent && messages.partOf(facts.parent),
			facts.leaders.length > 0 &&
				messages.ledBy(facts.leaders.join(', '), Math.max(0, (facts.held.leader ?? 0) - facts.leaders.length)),
			...facts.children.map(({type, count, names}) =>
				messages.children(count, type, names.join(', '), Math.max(0, count - names.length)),
			),
		]).filter(Boolean),
		last: [messages.id(id)],
		bars: isStudied && assigned > 0 ? bars : [],
		heading:
			'member' in facts.held
				? messages.members(member)
				: Object.keys(facts.held).length === 0
					? facts.parent && messages.belongs
					: messages.assigned(assigned),
	};
}

function accountFacts(facts: ResourceFacts): Description {
	const {name, login, email, level, isListed, active, id, holds} = facts;
	return {
		lines: present<string>([
			isListed ? line(email || messages.noEmail, explorerMessages.state(active)) : messages.unlisted,
			login !== '' && login !== email && login !== name && messages.login(login),
			level !== '' && messages.level(explorerMessages.level(level)),
		]).filter(Boolean),
		last: [messages.id(id)],
		bars: [],
		heading: messages.has(holds.map(({type, count}) => [type, count])),
	};
}

const line = (...parts: (string | false)[]) => parts.filter(Boolean).join(' · ');
