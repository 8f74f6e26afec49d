import {existsSync, globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '../../..');
const pages = globSync(['*.md', 'docs/**/*.md'], {cwd: root});

it.each(pages)('%s links to files that exist', (page) => {
	const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => to!);
	expect(links.filter((to) => !existsSync(join(root, dirname(page), to)))).toEqual([]);
});
