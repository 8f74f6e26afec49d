import {useEffect, useState} from 'react';
import {readImage} from '../../../deploy/image.ts';
import {type Packaging, packagings} from '../../../deploy/kubernetes.ts';
import type {Cluster} from '../../../setup/conductorone/kubectl.ts';
import {Select} from '../../components/select/select.tsx';
import {TextInput} from '../../components/text-input/text-input.tsx';
import {useBack} from '../../hooks/use-keys.ts';
import {Hint} from '../notes.tsx';
import {useConnect} from './connect-context.ts';
import {connectPageMessages} from './messages.ts';
import {PageFrame} from './page-frame.tsx';

const messages = connectPageMessages.folder;
const questions = ['folder', 'namespace', 'image', 'packaging', 'store', 'cluster'] as const;
const namespaceForm = /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$/;
/** Names of cluster resources may hold dots. */
const storeForm = /^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?)?$/;
/** No context can have this name: kubectl's contexts are no empty texts. */
const nowhere = '';

/** Where files go; for Kubernetes also what is in them and in which form, and in which cluster to apply them, if any. */
export function FolderPage() {
	const {setup, state, send} = useConnect();
	const {place} = state.answers;
	const isKubernetes = state.answers.hosting === 'kubernetes';
	const [at, setAt] = useState(0);
	const [folder, setFolder] = useState(setup.folder() ?? '');
	const [namespace, setNamespace] = useState(place?.namespace ?? '');
	const [image, setImage] = useState(place?.image ?? '');
	const [packaging, setPackaging] = useState<Packaging>(place?.packaging ?? 'manifests');
	const [clusters, setClusters] = useState<readonly Cluster[]>([]);
	useEffect(() => {
		if (isKubernetes) void setup.clusters().then(setClusters);
	}, [setup, isKubernetes]);
	useBack(() => setAt(at - 1), {level: 'overlay', isActive: at > 0});
	const choose = (context: string, store = '') =>
		send({
			type: 'folder/choose',
			folder,
			isApplied: context !== nowhere,
			place: {
				...(context === nowhere ? {} : {context}),
				...(namespace === '' ? {} : {namespace}),
				...(image === '' ? {} : {image}),
				...(packaging === 'manifests' ? {} : {packaging}),
				...(store === '' ? {} : {externalSecrets: store}),
			},
		});
	const title = messages.titles[questions[at] ?? 'folder'];

	switch (questions[at]) {
		case 'namespace':
			return (
				<PageFrame title={title}>
					<TextInput
						key="namespace"
						label={messages.namespace}
						defaultValue={namespace}
						placeholder={messages.namespacePlaceholder}
						validate={(text) => (namespaceForm.test(text) ? undefined : messages.namespaceForm)}
						onSubmit={(text) => {
							setNamespace(text);
							setAt(at + 1);
						}}
					/>
				</PageFrame>
			);
		case 'image':
			return (
				<PageFrame title={title}>
					<TextInput
						key="image"
						label={messages.image}
						defaultValue={image}
						placeholder={messages.imagePlaceholder}
						validate={(text) => (text === '' || readImage(text) !== null ? undefined : messages.imageForm)}
						onSubmit={(text) => {
							setImage(text);
							setAt(at + 1);
						}}
					/>
					<Hint>{messages.imageHelp}</Hint>
				</PageFrame>
			);
		case 'packaging':
			return (
				<PageFrame title={title}>
					<Select
						options={packagings.map((value) => ({value, ...messages.packagings[value]}))}
						defaultValue={packaging}
						onSelect={(value) => {
							setPackaging(value);
							setAt(at + 1);
						}}
					/>
				</PageFrame>
			);
		case 'store':
			return (
				<PageFrame title={title}>
					<TextInput
						key="store"
						label={messages.store}
						defaultValue={place?.externalSecrets ?? ''}
						placeholder={messages.storePlaceholder}
						validate={(text) => (storeForm.test(text) ? undefined : messages.storeForm)}
						onSubmit={(text) => {
							// What this program applies is a plain secret and the plain manifests.
							if (clusters.length === 0 || packaging !== 'manifests' || text !== '') choose(nowhere, text);
							else setAt(at + 1);
						}}
					/>
					<Hint>{messages.storeHelp}</Hint>
				</PageFrame>
			);
		case 'cluster':
			return (
				<PageFrame title={title}>
					<Select
						options={[
							{value: nowhere, label: messages.applyNo},
							...clusters.map(({context, server}) => ({
								value: context,
								label: messages.applyTo(context),
								description: server,
							})),
						]}
						onSelect={(context) => choose(context)}
					/>
					<Hint>{messages.applyHelp}</Hint>
				</PageFrame>
			);
		default:
			return (
				<PageFrame title={title}>
					<TextInput
						key="folder"
						label={messages.label}
						defaultValue={folder}
						validate={(text) => (text === '' ? messages.need : undefined)}
						onSubmit={(text) => {
							setFolder(text);
							if (isKubernetes) setAt(1);
							else send({type: 'folder/choose', folder: text, isApplied: false});
						}}
					/>
					<Hint>{messages.help}</Hint>
				</PageFrame>
			);
	}
}
