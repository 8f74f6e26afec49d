import type {Command} from '../command.ts';
import {grant, revoke} from './assign.ts';
import {capabilities} from './capabilities.ts';
import {completion} from './completion.ts';
import {config} from './config.ts';
import {connect} from './connect.ts';
import {forceSync, pauseConnector, resumeConnector} from './control.ts';
import {courses} from './courses.ts';
import {doctor} from './doctor.ts';
import {explore} from './explore.ts';
import {exportFiles} from './export.ts';
import {findings} from './findings.ts';
import {forget} from './forget.ts';
import {handover} from './handover.ts';
import {healthCheck} from './health-check.ts';
import {login} from './login.ts';
import {logout} from './logout.ts';
import {preview} from './preview.ts';
import {profiles} from './profiles.ts';
import {push} from './push.ts';
import {run} from './run.ts';
import {sandbox} from './sandbox.ts';
import {schedule} from './schedule.ts';
import {settings} from './settings.ts';
import {setup} from './setup.ts';
import {status} from './status.ts';
import {sync} from './sync.ts';
import {version} from './version.ts';
import {whoami} from './whoami.ts';

/** Every sub-command, in the order of the help. */
export const commands: readonly Command[] = [
	setup,
	login,
	whoami,
	logout,
	connect,
	status,
	forceSync,
	pauseConnector,
	resumeConnector,
	courses,
	preview,
	findings,
	explore,
	sync,
	push,
	schedule,
	run,
	exportFiles,
	handover,
	grant,
	revoke,
	doctor,
	healthCheck,
	sandbox,
	capabilities,
	config,
	settings,
	profiles,
	forget,
	completion,
	version,
];
