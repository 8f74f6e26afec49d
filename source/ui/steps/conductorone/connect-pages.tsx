import {useEffect, useRef} from 'react';
import {canGoBack} from '../../../setup/conductorone/reduce.ts';
import type {Page} from '../../../setup/conductorone/state.ts';
import {PageHelp} from '../../components/shell/page-slots.tsx';
import {useBack} from '../../hooks/use-keys.ts';
import {useWizard} from '../wizard-context.tsx';
import {AccountPage} from './account-page.tsx';
import {AppPage, NewAppPage} from './app-page.tsx';
import {useConnect} from './connect-context.ts';
import {FolderPage} from './folder-page.tsx';
import {pageHelp} from './help-messages.ts';
import {HostingPage} from './hosting-page.tsx';
import {OwnersPage} from './owners-page.tsx';
import {ResultPage} from './result-page.tsx';
import {ReviewPage} from './review-page.tsx';
import {CodePage, KeyPage, SignInPage, TenantPage} from './sign-in-pages.tsx';
import {WorkPage} from './work-page.tsx';

const pages: Record<Page, () => React.ReactNode> = {
	'sign-in': SignInPage,
	tenant: TenantPage,
	code: CodePage,
	key: KeyPage,
	account: AccountPage,
	app: AppPage,
	'new-app': NewAppPage,
	owners: OwnersPage,
	hosting: HostingPage,
	folder: FolderPage,
	review: ReviewPage,
	work: WorkPage,
	result: ResultPage,
};

/** The set-up in ConductorOne: one page at a time. Back goes a page back and keeps every answer; from the first one to the choice of a way in. */
export function ConnectPages({onBack}: {onBack: () => void}) {
	const {setup, state, send} = useConnect();
	useEffect(() => send({type: 'enter'}), [send]);
	const {demo, answers} = useWizard().state;
	const isAsked = useRef(false);
	const isWaitedFor = demo.status === 'done' && state.page === 'sign-in' && state.signIn.status === 'done';
	// A demo knows its own address, and has nobody to paste a key.
	useEffect(() => {
		if (!isWaitedFor || isAsked.current) return;
		isAsked.current = true;
		send({type: 'sign-in/browser', tenant: answers.c1ApiHost});
	}, [isWaitedFor, answers.c1ApiHost, send]);
	useBack(() => (canGoBack(setup.getState().connect) ? send({type: 'back'}) : onBack()));
	const Page = pages[state.page];
	return (
		<>
			<PageHelp about={pageHelp[state.page]} />
			<Page key={state.page} />
		</>
	);
}
