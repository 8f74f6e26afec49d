import {useEffect, useState} from 'react';
import {Confirm} from '../../components/confirm/confirm.tsx';
import {TextInput} from '../../components/text-input/text-input.tsx';
import {useKeys} from '../../hooks/use-keys.ts';
import {Hint} from '../notes.tsx';
import {useGuided} from './guided-context.ts';
import {guidedWords} from './messages.ts';
import {PageFrame} from './page-frame.tsx';

const words = guidedWords.folder;

/** Where files go, and, where kubectl is installed, whether it shall apply them. */
export function FolderPage() {
	const {guided, state, send} = useGuided();
	const [folder, setFolder] = useState<string>();
	const [canApply, setCanApply] = useState(false);
	const isKubernetes = state.answers.hosting === 'kubernetes';
	useEffect(() => {
		if (isKubernetes) void guided.hasKubectl().then(setCanApply);
	}, [guided, isKubernetes]);
	const isConfirming = folder !== undefined;
	useKeys({
		level: 'overlay',
		contexts: ['everywhere'],
		isActive: isConfirming,
		on: {
			back: () => {
				setFolder(undefined);
				return true;
			},
		},
	});
	if (folder !== undefined) {
		return (
			<Confirm
				question={words.apply}
				details={[words.applyDetails]}
				yesLabel={words.applyYes}
				noLabel={words.applyNo}
				onAnswer={(isApplied) => send({type: 'folder/choose', folder, isApplied})}
			/>
		);
	}
	return (
		<PageFrame title={words.title}>
			<TextInput
				label={words.label}
				defaultValue={guided.folder() ?? ''}
				validate={(value) => (value === '' ? words.need : undefined)}
				onSubmit={(value) => {
					if (canApply) setFolder(value);
					else send({type: 'folder/choose', folder: value, isApplied: false});
				}}
			/>
			<Hint>{words.help}</Hint>
		</PageFrame>
	);
}
