import {memo} from 'react';
import {words} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import type {Theme} from '../../theme.ts';
import {Text} from '../text/text.tsx';
import {currentStep, headerLayout, type ShellStep} from './shell-state.ts';

/** `Litmos ✓ ── Courses ● ── …    step 2 of 5`; marks and the current name where that does not fit. */
export const Header = memo(function Header({steps, columns}: {steps: readonly ShellStep[]; columns: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const at = currentStep(steps);
	const current = steps[at - 1];
	if (isScreenReader) return <Text>{words.shell.stepNamed(at, steps.length, current?.label ?? '')}</Text>;
	const position = words.shell.step(at, steps.length);
	const left = headerText(steps, columns, theme);
	const gap = Math.max(1, columns - width(stripped(steps, columns, theme)) - width(position));
	return <Text wrap="truncate">{left + ' '.repeat(gap) + theme.paint('text.secondary', position)}</Text>;
});

const plain = (theme: Theme): Theme => ({...theme, paint: (_token, text) => text});
const stripped = (steps: readonly ShellStep[], columns: number, theme: Theme) =>
	headerText(steps, columns, plain(theme));

function headerText(steps: readonly ShellStep[], columns: number, theme: Theme): string {
	const {symbols} = theme;
	const layout = headerLayout(steps, columns, symbols);
	const mark = (step: ShellStep) => theme.paint(`step.${step.state}`, symbols[step.state]);
	if (layout === 'full') {
		const line = theme.paint('rule', ` ${symbols.rule.repeat(2)} `);
		return steps.map((step) => `${theme.paint(`step.${step.state}`, step.label)} ${mark(step)}`).join(line);
	}
	const label = theme.paint('step.current', steps[currentStep(steps) - 1]?.label ?? '');
	return layout === 'marks' ? `${steps.map(mark).join(' ')}  ${label}` : label;
}
