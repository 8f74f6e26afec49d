import type {Command} from '../command.ts';
import {capabilities} from './capabilities.ts';
import {completion} from './completion.ts';
import {config} from './config.ts';
import {courses} from './courses.ts';
import {explore} from './explore.ts';
import {grant} from './grant.ts';
import {healthCheck} from './health-check.ts';
import {preview} from './preview.ts';
import {push} from './push.ts';
import {revoke} from './revoke.ts';
import {run} from './run.ts';
import {sandbox} from './sandbox.ts';
import {settings} from './settings.ts';
import {setup} from './setup.ts';
import {sync} from './sync.ts';
import {version} from './version.ts';

/** Every sub-command, in the order of the help. */
export const commands: readonly Command[] = [
	setup,
	courses,
	preview,
	explore,
	sync,
	push,
	run,
	grant,
	revoke,
	healthCheck,
	sandbox,
	capabilities,
	config,
	settings,
	completion,
	version,
];
