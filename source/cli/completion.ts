import {type Command as Completed, type OptionHandler, RootCommand} from '@bomb.sh/tab';
import {isSwitch, type SettingId, settingIds, settingOf} from '../settings/settings.ts';
import {commands} from './commands/all.ts';
import {common} from './setting-groups.ts';

/** Prints what may come next on a half-typed command line, one a line; the last argument is the word being typed. */
export function suggest(typed: readonly string[]): void {
	const before = typed.at(-2);
	const awaited = settingIds.map(settingOf).find(({flag, short}) => before === flag || before === short);
	if (awaited?.placeholder !== undefined && /path|folder/.test(awaited.placeholder)) {
		// The shell itself knows files best.
		process.stdout.write(':0\n');
		return;
	}
	const root = new RootCommand();
	addFlags(root, settingIds);
	for (const command of commands) {
		const completed = root.command(command.name, command.summary);
		addFlags(completed, [...new Set([...command.settings, ...common])]);
		for (const [flags, help] of Object.entries(command.ownOptions ?? {})) {
			const [name = '', value] = flags.replace(/^--/, '').split(' ');
			if (value === undefined) completed.option(name, help);
			else completed.option(name, help, choicesOf(value));
		}
	}
	root.parse([...typed]);
}

function addFlags(command: Completed, ids: readonly SettingId[]): void {
	for (const id of ids) {
		const setting = settingOf(id);
		const name = setting.flag.replace(/^--/, '');
		const short = setting.short?.replace(/^-/, '');
		// Without a value a handler must not be given: the library takes it for the mark of one.
		if (isSwitch(setting)) command.option(name, setting.help, short);
		else command.option(name, setting.help, choicesOf(setting.placeholder ?? ''), short);
	}
}

/** The choices in a placeholder such as `<us|eu|au>`. */
function choicesOf(placeholder: string): OptionHandler {
	const choices = placeholder.includes('|') ? placeholder.replaceAll(/[<>]/g, '').split('|') : [];
	return (complete) => {
		for (const choice of choices) complete(choice, '');
	};
}
