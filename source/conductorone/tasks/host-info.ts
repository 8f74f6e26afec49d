import {readFileSync} from 'node:fs';
import os from 'node:os';
import type {MessageInitShape} from '@bufbuild/protobuf';
import type {
	BatonServiceHelloRequest_BuildInfoSchema,
	BatonServiceHelloRequest_OSInfoSchema,
} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';

/** ConductorOne's limit for each text in Hello. Baton protocol sheet, section 9.2. */
const longest = 256;

/** What Hello tells about this computer. Every field is filled: older ConductorOne rules refuse empty ones. */
export function osInfo(): MessageInitShape<typeof BatonServiceHelloRequest_OSInfoSchema> {
	const release = text(os.release(), 'unknown');
	const distribution = process.platform === 'linux' ? linuxDistribution() : undefined;
	return {
		hostname: text(os.hostname(), 'unknown'),
		os: process.platform,
		platform: text(distribution?.id, process.platform),
		platformVersion: text(distribution?.version, release),
		platformFamily: text(distribution?.family, process.platform),
		kernelVersion: release,
		kernelArch: text(os.machine(), process.arch),
		virtualizationSystem: 'none',
	};
}

/** What Hello tells about this program. */
export function buildInfo(version: string): MessageInitShape<typeof BatonServiceHelloRequest_BuildInfoSchema> {
	return {
		langVersion: `node ${process.version}`,
		package: 'litmos-connector',
		packageVersion: text(version, '0.0.0'),
	};
}

/** The instance name: as given, else the computer's name; 1 to 256 letters. */
export function hostIdOf(given: string | undefined): string {
	return text(given?.trim(), text(os.hostname(), 'litmos-connector'));
}

function linuxDistribution(): {id?: string | undefined; version?: string | undefined; family?: string | undefined} {
	try {
		const fields = new Map(
			readFileSync('/etc/os-release', 'utf8')
				.split('\n')
				.map((line) => line.split('=', 2) as [string, string?])
				.map(([name, value]) => [name, (value ?? '').replaceAll(/^["']|["']$/g, '')]),
		);
		return {id: fields.get('ID'), version: fields.get('VERSION_ID'), family: fields.get('ID_LIKE')?.split(' ')[0]};
	} catch {
		return {};
	}
}

function text(value: string | undefined, otherwise: string): string {
	return (value === undefined || value === '' ? otherwise : value).slice(0, longest);
}
