import type {BuildOptions, BuildResult} from 'esbuild';

export const threads: Record<string, string>;

export function bundle<Options extends BuildOptions>(options: Options): Promise<BuildResult<Options>>;
