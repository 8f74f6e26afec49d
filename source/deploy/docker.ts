import {stringify} from 'yaml';
import {connectorVariables, type DeployAnswers, type Deployment, imageName, stateFolder} from './answers.ts';
import {archiveFile} from './archive-file.ts';
import {packedDockerfile} from './dockerfile-messages.ts';

/** Docker compose: one service, credentials in an env file beside it, nothing writable but one volume. */
export function compose(answers: DeployAnswers): Deployment {
	const own = answers.image === 'litmos-connector';
	// An image that was named is in a registry; else it is built from what is in the folder.
	const builds = own && answers.imageReference === undefined;
	const service = {
		image: imageName(answers),
		...(builds ? {build: '.'} : {}),
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
		...(own
			? {
					volumes: [`state:${stateFolder}`],
					healthcheck: {
						test: ['CMD', '/usr/local/bin/litmos-connector', 'health-check', '--endpoint=live'],
						interval: '60s',
						timeout: '10s',
						retries: 3,
						start_period: '30s',
					},
				}
			: {tmpfs: [`${stateFolder}:uid=65532,gid=65532,mode=0700,size=4g`]}),
	};
	const file = {services: {[answers.image]: service}, ...(own ? {volumes: {state: {}}} : {})};
	return {
		files: [
			{name: 'compose.yaml', content: stringify(file, {lineWidth: 0})},
			{name: 'connector.env', content: environmentFile(answers), secret: true},
			...(builds
				? [
						{name: 'Dockerfile', content: packedDockerfile(stateFolder)},
						// What may go into the image, and so never the secrets.
						{name: '.dockerignore', content: `*\n!${archiveFile().name}\n`},
						archiveFile(),
					]
				: []),
		],
		steps: [
			...(builds
				? [
						{
							text: 'Copy this folder to the machine with Docker and open a shell in it. Docker Compose builds the image from it.',
						},
					]
				: []),
			{text: 'Start the connector.', command: 'docker compose up --detach'},
			{text: 'Follow its log.', command: 'docker compose logs --follow'},
		],
	};
}

/** KEY=value lines as both compose and systemd read them: double quotes, with what is special inside escaped. */
export function environmentFile(answers: DeployAnswers, more: readonly [string, string][] = []): string {
	const {plain, secret} = connectorVariables(answers);
	return [...secret, ...plain, ...more].map(([key, value]) => `${key}=${quoted(value)}\n`).join('');
}

function quoted(value: string): string {
	if (/^[A-Za-z0-9_@%+=:,./-]*$/.test(value)) return value;
	return `"${value.replace(/[\\"$`]/g, (character) => `\\${character}`)}"`;
}
