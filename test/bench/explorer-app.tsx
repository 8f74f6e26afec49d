import {startExplorer} from '../../source/c1z/explorer-client.ts';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import {Explorer} from '../../source/ui/explorer/explorer.tsx';
import {runApp} from '../../source/ui/terminal.tsx';

/** The program under measurement: the explorer over the working file that the argument names. */
const client = await startExplorer(process.argv[2] ?? '');
const ending = await runApp(
	<Shell steps={[]}>
		<Explorer client={client} />
	</Shell>,
	{environment: {...process.env, FORCE_COLOR: '1', COLORFGBG: '15;0'}},
);
await client.close();
process.exitCode = ending.exit;
