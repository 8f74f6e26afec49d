import {Box} from 'ink';
import {Problem} from '../../../source/problem/problem.ts';
import {LogPath, ProblemView} from '../../../source/ui/components/message/message.tsx';
import {Note} from '../../../source/ui/steps/notes.tsx';

export default (
	<Box flexDirection="column" rowGap={1}>
		<Note kind="success">The key is in your keychain</Note>
		<Note kind="warning">12 accounts have no e-mail address</Note>
		<LogPath value="~/.local/state/litmos-connector/log">
			<ProblemView
				problem={
					new Problem({
						code: 'litmos/key-refused',
						what: 'Litmos did not accept the key',
						why: 'Keys of one region are not known in another.',
						next: ['Copy the key again, all of it.', 'Choose another region.'],
						copy: ['https://support.litmos.com/hc/articles/api-key'],
					})
				}
			/>
		</LogPath>
	</Box>
);
