import {Code, ConnectError, createContextValues, type Interceptor} from '@connectrpc/connect';
import {connectNodeAdapter} from '@connectrpc/connect-node';
import {BatonService} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import type {Request, Response} from './http.ts';
import {linkKey} from './rpc-context.ts';
import {batonService, type ServiceParts} from './service.ts';

/** Path of every call of the connector service. */
export const grpcPrefix = `/${BatonService.typeName}/`;

/** As grpc-go: no message over 4 MiB. */
const mostBytes = 4 * 2 ** 20;

/** The handler for the paths under {@link grpcPrefix}: gRPC only, as ConductorOne. */
export function grpcHandler(parts: ServiceParts): (request: Request, response: Response) => void {
	const {tenant} = parts;

	const guard: Interceptor = (next) => (call) => {
		const token = tenant.bearer(call.header.get('authorization'));
		if (typeof token === 'string') throw new ConnectError(token, Code.Unauthenticated);
		if (token.credential?.kind !== 'connector') {
			throw new ConnectError('this credential does not belong to a connector', Code.PermissionDenied);
		}
		call.contextValues.set(linkKey, tenant.link(token.credential.ownerId));
		return next(call);
	};

	return connectNodeAdapter({
		routes: (router) => router.service(BatonService, batonService(parts)),
		interceptors: [guard, ...(tenant.hooks.interceptors ?? [])],
		grpc: true,
		grpcWeb: false,
		connect: false,
		readMaxBytes: mostBytes,
		contextValues: (request) => tenant.hooks.contextValues?.(request) ?? createContextValues(),
	});
}
