import type {ProblemTexts} from '../problem/problem.ts';

/** What a person writes for what a rule can look at, besides single words that are the same in the code. */
export const ruleGrammar = {
	comparisons: {is: 'is', starts: 'starts with', ends: 'ends with', contains: 'contains'},
	withMembers: 'with members',
	withoutMembers: 'without members',
} as const;

const example = 'For example: code starts with "SEC" and active';

/** What is wrong with a rule for courses. The text with a mark under the spot follows. */
export const ruleMessages = {
	empty: {what: 'The course rule is empty.', next: [example]},
	condition: {
		what: 'A condition is expected at the mark.',
		next: [
			'Use code, name or id with is, starts with, ends with or contains; number 100-200; active or inactive; with members or without members. Put “not” before a condition to turn it around.',
			'Parentheses don’t work. Use several rules instead, separated by commas.',
		],
	},
	comparison: (field: string): ProblemTexts => ({
		what: `A comparison is expected at the mark, after “${field}”.`,
		next: [`Use is, starts with, ends with or contains. To turn it around, write: not ${field} is "…"`],
	}),
	text: (comparison: string): ProblemTexts => ({
		what: `A text is expected at the mark, after “${comparison}”.`,
		next: ['Put the text in quotation marks.'],
	}),
	keyword: (word: string): ProblemTexts => ({
		what: `“${word}” at the mark can’t be a text without quotation marks.`,
		next: [`Put “not” before the condition, or the text in quotation marks: "${word}"`],
	}),
	openQuote: {
		what: 'The quotation mark at the mark has no second one.',
		next: ['Add a quotation mark at the end of the text.'],
	},
	emptyText: {
		what: 'The text at the mark is empty, so every course would match.',
		next: ['Put the text that you look for between the quotation marks.'],
	},
	number: {
		what: 'A number, or a range of numbers, is expected at the mark.',
		next: ['Use a number such as 1042, or a range such as 100-200.'],
	},
	backwards: {
		what: 'The range at the mark ends before it begins.',
		next: ['Put the smaller number first, such as 100-200.'],
	},
	notJoined: {
		what: '“and” or a comma is expected at the mark.',
		next: [
			'Put a text of several words in quotation marks.',
			'Join conditions with “and”, and separate rules with commas.',
		],
	},
} as const satisfies Record<string, ProblemTexts | ((part: string) => ProblemTexts)>;
