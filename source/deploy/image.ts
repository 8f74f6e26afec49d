import type {DeployAnswers} from './answers.ts';

/** Whose program an image holds and, where the text names a registry, where it is. */
export type Image = Pick<DeployAnswers, 'image' | 'imageReference'>;

const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host = '(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
/** As container runtimes read it: registry, path, tag, digest (the distribution project's reference grammar). */
const reference = new RegExp(
	`^(?:${host}/)?(?<path>${part}(?:/${part})*)(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,})?$`,
);

/**
 * Reads `litmos-connector`, `baton-litmos`, or a full reference such as `registry.example.com:5000/team/name:1.2@sha256:…`.
 * A reference whose last part speaks of baton holds ConductorOne's connector, any other this program. Null for no reference.
 */
export function readImage(text: string): Image | null {
	if (text === 'litmos-connector' || text === 'baton-litmos') return {image: text};
	const path = text.length > 400 ? undefined : reference.exec(text)?.groups?.path;
	if (path === undefined) return null;
	const name = path.split('/').at(-1) ?? '';
	return {image: name.includes('baton') ? 'baton-litmos' : 'litmos-connector', imageReference: text};
}
