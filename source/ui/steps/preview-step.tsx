import {Box} from 'ink';
import {Problem} from '../../problem/problem.ts';
import {readAge} from '../../setup/read-age.ts';
import {implausible} from '../../sync/confirmation.ts';
import {ProblemView} from '../components/message/message.tsx';
import {PageHelp, StatusLine} from '../components/shell/page-slots.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Explorer} from '../explorer/explorer.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useSize} from '../provider.tsx';
import {useNotice} from './preview-notice.tsx';
import {PreviewStatus} from './preview-status.tsx';
import {useWorkingFile} from './use-working-file.ts';
import {useWizard} from './wizard-context.tsx';

const about = [
	'This is what ConductorOne will get, row for row. Nothing has been sent yet, and nothing changes in Litmos.',
	'A grant says that an account is in a team, is assigned a course, or has completed it. Findings are things that deserve a look, such as accounts without an email address.',
	'Enter continues, even while data is still coming in. → opens the row under the cursor.',
];

/** What ConductorOne will get, from the first page that Litmos sends; Enter goes on, also while more is read. */
export function PreviewStep() {
	const {state, send, context} = useWizard();
	const {sync} = state;
	const {rows} = useSize();
	const explorer = useWorkingFile();
	const {status} = sync.work;
	const age = readAge(state);
	const isOld = age?.isOld === true;
	const isDoubted = sync.work.status === 'done' && implausible(sync.work.value) !== null;
	const readAgain = () => send({type: 'sync/restart'});
	const goOn = () => send({type: 'submit'});
	const acceptLabel = status === 'failed' ? 'try again' : isOld ? 'read again' : 'continue';
	const accept = isOld ? readAgain : goOn;
	const notice = useNotice(state, rows);
	const isOffered = isOld || age?.isReused === true || isDoubted || status === 'failed';
	useKeys({
		// Named behind the keys of the list, before those of the lists' frame.
		level: 'widget',
		contexts: ['browse'],
		on: {
			accept,
			again: status === 'done' || status === 'failed' ? readAgain : undefined,
			keep: isOld ? goOn : undefined,
		},
		hints: ['accept', isOld ? 'keep' : isOffered && 'again'],
		labels: {accept: acceptLabel},
	});
	const {counts} = sync;
	const version = counts === null ? 0 : counts.resources + counts.grants + counts.warnings;
	// Only a complete read can be compared: what is still to come would look like gone.
	const earlier = status === 'done' ? context.earlier() : undefined;
	return (
		<Box flexDirection="column">
			<PageHelp about={about} />
			<StatusLine>
				<PreviewStatus sync={sync} />
			</StatusLine>
			{explorer === undefined || explorer instanceof Problem ? (
				<>
					{notice.node}
					{status === 'running' ? (
						<Spinner label="Rows appear here as they arrive" delay={0} />
					) : explorer === undefined ? (
						<Spinner label="Opening" />
					) : (
						status !== 'failed' && <ProblemView problem={explorer} />
					)}
				</>
			) : (
				<Explorer
					client={explorer}
					version={version}
					isReading={status === 'running'}
					isStopped={status === 'failed'}
					earlier={earlier}
					notice={notice}
					onAccept={accept}
					acceptLabel={acceptLabel}
				/>
			)}
		</Box>
	);
}
