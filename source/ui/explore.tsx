import type {ExplorerClient} from '../c1z/explorer-client.ts';
import type {SettingValues} from '../settings/settings.ts';
import {LogPath} from './components/message/message.tsx';
import {Shell} from './components/shell/shell.tsx';
import {Explorer} from './explorer/explorer.tsx';
import {runScreens} from './run-screens.ts';
import {useTerminal} from './terminal.tsx';

export interface ExploreOptions {
	client: ExplorerClient;
	/** Shown in the window's title. */
	name: string;
	earlier?: string | undefined;
	values: SettingValues;
	logPath?: string | undefined;
}

/** A sync file on the whole terminal, until Esc or Ctrl-C. Resolves with the exit code. */
export function runExplore({client, name, earlier, values, logPath}: ExploreOptions) {
	const screen = (
		<LogPath value={logPath}>
			<Screen client={client} earlier={earlier} />
		</LogPath>
	);
	return runScreens(screen, values, {title: `Browse: ${name}`});
}

function Screen({client, earlier}: {client: ExplorerClient; earlier: string | undefined}) {
	const {leave} = useTerminal();
	return (
		<Shell>
			<Explorer
				client={client}
				earlier={earlier}
				compareHint="No changes to show. Start with --compare and an earlier file to see what changed."
				onBack={() => leave()}
			/>
		</Shell>
	);
}
