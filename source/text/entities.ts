import {decodeHTMLStrict} from 'entities/decode';

/**
 * A name as Litmos shows it: its older answers hold HTML entities (`R&amp;D`). Decoded once, so that `&amp;lt;` is
 * `&lt;`; only entities that end with a semicolon, since names such as `Q&A` hold bare ones.
 */
export function withoutEntities(name: string): string {
	return name.includes('&') ? decodeHTMLStrict(name) : name;
}
