import {Box} from 'ink';
import {Problem} from '../../../source/problem/problem.ts';
import {LogPath, Message, ProblemView} from '../../../source/ui/components/message/message.tsx';

export default (
	<Box flexDirection="column" rowGap={1}>
		<Message kind="success" title="The key is in your keychain" />
		<Message kind="warning" title="12 accounts have no e-mail address" />
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
