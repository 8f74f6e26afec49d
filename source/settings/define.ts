import type {settingHeadings} from './messages.ts';
import {formatList} from './parse.ts';

/** One input of the program: one entry feeds the wizard's question, the flag, the variable, the help text and the checks. */
export interface Setting<Value = unknown> {
	label: string;
	/** One or two plain sentences for a person. */
	help: string;
	/** Key in resolved settings, camelCase. */
	id: string;
	flag: string;
	/** Short flag such as `-f`. */
	short?: string;
	/** Shown behind the flag in `--help`, e.g. `<name>`; absent for switches. */
	placeholder?: string;
	/** Environment variables, the first is the one named in messages. */
	environment: readonly string[];
	secret: boolean;
	default?: Value;
	/** Parses and checks in one step. Throws Problem `input/invalid` with words for a person. */
	parse(text: string): Value;
	/** Which wizard step asks for it, if any. */
	step?: 'litmos' | 'courses' | 'preview' | 'conductorone' | 'push';
	/** Known to baton-litmos too (drop-in). */
	baton: boolean;
}

/** A setting before its key in the table becomes its id and the flag its usual variable. */
export interface Definition<Value> extends Omit<Setting<Value>, 'id' | 'secret' | 'baton' | 'environment'> {
	/** Default: BATON_ and the flag in capitals, the rule all ConductorOne connectors follow. */
	environment?: readonly string[];
	secret?: boolean;
	baton?: boolean;
	/** Text that `parse` reads back; default `String(value)`. */
	format?(value: Value): string;
	/** Given several times, the entries are joined. */
	repeatable?: boolean;
	/** Joins the entries of a list of the configuration file. Default: with commas, those that hold some in quotation marks. */
	join?(entries: readonly string[]): string;
	/** Other flags, and lines of the configuration file, that mean the same. */
	aliases?: readonly string[];
	/** An empty value says something, such as "all"; else it is a mistake, and nothing in the configuration file. */
	isEmptyMeant?: boolean;
	/** A value that cannot be used is left out with a warning: it is not worth stopping for. */
	isLenient?: boolean;
	/** Answers are kept between runs. Never for secrets or for what concerns one run only. */
	saved?: boolean;
	/** Under which heading the help shows it. */
	group: Group;
}

export type Group = keyof typeof settingHeadings;

export interface DefinedSetting<Value = unknown> extends Setting<Value> {
	format(value: Value): string;
	repeatable: boolean;
	join(entries: readonly string[]): string;
	aliases: readonly string[];
	isEmptyMeant: boolean;
	isLenient: boolean;
	saved: boolean;
	group: Group;
}

type Unnamed<Value> = Omit<DefinedSetting<Value>, 'id'>;

export function define<Value>(
	definition: Omit<Definition<Value>, 'default'> & {default: NoInfer<Value>},
): Unnamed<Value> & {default: Value};
export function define<Value>(definition: Definition<Value>): Unnamed<Value>;
export function define<Value>(definition: Definition<Value>): Unnamed<Value> {
	return {
		format: String,
		repeatable: false,
		join: formatList,
		aliases: [],
		isEmptyMeant: false,
		isLenient: false,
		saved: false,
		secret: false,
		baton: false,
		environment: [`BATON_${definition.flag.replace(/^--/, '').replaceAll('-', '_').toUpperCase()}`],
		...definition,
	};
}

/** Gives each setting the key it stands under as its id. */
export function table<Table extends Record<string, Omit<DefinedSetting, 'id'>>>(
	entries: Table,
): {readonly [Id in keyof Table]: Table[Id] & {readonly id: Id}} {
	for (const [id, setting] of Object.entries(entries)) Object.assign(setting, {id});
	return entries as {readonly [Id in keyof Table]: Table[Id] & {readonly id: Id}};
}
