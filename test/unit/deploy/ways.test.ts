import {expect, it} from 'vitest';
import {exportFiles} from '../../../source/cli/commands/export.ts';
import {connectOptions} from '../../../source/cli/commands/own-options.ts';
import type {DeployAnswers} from '../../../source/deploy/answers.ts';
import {hasFiles, hostings, wayOf} from '../../../source/deploy/ways.ts';

const answers: DeployAnswers = {
	source: 'acme',
	litmosUrl: 'https://api.litmos.com',
	courses: null,
	provisioning: false,
	image: 'baton-litmos',
	appName: 'Litmos',
	ownerEmails: ['ann@example.com'],
};

it.each(hostings.filter(hasFiles))('%s has files, and commands that say what each does', async (hosting) => {
	const {deployment, usualImage} = wayOf(hosting);
	const made = await deployment?.({...answers, image: usualImage}, {terraform: 'hosted'});
	expect(made?.files.length).toBeGreaterThan(0);
	expect(made?.steps.every(({text}) => text !== '')).toBe(true);
});

it('the flags know every way, and those to export every way with files', () => {
	const hosting = Object.keys(connectOptions).find((flags) => flags.startsWith('--hosting'));
	expect(hosting?.match(/\w+(?=[|>])/g)).toEqual(hostings);
	const to = Object.keys(exportFiles.ownOptions ?? {}).find((flags) => flags.startsWith('--to'));
	expect(to?.match(/\w+(?=[|>])/g)).toEqual(hostings.filter(hasFiles));
});
