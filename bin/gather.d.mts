import type {Metafile} from 'esbuild';

export const startPath: readonly string[];
export function gather(folder: string, metafile: Metafile): Promise<void>;
