import {version} from '../threads/thread.ts';

process.stdout.write(`litmos-connector ${version}\n`);
