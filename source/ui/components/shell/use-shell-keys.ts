import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import type {TerminalActions} from '../../terminal.tsx';
import type {ShellAction, ShellState} from './shell-state.ts';

interface ShellKeys {
	model: Model<ShellState, ShellAction>;
	terminal: TerminalActions;
	onBack: (() => void) | undefined;
	redraw: () => void;
}

/** Keys that work on every screen; asked last, so that a screen may take them. */
export function useShellKeys({model, terminal, onBack, redraw}: ShellKeys): void {
	const {isHelpOpen} = model.state;
	const closeHelp = () => model.send({type: 'closeHelp'});
	const turnHelp = (by: 1 | -1) => () => model.send({type: 'turnHelp', by});
	useKeys({
		level: 'shell',
		contexts: ['letters', 'everywhere'],
		on: {
			help: () => model.send({type: 'help'}),
			leave: terminal.interrupt,
			suspend: terminal.suspend,
			redraw,
			...(onBack ? {back: onBack} : {}),
		},
		hints: [...(onBack ? (['back'] as const) : []), 'help', 'leave'],
	});
	useKeys({
		level: 'overlay',
		isModal: true,
		isHelp: true,
		isActive: isHelpOpen,
		contexts: ['choice', 'letters', 'everywhere'],
		on: {
			help: closeHelp,
			back: closeHelp,
			accept: closeHelp,
			down: turnHelp(1),
			pageDown: turnHelp(1),
			up: turnHelp(-1),
			pageUp: turnHelp(-1),
		},
		hints: ['back'],
		labels: {back: uiMessages.shell.closeHelp},
	});
}
