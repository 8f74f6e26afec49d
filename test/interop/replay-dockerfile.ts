import {execFileSync, type SpawnOptions, spawn} from 'node:child_process';
import {chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, symlinkSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {type Copy, DockerfileParser, type From, type JSONInstruction, type PropertyInstruction} from 'dockerfile-ast';

/*
 * Carries out a Dockerfile without a container engine: each stage becomes a folder. The base image is this machine: its
 * system folders are bound into the tree, and the Node of the tests stands at /usr/local/bin/node. Needs root.
 */

export interface Image {
	root: string;
	environment: Record<string, string>;
	user: string;
	folder: string;
	entrypoint: string[];
	volumes: string[];
}

const systemFolders = ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/lib64', '/etc'];
const binds = (root: string) =>
	systemFolders
		.filter((folder) => existsSync(folder))
		.map((folder) => `mount --bind ${folder} ${root}${folder} && mount -o remount,bind,ro ${root}${folder}`)
		.join(' && ');

function makeBase(root: string): void {
	for (const folder of [...systemFolders, '/usr/local/bin', '/opt', '/proc', '/dev', '/tmp']) {
		mkdirSync(root + folder, {recursive: true});
	}
	for (const name of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, join(root, name));
	copyFileSync(process.execPath, `${root}/usr/local/bin/node`);
	chmodSync(`${root}/usr/local/bin/node`, 0o755);
}

/** @param context folder that the build may copy from; @param scratch an empty folder for the stages */
export function replayDockerfile(text: string, context: string, scratch: string, modules: string): Image {
	const stages = new Map<string, Image>();
	let image: Image | undefined;
	for (const instruction of DockerfileParser.parse(text).getInstructions()) {
		const keyword = instruction.getKeyword();
		const content = instruction.getArgumentsContent() ?? '';
		if (keyword === 'FROM') {
			const root = join(scratch, `stage-${stages.size}`);
			image = {root, environment: {}, user: '0:0', folder: '/', entrypoint: [], volumes: []};
			makeBase(root);
			stages.set((instruction as From).getBuildStage() ?? 'last', image);
			continue;
		}
		if (image === undefined) throw new Error(`${keyword} before FROM`);
		const {root} = image;
		if (keyword === 'WORKDIR') {
			image.folder = content;
			mkdirSync(root + content, {recursive: true});
		} else if (keyword === 'COPY') {
			const from = (instruction as Copy).getFromFlag()?.getValue();
			const paths = (instruction as Copy).getArguments().map((argument) => argument.getValue());
			copy(
				paths,
				from == null ? context : (stages.get(from)?.root ?? ''),
				root + resolve(image.folder, paths.at(-1) ?? ''),
			);
		} else if (keyword === 'ADD') {
			const [archive = '', target = ''] = content.split(' ');
			execFileSync('tar', ['-xzf', join(context, archive), '-C', root + target]);
		} else if (keyword === 'RUN') {
			run(image, content, modules);
		} else if (keyword === 'ENV') {
			for (const property of (instruction as PropertyInstruction).getProperties())
				image.environment[property.getName()] = property.getValue() ?? '';
		} else if (keyword === 'USER') image.user = content;
		else if (keyword === 'VOLUME') image.volumes.push(content);
		else if (keyword === 'ENTRYPOINT')
			image.entrypoint = (instruction as JSONInstruction).getJSONStrings().map((one) => JSON.parse(one.getValue()));
		else if (!['HEALTHCHECK', 'STOPSIGNAL'].includes(keyword)) throw new Error(`${keyword} is not replayed`);
	}
	if (image === undefined) throw new Error('No stage');
	return image;
}

/** One file or folder, or several files into a folder; of a folder its contents go. */
function copy(paths: readonly string[], from: string, target: string): void {
	const sources = paths.slice(0, -1);
	for (const source of sources) {
		const isInto = sources.length > 1 || /(^|\/)\.?\/?$/.test(paths.at(-1) ?? '');
		cpSync(join(from, source), isInto ? join(target, source) : target, {recursive: true});
	}
}

/** The packages are those of the project; everything else runs inside the tree. */
function run(image: Image, command: string, modules: string): void {
	const {root, folder} = image;
	const line = command.replaceAll(/\\\n/g, ' ');
	const isInstalling = line.startsWith('npm ci');
	if (isInstalling) mkdirSync(`${root}${folder}/node_modules`);
	const bound = readdirSync(root + folder).includes('node_modules')
		? ` && mount --bind ${modules} ${root}${folder}/node_modules`
		: '';
	const inside = isInstalling ? 'test -d node_modules/esbuild' : line;
	execFileSync(
		'unshare',
		[
			'--mount',
			'sh',
			'-c',
			`${binds(root)}${bound} && mount --bind /dev ${root}/dev && mount -t proc proc ${root}/proc && exec chroot ${root} sh -c 'cd "$1" && eval "$2"' sh "$1" "$2"`,
			'sh',
			folder,
			inside,
		],
		{env: {PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'}},
	);
}

/** Starts what the image starts, as its user; everything but its volumes and nothing else is read-only. */
export function startImage(
	image: Image,
	args: readonly string[],
	environment: Record<string, string>,
	stdio: SpawnOptions['stdio'],
) {
	const {root, user, folder} = image;
	const volumes = image.volumes.map((path) => `mount --bind ${root}${path} ${root}${path}`);
	const steps = [
		`mount --bind ${root} ${root}`,
		...volumes,
		binds(root),
		`mount --bind /dev ${root}/dev`,
		`mount -t proc proc ${root}/proc`,
		`mount -o remount,bind,ro ${root}`,
		`exec chroot --userspec=${user} ${root} env -C ${folder} "$@"`,
	];
	const variables = Object.entries({PATH: '/usr/local/bin:/usr/bin:/bin', ...image.environment, ...environment});
	return spawn(
		'unshare',
		[
			'--mount',
			'sh',
			'-c',
			steps.join(' && '),
			'sh',
			'-i',
			...variables.map(([key, value]) => `${key}=${value}`),
			...image.entrypoint,
			...args,
		],
		{stdio},
	);
}
