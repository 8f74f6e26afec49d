import {existsSync, lstatSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {type Copy, DockerfileParser, type From} from 'dockerfile-ast';
import {expect, test} from 'vitest';
import {stateFolder} from '../../../source/deploy/answers.ts';
import {packedDockerfile} from '../../../source/deploy/dockerfile-messages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const dockerfile = DockerfileParser.parse(readFileSync(`${root}Dockerfile`, 'utf8'));
const instructions = dockerfile.getInstructions();
const argumentsOf = (keyword: string) =>
	instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

test('everything that is copied from the project is there, and not ignored', () => {
	const allowed = readFileSync(`${root}.dockerignore`, 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('!'))
		.map((line) => line.slice(1));
	const copies = instructions.filter((one) => one.getKeyword() === 'COPY') as Copy[];
	const own = copies.filter((copy) => copy.getFromFlag() === null);
	const sources = own.flatMap((copy) =>
		copy
			.getArguments()
			.slice(0, -1)
			.map((argument) => argument.getValue()),
	);
	expect(sources.length).toBeGreaterThan(0);
	for (const source of sources) {
		expect(existsSync(root + source), source).toBe(true);
		expect(allowed).toContain(source);
	}
});

test('what comes from the build is what the build makes', () => {
	const copies = instructions.filter((one) => one.getKeyword() === 'COPY') as Copy[];
	const built = copies
		.filter((copy) => copy.getFromFlag()?.getValue() === 'build')
		.map((copy) => copy.getArguments()[0]!.getValue());
	expect(built).toEqual(['/build/package.json', '/build/bin', '/build/dist', '/build/THIRD-PARTY-NOTICES']);
	expect(readFileSync(`${root}bin/build.mjs`, 'utf8')).toContain("outdir: 'dist'");
});

test('it runs as nobody, writes to one folder, and starts what the manifests probe', () => {
	const last = instructions.findLastIndex((one) => one.getKeyword() === 'FROM');
	expect((instructions[last] as From).getImage()).toBe('node:24-slim');
	expect(argumentsOf('USER')).toEqual(['65532:65532']);
	expect(argumentsOf('VOLUME')).toEqual([stateFolder]);
	expect(argumentsOf('ENTRYPOINT')).toEqual(['["/usr/local/bin/litmos-connector"]']);
	expect(argumentsOf('HEALTHCHECK')[0]).toContain('"/usr/local/bin/litmos-connector", "health-check"');
	expect(argumentsOf('RUN').join()).toContain(
		'/opt/litmos-connector/bin/litmos-connector.cjs /usr/local/bin/litmos-connector',
	);
	// The link leads to a program that the system may start.
	expect(lstatSync(`${root}bin/litmos-connector.cjs`).mode & 0o111).not.toBe(0);
});

test('no secret is among its variables', () => {
	for (const text of argumentsOf('ENV')) expect(text).not.toMatch(/API_KEY|CLIENT_SECRET|CLIENT_ID/);
});

test('the image of an export ends as the one of the project does', () => {
	const ending = (text: string) =>
		DockerfileParser.parse(text)
			.getInstructions()
			.filter((one) => /^(ENV|USER|VOLUME|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT)$/.test(one.getKeyword()))
			.map((one) => `${one.getKeyword()} ${one.getArgumentsContent()}`);
	expect(ending(packedDockerfile(stateFolder))).toEqual(ending(readFileSync(`${root}Dockerfile`, 'utf8')));
});
