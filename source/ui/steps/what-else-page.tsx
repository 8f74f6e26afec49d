import {Box} from 'ink';
import {useState} from 'react';
import type {Reading} from '../../setup/reading.ts';
import {isExtra, itemsOf, plainReading, type ReadingItem, readingItems} from '../../setup/reading.ts';
import type {Cost} from '../../setup/reading-cost.ts';
import {extras} from '../../sync/extras/table.ts';
import {MultiSelect} from '../components/multi-select/multi-select.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useGap, useScreenReader, useSize, useTheme} from '../provider.tsx';
import {wrap} from '../text.ts';
import {Hint, Page} from './notes.tsx';
import {whatElseMessages as messages} from './what-else-messages.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'The standard sync reads accounts, teams and courses, and who has them. Here you can add other data from Litmos, or leave some out.',
	'Litmos allows about 100 requests a minute, so each line says what it costs. Enter goes back to the courses; what is selected counts at once.',
	'With delta sync selected, Left and Right set within how long each list is read in full, from 1 hour to 7 days. A change that Litmos doesn’t report is found by then.',
];

/** Lines for what the item under the cursor gives, so that the lines below do not jump. */
const givesLines = 2;
/** The groups of the list, each with a heading. */
const groups = Object.keys(messages.groups).length;
/** Columns from which a price has space for the rule beside the number. */
const wideEnough = 72;

function textsOf(item: ReadingItem): {label: string; gives: string; each: {requests: number; of: string} | null} {
	return isExtra(item) ? extras[item] : messages.items[item];
}

/** Opens the page from any page of the courses step. */
export function useWhatElseKey(): void {
	const {send} = useWizard();
	useKeys({
		level: 'screen',
		contexts: ['everywhere'],
		on: {whatElse: () => send({type: 'reading/open'})},
		hints: ['whatElse'],
	});
}

/** Extras, and what is left out or read another way: each with its price, before it is chosen. What is ticked counts at once. */
export function WhatElsePage() {
	const {state, send, setup} = useWizard();
	const {rows, columns} = useSize();
	const isScreenReader = useScreenReader();
	const {symbols} = useTheme();
	const [focused, setFocused] = useState<ReadingItem>(readingItems[0] ?? 'delta');
	const ticked = itemsOf(state.answers.reading);
	const cost = setup.cost();
	useKeys({
		contexts: ['choice'],
		isActive: focused === 'delta' && ticked.has('delta'),
		on: {
			left: () => send({type: 'reading/interval', to: 'shorter'}),
			right: () => send({type: 'reading/interval', to: 'longer'}),
		},
		hints: ['left', 'right'],
		labels: messages.intervalKeys,
	});
	const note = wrap(messages.note, columns);
	const gap = useGap(18);
	const withoutGaps = rows - 1 - givesLines - 1 - note.length;
	// The headings of the two groups tell more than the empty rows around the list.
	const gapAbove = withoutGaps - 2 * gap < readingItems.length + groups ? 0 : gap;
	const gapBelow = withoutGaps - gap < readingItems.length + groups ? 0 : gap;
	const space = withoutGaps - gapBelow - gapAbove;
	const intervalText = (interval: number) => {
		if (isScreenReader) return messages.interval(interval);
		return columns >= wideEnough
			? messages.intervalAndKeys(interval, symbols.left, symbols.right)
			: messages.shortInterval(interval, symbols.left, symbols.right);
	};
	return (
		<Page title="Optional data" about={about}>
			<Box marginTop={gapAbove}>
				<MultiSelect
					options={readingItems.map((item) => ({
						value: item,
						label: textsOf(item).label,
						description:
							item === 'delta' && ticked.has('delta')
								? intervalText(state.answers.reading.deltaInterval)
								: priceOf(item, cost, columns >= wideEnough || isScreenReader),
						group: isExtra(item) ? messages.groups.extras : messages.groups.thrift,
					}))}
					defaultValue={ticked}
					rows={space}
					acceptLabel="done"
					onFocus={setFocused}
					onChange={(items) => send({type: 'reading/choose', items})}
					onSubmit={() => send({type: 'reading/close'})}
				/>
			</Box>
			<Box flexDirection="column" marginTop={gapBelow} {...(isScreenReader ? {} : {height: givesLines})}>
				<Hint>{textsOf(focused).gives}</Hint>
			</Box>
			<Hint>{totalText(cost, setup.cost(plainReading), ticked, isScreenReader)}</Hint>
			<Hint>{messages.note}</Hint>
		</Page>
	);
}

/** What an item costs: the rule it follows, and the number as soon as the tenant is known well enough. */
function priceOf(item: ReadingItem, cost: Cost | null, isWide: boolean): string {
	const {each} = textsOf(item);
	// How much it saves depends on how much changes, and a first sync is no shorter.
	if (item === 'delta') return 'fewer in later syncs';
	const requests = cost?.items[item];
	if (requests === undefined) {
		if (each !== null) return messages.per(each.requests, each.of);
		if (item === 'check-every-list') return 'up to 2 requests per list';
		return 'no extra requests';
	}
	const sum = messages.sum(requests);
	return each === null || requests === 0 || !isWide ? sum : `${sum} (${messages.perShort(each.requests, each.of)})`;
}

function totalText(
	cost: Cost | null,
	plain: Cost | null,
	ticked: ReadonlySet<ReadingItem>,
	isScreenReader: boolean,
): string {
	if (cost === null || plain === null) return 'The total is known once the course list is complete.';
	const seconds = cost.milliseconds / 1000;
	if (ticked.size === 0) return messages.plainTotal(cost.requests, seconds, cost.isAtLeast ?? false);
	const isOpen = [...ticked].some((item) => cost.items[item] === undefined);
	const atLeast = cost.isAtLeast ? 'both' : isOpen ? 'after' : 'none';
	const total = isScreenReader ? messages.spokenTotal : messages.total;
	return total(plain.requests, cost.requests, seconds, atLeast);
}

/** What is ticked, in a few words. */
export function chosenText(reading: Reading): string {
	const labels = [...itemsOf(reading)].map((item) => textsOf(item).label.toLowerCase());
	return labels.length === 0 ? 'none' : messages.chosen(labels);
}
