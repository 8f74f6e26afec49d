import {type DeployAnswers, type Deployment, stateFolder} from './answers.ts';
import {archiveFile} from './archive-file.ts';
import {environmentFile} from './docker.ts';
import {installScript} from './systemd-messages.ts';

const credentials = '/etc/baton/litmos.env';
const description = 'Litmos connector for ConductorOne';
const nightlyDescription = 'Nightly push from Litmos to ConductorOne';

/**
 * systemd units of a user of their own, with the credentials in a root-only environment file. For this program the folder
 * holds the program too, a script that installs everything, and a timer as the other way to run it.
 */
export function systemd(answers: DeployAnswers): Deployment {
	return answers.image === 'litmos-connector' ? ownSystemd(answers) : batonSystemd(answers);
}

function ownSystemd(answers: DeployAnswers): Deployment {
	const path = '/usr/local/bin/litmos-connector';
	const own = [`BATON_FILE=${stateFolder}/sync.c1z`, `BATON_STATE_FOLDER=${stateFolder}`, 'BATON_SECRET_STORE=none'];
	const service = alwaysOn(path, own);
	const nightly = unit({
		description: nightlyDescription,
		kind: ['Type=oneshot', 'TimeoutStartSec=8h', 'TimeoutStopSec=30'],
		environment: own,
		start: `${path} push --wait 30m --scheduled`,
	});
	const named: [string, string][] = answers.hostId === undefined ? [] : [['BATON_HOST_ID', answers.hostId]];
	return {
		files: [
			{name: 'install.sh', content: installScript},
			{name: 'litmos-connector.service', content: service},
			{name: 'litmos-connector-push.service', content: nightly},
			{name: 'litmos-connector-push.timer', content: timer},
			archiveFile(),
			{name: 'litmos.env', content: environmentFile(answers, named), secret: true},
		],
		steps: [
			{text: 'Copy this folder to the Linux machine and open a shell in it.'},
			{text: 'Install the program and start it, now and at each boot.', command: 'sudo sh install.sh'},
			{text: 'Or, instead of running all the time, push once every night.', command: 'sudo sh install.sh --nightly'},
			{text: `Delete the credentials from this folder; ${credentials} has them now.`, command: 'rm litmos.env'},
			{text: 'Follow its log.', command: 'journalctl --unit "litmos-connector*" --follow'},
		],
	};
}

/** ConductorOne's own connector: one unit and the credentials; its program comes from ConductorOne. */
function batonSystemd(answers: DeployAnswers): Deployment {
	const program = answers.image;
	const path = `/usr/local/bin/${program}`;
	const service = alwaysOn(path, [`BATON_FILE=${stateFolder}/sync.c1z`]);
	return {
		files: [
			{name: `${program}.service`, content: service},
			{name: 'litmos.env', content: environmentFile(answers), secret: true},
		],
		steps: [
			{text: `Put ConductorOne’s baton-litmos at ${path}.`},
			{
				text: 'Install the credentials so that only root can read them.',
				command: `sudo install -D --mode=0600 litmos.env ${credentials} && rm litmos.env`,
			},
			{text: 'Install the service.', command: `sudo install --mode=0644 ${program}.service /etc/systemd/system/`},
			{text: 'Start the service now and at each boot.', command: `sudo systemctl enable --now ${program}`},
			{text: 'Follow its log.', command: `journalctl --unit ${program} --follow`},
		],
	};
}

/** The unit of a program that runs all the time. */
const alwaysOn = (start: string, environment: readonly string[]) =>
	unit({
		description,
		kind: ['Type=simple', 'Restart=always', 'RestartSec=10', 'TimeoutStopSec=30'],
		environment,
		start,
		install: 'WantedBy=multi-user.target',
	});

/**
 * What the program can do without, by `systemd-analyze security`. Memory that is both written and executed stays allowed:
 * Node compiles while it runs.
 */
const limits = [
	'AmbientCapabilities=',
	'CapabilityBoundingSet=',
	'DevicePolicy=closed',
	'KeyringMode=private',
	'LockPersonality=yes',
	'NoNewPrivileges=yes',
	'PrivateDevices=yes',
	'PrivateTmp=yes',
	'PrivateUsers=yes',
	'ProtectClock=yes',
	'ProtectControlGroups=yes',
	'ProtectHome=yes',
	'ProtectHostname=yes',
	'ProtectKernelLogs=yes',
	'ProtectKernelModules=yes',
	'ProtectKernelTunables=yes',
	'ProtectProc=invisible',
	'ProtectSystem=strict',
	'RemoveIPC=yes',
	`RestrictAddressFamilies=${['AF_INET', 'AF_INET6', 'AF_UNIX'].join(' ')}`,
	'RestrictNamespaces=yes',
	'RestrictRealtime=yes',
	'RestrictSUIDSGID=yes',
	'SystemCallArchitectures=native',
	'SystemCallErrorNumber=EPERM',
	'SystemCallFilter=@system-service',
	'SystemCallFilter=~@privileged',
	'MemoryMax=1G',
];

interface Unit {
	description: string;
	kind: readonly string[];
	environment: readonly string[];
	start: string;
	install?: string;
}

function unit({description, kind, environment, start, install}: Unit): string {
	const lines = [
		'[Unit]',
		`Description=${description}`,
		'Documentation=https://www.conductorone.com/docs/baton/litmos/',
		'Wants=network-online.target',
		'After=network-online.target',
		'',
		'[Service]',
		...kind,
		'User=baton',
		'DynamicUser=yes',
		`EnvironmentFile=${credentials}`,
		...environment.map((line) => `Environment=${line}`),
		'StateDirectory=litmos-connector',
		'StateDirectoryMode=0700',
		`WorkingDirectory=${stateFolder}`,
		'UMask=0077',
		`ExecStart=${start}`,
		...limits,
		...(install === undefined ? [] : ['', '[Install]', install]),
	];
	return `${lines.join('\n')}\n`;
}

/** Not on the hour, when everybody's timers start; made up for when the machine was off. */
const timer = `[Unit]
Description=${nightlyDescription}

[Timer]
OnCalendar=*-*-* 02:30
RandomizedDelaySec=30m
Persistent=true

[Install]
WantedBy=timers.target
`;
