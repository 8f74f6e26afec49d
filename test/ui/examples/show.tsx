import type {ReactNode} from 'react';
import {Shell} from '../../../source/ui/components/shell/shell.tsx';
import {runApp, useTerminal} from '../../../source/ui/terminal.tsx';

/** Runs one component's example in the real shell; Esc or Ctrl-C ends it. */
export async function showExample(name: string, example: ReactNode): Promise<void> {
	const ending = await runApp(<ExampleShell>{example}</ExampleShell>, {title: name});
	process.exitCode = ending.exit;
}

function ExampleShell({children}: {children: ReactNode}) {
	const {leave} = useTerminal();
	return <Shell onBack={() => leave()}>{children}</Shell>;
}
