import {readFileSync} from 'node:fs';
import {systemCode} from '../problem/system-code.ts';

/** Whether there is a process of that number, whoever owns it. */
export function isRunning(pid: number): boolean {
	if (!Number.isSafeInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return systemCode(error) === 'EPERM';
	}
}

/**
 * Tells a process from a later one that was given the same number: the boot and the clock ticks from boot to the start of
 * the process, which no change of the clock moves. Null where the system does not say (only Linux does), and for a
 * process that is gone. Fields of /proc/PID/stat: proc(5), the 22nd is `starttime`.
 */
export function processIdentity(pid: number): string | null {
	if (process.platform !== 'linux') return null;
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The name of the program, in brackets, may hold spaces and brackets itself.
		const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		const ticks = afterName[22 - 3];
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
		return ticks && /^\d+$/.test(ticks) ? `${boot}.${ticks}` : null;
	} catch {
		return null;
	}
}

/** Whether the process with that number runs and is the one that had the identity. Without one, any with that number. */
export function isSameProcess(pid: number, identity: string | null | undefined): boolean {
	if (!isRunning(pid)) return false;
	const now = identity ? processIdentity(pid) : null;
	return now === null || now === identity;
}
