import type {ExplorerClient} from '../c1z/explorer-client.ts';
import type {SettingValues} from '../settings/settings.ts';
import {LogPath} from './components/message/message.tsx';
import {Shell} from './components/shell/shell.tsx';
import {Explorer} from './explorer/explorer.tsx';
import {explorerMessages} from './explorer/messages.ts';
import {runApp, useTerminal} from './terminal.tsx';
import {themeOf} from './theme-of.ts';

export interface ExploreOptions {
	client: ExplorerClient;
	/** Shown in the window's title. */
	name: string;
	/** An earlier file to compare with. */
	earlier?: string | undefined;
	values: SettingValues;
	/** Where the log is, for error messages. */
	logPath?: string | undefined;
}

/** A sync file on the whole terminal, until Esc or Ctrl-C. Resolves with the exit code. */
export async function runExplore({client, name, earlier, values, logPath}: ExploreOptions) {
	const screen = (
		<LogPath value={logPath}>
			<Screen client={client} earlier={earlier} />
		</LogPath>
	);
	const {exit, problem} = await runApp(screen, {
		title: `${explorerMessages.title}: ${name}`,
		theme: themeOf(values),
		...(values.screenReader ? {isScreenReader: true} : {}),
	});
	if (problem) throw problem;
	return exit;
}

function Screen({client, earlier}: {client: ExplorerClient; earlier: string | undefined}) {
	const {leave} = useTerminal();
	return (
		<Shell steps={[]}>
			<Explorer
				client={client}
				earlier={earlier}
				compareHint={explorerMessages.noFileToCompare}
				onBack={() => leave()}
			/>
		</Shell>
	);
}
