import {useEffect, useState} from 'react';
import {readImage} from '../../../deploy/image.ts';
import {packagings} from '../../../deploy/kubernetes.ts';
import type {ClusterPlace} from '../../../setup/conductorone/answers.ts';
import type {Cluster} from '../../../setup/conductorone/kubectl.ts';
import {Select} from '../../components/select/select.tsx';
import {TextInput} from '../../components/text-input/text-input.tsx';
import {useBack} from '../../hooks/use-keys.ts';
import {Hint} from '../notes.tsx';
import {connectAnswersMessages} from './answers-messages.ts';
import {useConnect} from './connect-context.ts';
import {PageFrame} from './page-frame.tsx';

const messages = connectAnswersMessages.folder;
const questions = ['folder', 'namespace', 'image', 'packaging', 'store', 'cluster'] as const;
type Answers = Record<(typeof questions)[number], string>;
/** No context can have this name: kubectl's contexts are no empty texts. */
const nowhere = '';

/** Which answers in words can be taken. Names of cluster resources, such as stores, may hold dots. */
const isGood = {
	folder: (text: string) => text !== '',
	namespace: (text: string) => /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$/.test(text),
	image: (text: string) => text === '' || readImage(text) !== null,
	store: (text: string) => /^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?)?$/.test(text),
};

/** Where files go; for Kubernetes also what is in them and in which form, and in which cluster to apply them, if any. */
export function FolderPage() {
	const {setup, state, send} = useConnect();
	const {hosting, place = {}} = state.answers;
	const isKubernetes = hosting === 'kubernetes';
	const [at, setAt] = useState(0);
	const [given, setGiven] = useState<Answers>({
		folder: setup.folder() ?? '',
		namespace: place.namespace ?? '',
		image: place.image ?? '',
		packaging: place.packaging ?? 'manifests',
		store: place.externalSecrets ?? '',
		cluster: nowhere,
	});
	const [clusters, setClusters] = useState<readonly Cluster[]>([]);
	useEffect(() => {
		if (isKubernetes) void setup.clusters().then(setClusters);
	}, [setup, isKubernetes]);
	useBack(() => setAt(at - 1), {level: 'overlay', isActive: at > 0});
	const question = questions[at] ?? 'folder';
	const answer = (text: string) => {
		const now = {...given, [question]: text};
		setGiven(now);
		// What this program applies is a plain secret and the plain manifests.
		const canApply = clusters.length > 0 && now.packaging === 'manifests' && now.store === '';
		const last = isKubernetes ? (canApply ? 'cluster' : 'store') : 'folder';
		if (at < questions.indexOf(last)) return setAt(at + 1);
		send({
			type: 'folder/choose',
			folder: now.folder,
			isApplied: now.cluster !== nowhere,
			...(isKubernetes ? {place: placeOf(now)} : {}),
		});
	};
	const options =
		question === 'packaging'
			? packagings.map((value) => ({value, ...messages.packagings[value]}))
			: [
					{value: nowhere, label: 'No, just write them'},
					...clusters.map(({context: value, server}) => ({
						value,
						label: `Apply them to ${value}`,
						description: server,
					})),
				];
	const {title, help} = messages.questions[question];
	return (
		<PageFrame title={title}>
			{question === 'packaging' || question === 'cluster' ? (
				<Select key={question} options={options} defaultValue={given[question]} onSelect={answer} />
			) : (
				<TextInput
					key={question}
					{...messages.fields[question]}
					defaultValue={given[question]}
					validate={(text) => (isGood[question](text) ? undefined : messages.refusals[question])}
					onSubmit={answer}
				/>
			)}
			{help !== '' && <Hint>{help}</Hint>}
		</PageFrame>
	);
}

function placeOf({namespace, image, packaging, store, cluster}: Answers): ClusterPlace {
	return {
		context: cluster || undefined,
		namespace: namespace || undefined,
		image: image || undefined,
		packaging: packagings.find((one) => one === packaging && one !== 'manifests'),
		externalSecrets: store || undefined,
	};
}
