import {Field, type TextInputProps} from './text-input.tsx';

export interface SecretInputProps extends Omit<TextInputProps, 'placeholder'> {
	placeholder?: string;
	/** Ctrl-R shows the secret. Default false. */
	canReveal?: boolean;
}

/**
 * A password or key. The mask is equally long for every secret; a paste says how many characters came, so that a cut-off
 * copy is noticed. Line breaks and spaces from the clipboard are removed. The value goes to `onSubmit` and nowhere else.
 */
export function SecretInput(props: SecretInputProps) {
	return <Field {...props} isSecret />;
}
