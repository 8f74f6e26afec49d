import {stringify} from 'yaml';
import {connectorVariables, type DeployAnswers, type Deployment, imageName, stateFolder} from './answers.ts';
import {composeWords, systemdWords} from './container-messages.ts';

/** Docker compose: one service, credentials in an env file beside it, nothing writable but one volume. */
export function compose(answers: DeployAnswers): Deployment {
	const own = answers.image === 'litmos-connector';
	const service = {
		image: imageName(answers),
		...(own ? {build: '.'} : {}),
		restart: 'unless-stopped',
		env_file: ['connector.env'],
		environment: {
			BATON_FILE: `${stateFolder}/sync.c1z`,
			BATON_HOST_ID: answers.hostId ?? answers.image,
			...(own ? {BATON_STATE_FOLDER: stateFolder, BATON_HEALTH_CHECK: 'true'} : {}),
		},
		working_dir: stateFolder,
		read_only: true,
		user: '65532:65532',
		cap_drop: ['ALL'],
		security_opt: ['no-new-privileges:true'],
		stop_grace_period: '30s',
		// A named volume takes its owner from the folder in the image. Our image has it; in the other it would be root's, so
		// that one gets a temporary file system, which takes the owner it is told but lives in memory.
		...(own ? {volumes: [`state:${stateFolder}`]} : {tmpfs: [`${stateFolder}:uid=65532,gid=65532,mode=0700,size=4g`]}),
		...(own
			? {
					healthcheck: {
						test: ['CMD', '/usr/local/bin/litmos-connector', 'health-check', '--endpoint=live'],
						interval: '60s',
						timeout: '10s',
						retries: 3,
						start_period: '30s',
					},
				}
			: {}),
	};
	const file = {services: {[answers.image]: service}, ...(own ? {volumes: {state: {}}} : {})};
	return {
		files: [
			{name: 'compose.yaml', content: stringify(file, {lineWidth: 0}), secret: false},
			{name: 'connector.env', content: environmentFile(answers), secret: true},
		],
		steps: [
			...(own ? [{words: composeWords.place}] : []),
			{words: composeWords.start, command: 'docker compose up --detach'},
			{words: composeWords.read, command: 'docker compose logs --follow'},
		],
	};
}

const addressFamilies = ['AF_INET', 'AF_INET6', 'AF_UNIX'];

/** A systemd service of its own user, with the credentials in a root-only environment file. */
export function systemd(answers: DeployAnswers): Deployment {
	const program = answers.image;
	const path = `/usr/local/bin/${program}`;
	const unit = `[Unit]
Description=${systemdWords.description}
Documentation=https://www.conductorone.com/docs/baton/litmos/
Wants=network-online.target
After=network-online.target

[Service]
Type=simple
User=baton
DynamicUser=yes
EnvironmentFile=/etc/baton/litmos.env
Environment=BATON_FILE=${stateFolder}/sync.c1z
Environment=BATON_STATE_FOLDER=${stateFolder}
StateDirectory=litmos-connector
StateDirectoryMode=0700
WorkingDirectory=${stateFolder}
UMask=0077
ExecStart=${path}
Restart=always
RestartSec=10
TimeoutStopSec=30
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
CapabilityBoundingSet=
RestrictAddressFamilies=${addressFamilies.join(' ')}
MemoryMax=1G

[Install]
WantedBy=multi-user.target
`;
	return {
		files: [
			{name: `${program}.service`, content: unit, secret: false},
			{name: 'litmos.env', content: environmentFile(answers), secret: true},
		],
		steps: [
			...(program === 'litmos-connector'
				? [
						{
							words: systemdWords.program(path),
							command: 'sudo npm install --global --prefix /usr/local .',
						},
					]
				: [{words: systemdWords.batonLitmos(path)}]),
			{
				words: systemdWords.credentials,
				command: 'sudo install -D --mode=0600 litmos.env /etc/baton/litmos.env && rm litmos.env',
			},
			{words: systemdWords.service, command: `sudo install --mode=0644 ${program}.service /etc/systemd/system/`},
			{words: systemdWords.start, command: `sudo systemctl enable --now ${program}`},
			{words: systemdWords.read, command: `journalctl --unit ${program} --follow`},
		],
	};
}

/** KEY=value lines as both compose and systemd read them: double quotes, with what is special inside escaped. */
export function environmentFile(answers: DeployAnswers): string {
	const {plain, secret} = connectorVariables(answers);
	return [...secret, ...plain].map(([key, value]) => `${key}=${quoted(value)}\n`).join('');
}

function quoted(value: string): string {
	if (/^[A-Za-z0-9_@%+=:,./-]*$/.test(value)) return value;
	return `"${value.replace(/[\\"$`]/g, (character) => `\\${character}`)}"`;
}
