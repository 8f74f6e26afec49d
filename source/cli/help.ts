import type {Command, HelpConfiguration, Option} from 'commander';
import {asTyped, commandLine} from '../text/as-typed.ts';
import type {Command as CommandSpec} from './command.ts';
import {commands} from './commands/all.ts';
import {helpMessages} from './messages.ts';

/**
 * Form of the help: what to run and how comes first, the settings after it, by group. The program takes every setting, so
 * its own help lists them only on request (`all`). Prose is wrapped at the width of the terminal, examples are not, since
 * people copy them.
 */
export function helpForm(all: boolean): HelpConfiguration {
	return {
		minWidthToWrap: 10,
		formatHelp(command, helper) {
			const isProgram = command.parent === null;
			const width = helper.helpWidth ?? 80;
			const wrap = (text: string) => [helper.boxWrap(text, width), ''];
			// A long term has its line to itself; on a narrow terminal all do, or their texts would be a word wide.
			const column = width < 60 ? 6 : 30;
			const item = (term: string, text: string) => {
				const lines = helper.boxWrap(text, width - column).replaceAll('\n', `\n${' '.repeat(column)}`);
				const start = `  ${term}`;
				return start.length <= column - 2 ? start.padEnd(column) + lines : `${start}\n${' '.repeat(column)}${lines}`;
			};
			const list = (heading: string, items: string[]) => helper.formatItemList(heading, items, helper);
			const spec = commands.find(({name}) => name === command.name());
			return [
				helpMessages.usage(helper.commandUsage(command)),
				'',
				...wrap(helper.commandDescription(command)),
				...list(
					helpMessages.headings.arguments,
					helper
						.visibleArguments(command)
						.map((argument) => item(helper.argumentTerm(argument), helper.argumentDescription(argument))),
				),
				...list(
					helpMessages.headings.commands,
					helper.visibleCommands(command).map((sub) => item(sub.name(), helper.subcommandDescription(sub))),
				),
				...list(helpMessages.examples, exampleLines(isProgram ? helpMessages.first : (spec?.examples ?? {}))),
				...[
					...groups(
						isProgram && !all ? helper.visibleOptions(command).filter(isNoSetting) : helper.visibleOptions(command),
					),
				].flatMap(([heading, options]) =>
					list(
						heading,
						options.map((option) => item(helper.optionTerm(option), helper.optionDescription(option))),
					),
				),
				...(isProgram ? wrap(helpMessages.precedence) : []),
				...(isProgram ? wrap(helpMessages.exitCodes) : []),
			].join('\n');
		},
	};
}

/** Settings have headings of their own. */
function isNoSetting({helpGroupHeading}: Option): boolean {
	return !helpGroupHeading;
}

function exampleLines(examples: CommandSpec['examples']): string[] {
	return Object.entries(examples).map(
		([line, text]) => `  # ${text}\n  ${line === 'litmos-connector' ? commandLine('') : asTyped(line)}`,
	);
}

function groups(options: readonly Option[]): Map<string, Option[]> {
	return Map.groupBy(options, ({helpGroupHeading}) => helpGroupHeading ?? helpMessages.headings.options);
}

/** The command whose name is most like a mistyped one; undefined when none is. `names` is a parser of commands only. */
export function nearestCommand(names: Command, typed: string): string | undefined {
	try {
		names.parse([typed], {from: 'user'});
	} catch (error) {
		return suggestionIn(error instanceof Error ? error.message : '');
	}
}

/** What commander suggests in place of what it does not know. */
export function suggestionIn(message: string): string | undefined {
	return /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
}
