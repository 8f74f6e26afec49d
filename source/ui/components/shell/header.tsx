import {memo} from 'react';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import type {Theme} from '../../theme.ts';
import {Text} from '../text/text.tsx';
import {currentStep, headerLayout, type ShellStep} from './shell-state.ts';

export interface HeaderProps {
	steps: readonly ShellStep[];
	/** Where we are connected, in ever shorter words. */
	connection: readonly string[];
	columns: number;
}

/** `✓ Litmos ─ ● Courses ─ ○ Preview …        acme · US`; marks and the current name where that does not fit. */
export const Header = memo(function Header({steps, connection, columns}: HeaderProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (isScreenReader) {
		const at = currentStep(steps);
		const place = `Step ${at} of ${steps.length}: ${steps[at - 1]?.label ?? ''}`;
		return <Text>{[place, ...connection.slice(0, 1)].join('. ')}</Text>;
	}
	const layout = headerLayout(steps, connection, columns, theme.symbols);
	const left = stepsText(steps, layout.steps, theme);
	const gap = Math.max(0, columns - layout.stepCells - width(layout.connection));
	return (
		<Text wrap="truncate">
			{layout.connection === '' ? left : left + ' '.repeat(gap) + theme.paint('text.secondary', layout.connection)}
		</Text>
	);
});

function stepsText(steps: readonly ShellStep[], layout: 'full' | 'marks' | 'current', theme: Theme): string {
	const {symbols} = theme;
	const mark = (step: ShellStep) => theme.paint(`step.${step.state}`, symbols[step.state]);
	if (layout === 'full') {
		const line = theme.paint('rule', ` ${symbols.rule} `);
		return steps.map((step) => `${mark(step)} ${theme.paint(`step.${step.state}`, step.label)}`).join(line);
	}
	const label = theme.paint('step.current', steps[currentStep(steps) - 1]?.label ?? '');
	return layout === 'marks' ? `${steps.map(mark).join(' ')}  ${label}` : label;
}
