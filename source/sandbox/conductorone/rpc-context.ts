import {createContextKey} from '@connectrpc/connect';
import type {ConnectorLink} from './connector-link.ts';

/** The connector that a call's credential belongs to. */
export const linkKey = createContextKey<ConnectorLink | null>(null);
