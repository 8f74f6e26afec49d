import type {Key} from 'ink';
import {createStore} from 'zustand';
import {
	type Command,
	commands,
	type Hint,
	hintFor,
	type KeyContext,
	type KeyNames,
	matches,
	workEverywhere,
} from '../keys.ts';

/** Higher levels are asked first; within a level the newest. */
export const levels = {shell: 0, screen: 10, widget: 20, overlay: 100} as const;
export type Level = keyof typeof levels;

/** Takes the press that led here. Returning false means "not mine": the next layer is asked. */
export type Handler = (input: string, key: Key) => unknown;

export interface Layer {
	contexts: readonly KeyContext[];
	on: Partial<Record<Command, Handler | undefined>>;
	/** Words for the key line in place of the general ones. */
	labels?: Partial<Record<Command, string | undefined>>;
	/** Which commands the key line shows where they are handled, most important first; the help screen shows all. Default: none. */
	hints?: readonly (Command | false)[];
	/** Takes typed text that is no command. False: not mine. */
	onText?: ((text: string) => unknown) | undefined;
	/** Typed letters are text now, so single letters do nothing in the layers below and are not offered. */
	isTyping?: boolean;
	/** Takes pasted text, line breaks included. False: not mine. */
	onPaste?: ((text: string) => unknown) | undefined;
	level: Level;
	/** Nothing below hears anything but the keys that work everywhere. */
	isModal?: boolean;
	/** The help screen: it tells the keys of the page behind, not its own. */
	isHelp?: boolean;
}

/** Who hears a key: a stack of layers. One per app, fed by one input listener. */
export class Keyboard {
	readonly #layers = new Map<symbol, {layer: Layer; order: number; signature: string}>();
	#sorted: readonly Layer[] | undefined;
	#order = 0;
	/** A number that changes whenever the hints may have changed. */
	readonly version = createStore(() => 0);

	set(id: symbol, layer: Layer): void {
		const before = this.#layers.get(id);
		const signature = signatureOf(layer);
		this.#layers.set(id, {layer, order: before?.order ?? this.#order++, signature});
		this.#sorted = undefined;
		if (before?.signature !== signature) this.#changed();
	}

	delete(id: symbol): void {
		if (!this.#layers.delete(id)) return;
		this.#sorted = undefined;
		this.#changed();
	}

	#changed(): void {
		this.version.setState((version) => version + 1);
	}

	/** From first asked to last; nothing below a modal layer. */
	layers(): readonly Layer[] {
		if (this.#sorted) return this.#sorted;
		const all = this.#ordered();
		const modal = all.findIndex((layer) => layer.isModal);
		this.#sorted = modal === -1 ? all : all.slice(0, modal + 1);
		return this.#sorted;
	}

	#ordered(): Layer[] {
		return [...this.#layers.values()]
			.sort((a, b) => levels[b.layer.level] - levels[a.layer.level] || b.order - a.order)
			.map(({layer}) => layer);
	}

	/** One event of Ink's useInput. Text holding Enter or Tab counts as several presses. */
	press(input: string, key: Key): void {
		if (key.eventType === 'release') return;
		// Two Escs in one read, from a held key or a slow connection, look like Alt-Esc. The second comes when the screen
		// has answered the first.
		if (key.escape && key.meta) {
			const plain = {...key, meta: false};
			this.#pressOne(input, plain);
			setImmediate(() => this.#pressOne(input, plain));
			return;
		}
		if (input.length > 1 && !key.ctrl && !key.meta) {
			for (const part of input.split(/(\r\n|[\r\n\t])/)) {
				if (part === '') continue;
				if (part === '\t') this.#pressOne('', {...key, tab: true});
				else if (/^[\r\n]/.test(part)) this.#pressOne('', {...key, return: true});
				else this.#type(part, key);
			}
			return;
		}
		if (input === '\n' || input === '\r') this.#pressOne('', {...key, return: true});
		else this.#pressOne(input, key);
	}

	paste(text: string): void {
		for (const layer of this.layers()) {
			if (layer.onPaste && layer.onPaste(text) !== false) return;
		}
	}

	/** Several characters at once: whole to a text field, one by one to a list that takes letters as commands. */
	#type(text: string, key: Key): void {
		const isText = this.layers().some((layer) => layer.onText !== undefined);
		if (isText) this.#pressOne(text, key);
		else for (const character of text) this.#pressOne(character, key);
	}

	#pressOne(input: string, key: Key): void {
		const isText = input !== '' && !key.ctrl && !key.meta && !isControl(input);
		for (const layer of this.layers()) {
			if (isTaken(layer, commands, input, key)) return;
			if (isText && layer.onText && layer.onText(input) !== false) return;
		}
		for (const layer of this.#ordered().slice(this.layers().length)) {
			if (isTaken(layer, workEverywhere, input, key)) return;
		}
	}

	/** The key line: hints of all layers, most important first, each command and key once. */
	hints(arrows: KeyNames): Hint[] {
		return this.#collect(arrows, this.#ordered(), (layer) => (layer.hints ?? []).filter((hint) => hint !== false));
	}

	/** The help screen: every command that has a handler now, except those of the help screen itself. */
	allHints(arrows: KeyNames): Hint[] {
		const behind = this.#ordered().filter((layer) => !layer.isHelp);
		return this.#collect(arrows, behind, handledBy);
	}

	#collect(arrows: KeyNames, layers: readonly Layer[], pick: (layer: Layer) => readonly Command[]): Hint[] {
		const found = new Map<string, Hint>();
		const keys = new Set<string>();
		let isTyping = false;
		/** What a page in front of the others takes for itself. */
		const taken = new Set<string>();
		let isCovered = false;
		for (const layer of layers) {
			const contexts = isTyping ? layer.contexts.filter((context) => context !== 'letters') : layer.contexts;
			isTyping ||= !isCovered && layer.isTyping === true;
			for (const command of pick(layer)) {
				if (!layer.on[command] || found.has(command)) continue;
				if (isCovered && (taken.has(command) || !workEverywhere.includes(command))) continue;
				const hint = hintFor(command, contexts, arrows, layer.labels?.[command]);
				if (!hint || keys.has(hint.keys)) continue;
				keys.add(hint.keys);
				found.set(command, hint);
			}
			if (!layer.isModal) continue;
			isCovered = true;
			for (const command of handledBy(layer)) taken.add(command);
		}
		return [...found.values()];
	}
}

const handledBy = ({on}: Layer): Command[] => commands.filter((command) => on[command] !== undefined);

function isTaken(layer: Layer, wanted: readonly Command[], input: string, key: Key): boolean {
	return wanted.some((command) => {
		const handler = layer.on[command];
		return handler && matches(command, input, key, layer.contexts) && handler(input, key) !== false;
	});
}

function signatureOf(layer: Layer): string {
	return JSON.stringify([
		layer.contexts,
		handledBy(layer),
		layer.labels,
		layer.hints,
		layer.level,
		layer.isModal,
		layer.isHelp,
		layer.isTyping,
	]);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control keys without a name are no text
const control = /^[\x00-\x1f\x7f]$/;
const isControl = (input: string) => control.test(input) || (input >= '\uF700' && input <= '\uF8FF');
