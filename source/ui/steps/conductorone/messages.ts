import {guidedAnswersMessages} from './answers-messages.ts';
import {guidedSignInMessages} from './sign-in-messages.ts';
import {guidedWorkMessages} from './work-messages.ts';

/** Every word of the guided part's screens. */
export const guidedMessages = {...guidedSignInMessages, ...guidedAnswersMessages, ...guidedWorkMessages} as const;
