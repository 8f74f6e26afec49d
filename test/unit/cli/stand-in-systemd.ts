import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/**
 * A `systemctl` and a `loginctl` in `folder` that write down what they are asked to change, and answer questions as a user
 * manager does. Where `refuses` is there, as on a machine without systemd, they fail.
 */
export function standInSystemd(folder: string): {asked(): string[]; refuse(): void} {
	mkdirSync(folder, {recursive: true});
	const [asked, refuses] = [join(folder, 'systemd-asked'), join(folder, 'systemd-refuses')];
	const script = `#!/bin/sh
if [ -e '${refuses}' ]; then echo 'Failed to connect to bus: No medium found' >&2; exit 1; fi
case "$*" in
	*NextElapse*) echo @1795948272 ;;
	*Linger*) echo no ;;
	*show-environment*) ;;
	*) echo "$@" >> '${asked}' ;;
esac
`;
	for (const name of ['systemctl', 'loginctl']) {
		writeFileSync(join(folder, name), script);
		chmodSync(join(folder, name), 0o755);
	}
	return {
		asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : []),
		refuse: () => writeFileSync(refuses, ''),
	};
}
