import type {settingHeadings} from './messages.ts';
import {formatList} from './parse.ts';

/** One input of the program: one entry feeds the wizard's question, the flag, the variable, the help text and the checks. */
export interface DefinedSetting<Value = unknown> extends Usual<Value> {
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
	default?: Value;
	/** Parses and checks in one step. Throws Problem `input/invalid` with words for a person. */
	parse(text: string): Value;
	/** Under which heading the help shows it. */
	group: Group;
}

/** What a setting in the tables may leave out: it is then as with most of them. */
interface Usual<Value> {
	/** Environment variables, the first is the one named in messages: BATON_ and the flag in capitals, as all ConductorOne connectors have it. */
	environment: readonly string[];
	secret: boolean;
	/** Known to baton-litmos too (drop-in). */
	baton: boolean;
	/** Text that `parse` reads back. */
	format(value: Value): string;
	/** Given several times, the entries are joined. */
	repeatable: boolean;
	/** Joins the entries of a list of the configuration file: with commas, those that hold some in quotation marks. */
	join(entries: readonly string[]): string;
	/** Other flags, and lines of the configuration file, that mean the same. */
	aliases: readonly string[];
	/** An empty value says something, such as "all"; else it is a mistake, and nothing in the configuration file. */
	isEmptyMeant: boolean;
	/** A value that cannot be used is left out with a warning: it is not worth stopping for. */
	isLenient: boolean;
	/** Answers are kept between runs. Never for secrets or for what concerns one run only. */
	saved: boolean;
}

type Group = keyof typeof settingHeadings;

/** A setting before its key in the table becomes its id. */
type Definition<Value> = Omit<DefinedSetting<Value>, 'id' | keyof Usual<Value>> & Partial<Usual<Value>>;

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
