import {Confirm} from '../../../source/ui/components/confirm/confirm.tsx';

export default (
	<Confirm
		question="Push to ConductorOne now?"
		details={['18 courses, 1,204 accounts, 9,310 grants']}
		yesLabel="Push"
		noLabel="Not yet"
		onAnswer={() => {}}
	/>
);
