import {guidedAnswersWords} from './answers-messages.ts';
import {guidedSignInWords} from './sign-in-messages.ts';
import {guidedWorkWords} from './work-messages.ts';

/** Every word of the guided part's screens. */
export const guidedWords = {...guidedSignInWords, ...guidedAnswersWords, ...guidedWorkWords} as const;
