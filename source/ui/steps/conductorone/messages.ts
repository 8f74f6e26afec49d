import {connectAnswersMessages} from './answers-messages.ts';
import {connectSignInMessages} from './sign-in-messages.ts';
import {connectWorkMessages} from './work-messages.ts';

/** Every text of the screens of the set-up in ConductorOne. */
export const connectPageMessages = {
	...connectSignInMessages,
	...connectAnswersMessages,
	...connectWorkMessages,
} as const;
