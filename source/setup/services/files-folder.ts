import {resolve} from 'node:path';
import type {Hosting} from '../../deploy/ways.ts';

/** Where files for another place are written: the chosen folder, or one named after that place. */
export function folderOf({folder}: {folder?: string | undefined}, hosting: Hosting): string {
	return resolve(folder ?? `litmos-connector-${hosting}`);
}
