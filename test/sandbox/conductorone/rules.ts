import type {
	BatonServiceFinishTaskRequest,
	BatonServiceGetTaskRequest,
	BatonServiceGetTasksRequest,
	BatonServiceHeartbeatRequest,
	BatonServiceHelloRequest,
	BatonServiceUploadAssetRequest,
} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {checkConnectorMetadata} from './validation/limits.ts';

/** One rule that a request breaks, named as the field and what it must be; null = none. */
export type Broken = string | null;

const taskId = /^[a-zA-Z0-9]{27}$/;
const mebibyte = 1_048_576;

/** The rules of the protocol sheet, section 9.2, with the older, stricter form for build and OS info. */
export function checkHello(request: BatonServiceHelloRequest): Broken {
	return (
		hostRule(request.hostId) ??
		(request.taskId === '' ? null : idRule('task_id', request.taskId)) ??
		partsRule('build_info', request.buildInfo, ['langVersion', 'package', 'packageVersion']) ??
		partsRule('os_info', request.osInfo, [
			'hostname',
			'os',
			'platform',
			'platformVersion',
			'platformFamily',
			'kernelVersion',
			'kernelArch',
			'virtualizationSystem',
		]) ??
		metadataRule(request) ??
		countRule('annotations', request.annotations.length, 16)
	);
}

export function checkGetTask(request: BatonServiceGetTaskRequest): Broken {
	return hostRule(request.hostId);
}

export function checkGetTasks(request: BatonServiceGetTasksRequest): Broken {
	return (
		hostRule(request.hostId) ??
		(request.pageSize > 0 && request.pageSize <= 100 ? null : 'page_size must be 1–100') ??
		idsRule('known_task_ids', request.knownTaskIds) ??
		countRule('annotations', request.annotations.length, 16)
	);
}

export function checkHeartbeat(request: BatonServiceHeartbeatRequest): Broken {
	return (
		hostRule(request.hostId) ??
		idRule('task_id', request.taskId) ??
		idsRule('task_ids', request.taskIds) ??
		countRule('task_ids', request.taskIds.length, 100) ??
		countRule('annotations', request.annotations.length, 16)
	);
}

export function checkFinishTask(request: BatonServiceFinishTaskRequest): Broken {
	const {finalState} = request;
	if (finalState.case === undefined) {
		return hostRule(request.hostId) ?? idRule('task_id', request.taskId) ?? 'final_state must be set';
	}
	return (
		hostRule(request.hostId) ??
		idRule('task_id', request.taskId) ??
		countRule(`${finalState.case}.annotations`, finalState.value.annotations.length, 16)
	);
}

/** One message of an upload; what may follow what is the receiver's business. */
export function checkUploadMessage(request: BatonServiceUploadAssetRequest): Broken {
	const {msg} = request;
	switch (msg.case) {
		case 'metadata':
			return (
				hostRule(msg.value.hostId) ??
				idRule('task_id', msg.value.taskId) ??
				countRule('metadata.annotations', msg.value.annotations.length, 16)
			);
		case 'data': {
			const {length} = msg.value.data;
			return length >= 1 && length <= mebibyte ? null : `data must be 1–${mebibyte} bytes, not ${length}`;
		}
		case 'eof': {
			const {length} = msg.value.sha256Checksum;
			if (length !== 32) return `sha256_checksum must be exactly 32 bytes, not ${length}`;
			return countRule('eof.annotations', msg.value.annotations.length, 16);
		}
		default:
			return 'msg must be set';
	}
}

function hostRule(hostId: string): Broken {
	return textRule('host_id', hostId);
}

/** 1–256 characters, counted as code points as the original validator does. */
function textRule(field: string, text: string): Broken {
	const length = [...text].length;
	return length >= 1 && length <= 256 ? null : `${field} must be 1–256 characters`;
}

function idRule(field: string, id: string): Broken {
	return taskId.test(id) ? null : `${field} must match ^[a-zA-Z0-9]{27}$`;
}

function idsRule(field: string, ids: readonly string[]): Broken {
	return ids.every((id) => taskId.test(id)) ? null : `each of ${field} must match ^[a-zA-Z0-9]{27}$`;
}

function countRule(field: string, count: number, most: number): Broken {
	return count <= most ? null : `${field} must have at most ${most} items`;
}

function partsRule<Part extends string>(
	field: string,
	parts: {[Name in Part]: string} | undefined,
	names: readonly Part[],
): Broken {
	if (!parts) return `${field} must be set`;
	for (const name of names) {
		const broken = textRule(`${field}.${snakeCase(name)}`, parts[name]);
		if (broken) return broken;
	}
	return null;
}

function metadataRule(request: BatonServiceHelloRequest): Broken {
	if (!request.connectorMetadata) return 'connector_metadata must be set';
	let first: Broken = null;
	checkConnectorMetadata(request.connectorMetadata, (rule) => {
		first ??= `connector_metadata.${rule}`;
	});
	return first;
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
