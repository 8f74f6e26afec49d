/**
 * What a setting says of itself. These words stand in `source/words/settings.ts`, by the setting's id; a setting without
 * words, and words without a setting, are a type error.
 */
export interface SettingWords {
	label: string;
	/** One or two plain sentences for a person. */
	help: string;
}

/** One input of the program: one entry feeds the wizard's question, the flag, the variable, the help text and the checks. */
export interface Setting<Value = unknown> extends SettingWords {
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

/** Where a value came from. Order of precedence: flag, environment, config file, saved answer, keychain, default. */
export type Origin = 'flag' | 'environment' | 'config-file' | 'saved' | 'keychain' | 'default' | 'answer' | 'sandbox';
