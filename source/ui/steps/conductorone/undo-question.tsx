import {undoPreview} from '../../../setup/conductorone/undo.ts';
import {Confirm} from '../../components/confirm/confirm.tsx';
import {useBack} from '../../hooks/use-keys.ts';
import {useConnect} from './connect-context.ts';
import {connectWorkMessages} from './work-messages.ts';

const messages = connectWorkMessages.undo;

/** Shows what undoing deletes and what it leaves, and asks. */
export function UndoQuestion({onClose}: {onClose: () => void}) {
	const {state, send} = useConnect();
	useBack(onClose);
	const {progress, account} = state;
	const {lines, stays} = progress === null ? {lines: [], stays: []} : undoPreview(progress);
	return (
		<Confirm
			question={`Delete what this setup created in ${progress?.host ?? account?.identity.host ?? ''}?`}
			details={[
				...(lines.length === 0 ? ['Deletes everything created so far'] : lines.map(messages.deletes)),
				...stays,
			]}
			yesLabel="Delete"
			noLabel="Keep"
			onAnswer={(isYes) => {
				onClose();
				if (isYes) send({type: 'undo/start'});
			}}
		/>
	);
}
