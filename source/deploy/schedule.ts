/** A push that this computer starts every day. */
export interface ScheduleJob {
	/** Name of the units, the agent or the task. Letters, digits and hyphens. */
	name: string;
	/** Local time of day. */
	at: TimeOfDay;
	/** The program, as an absolute path, and its arguments. Never a secret. */
	command: readonly string[];
	/** Variables that the program needs and a scheduler would not give it, such as the address of a proxy. */
	environment: Readonly<Record<string, string>>;
}

export interface TimeOfDay {
	hour: number;
	minute: number;
}

const description = 'Nightly push from Litmos to ConductorOne';

/** Runs start up to this many minutes later: not everybody's at the same moment. */
export const spreadMinutes = 30;

/** `02:30` */
export function formatTime({hour, minute}: TimeOfDay): string {
	return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * Units of systemd's user manager (systemd.service(5), systemd.timer(5)). `Persistent` makes up for a run that was missed
 * while the computer was off or nobody was logged in. No sandbox around it: the keychain is reached over the session bus.
 */
export function systemdUserUnits({name, at, command, environment}: ScheduleJob): {service: string; timer: string} {
	const service = [
		'[Unit]',
		`Description=${description}`,
		'',
		'[Service]',
		'Type=oneshot',
		`ExecStart=${command.map(quoteForSystemd).join(' ')}`,
		...Object.entries(environment).map(
			([variable, value]) => `Environment="${escapeForSystemd(`${variable}=${value}`)}"`,
		),
		'Nice=10',
		'UMask=0077',
		'NoNewPrivileges=yes',
		'TimeoutStartSec=8h',
		'TimeoutStopSec=30',
	];
	const timer = [
		'[Unit]',
		`Description=${description}`,
		'',
		'[Timer]',
		`OnCalendar=*-*-* ${formatTime(at)}:00`,
		`RandomizedDelaySec=${spreadMinutes}m`,
		'Persistent=true',
		`Unit=${name}.service`,
		'',
		'[Install]',
		'WantedBy=timers.target',
	];
	return {service: `${service.join('\n')}\n`, timer: `${timer.join('\n')}\n`};
}

/** In double quotes nothing splits, but specifiers (%) and backslashes still count. */
function escapeForSystemd(text: string): string {
	return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('\n', '\\n');
}

/** In a command a dollar sign names a variable, too. */
function quoteForSystemd(word: string): string {
	return /^[\w@+=:,./-]+$/.test(word) ? word : `"${escapeForSystemd(word).replaceAll('$', '$$$$')}"`;
}

/**
 * An agent of launchd (launchd.plist(5)). launchd knows no random delay, so the job starts at a minute of its own within the
 * half hour. It makes up for a run that was missed in sleep, not for one missed while the Mac was off.
 */
export function launchdAgent({name, at, command, environment}: ScheduleJob): string {
	const {hour, minute} = spreadBy(name, at);
	const variables = Object.entries(environment);
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
		'<plist version="1.0">',
		'<dict>',
		...entry('Label', `<string>${escapeXml(name)}</string>`),
		'\t<key>ProgramArguments</key>',
		'\t<array>',
		...command.map((word) => `\t\t<string>${escapeXml(word)}</string>`),
		'\t</array>',
		...(variables.length === 0
			? []
			: [
					'\t<key>EnvironmentVariables</key>',
					'\t<dict>',
					...variables.flatMap(([variable, value]) =>
						entry(variable, `<string>${escapeXml(value)}</string>`).map((line) => `\t${line}`),
					),
					'\t</dict>',
				]),
		'\t<key>StartCalendarInterval</key>',
		'\t<dict>',
		...entry('Hour', `<integer>${hour}</integer>`).map((line) => `\t${line}`),
		...entry('Minute', `<integer>${minute}</integer>`).map((line) => `\t${line}`),
		'\t</dict>',
		...entry('ProcessType', '<string>Background</string>'),
		...entry('Umask', '<integer>63</integer>'),
		'</dict>',
		'</plist>',
	];
	return `${lines.join('\n')}\n`;
}

function entry(key: string, value: string): string[] {
	return [`\t<key>${escapeXml(key)}</key>`, `\t${value}`];
}

/** The same minute each time the same schedule is made. */
function spreadBy(name: string, at: TimeOfDay): TimeOfDay {
	const sum = [...name].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 0);
	const minutes = (at.hour * 60 + at.minute + (sum % spreadMinutes)) % (24 * 60);
	return {hour: Math.floor(minutes / 60), minute: minutes % 60};
}

/**
 * A task of Windows' Task Scheduler (schema http://schemas.microsoft.com/windows/2004/02/mit/task), for `schtasks /Create
 * /XML`. It runs with the rights of whoever is logged in, so that no password is stored. Variables come from the user's own.
 */
export function windowsTask({at, command: [program = '', ...args]}: ScheduleJob): string {
	const lines = [
		'<?xml version="1.0" encoding="UTF-16"?>',
		'<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
		'  <RegistrationInfo>',
		`    <Description>${description}</Description>`,
		'  </RegistrationInfo>',
		'  <Triggers>',
		'    <CalendarTrigger>',
		`      <StartBoundary>2024-01-01T${formatTime(at)}:00</StartBoundary>`,
		'      <Enabled>true</Enabled>',
		`      <RandomDelay>PT${spreadMinutes}M</RandomDelay>`,
		'      <ScheduleByDay>',
		'        <DaysInterval>1</DaysInterval>',
		'      </ScheduleByDay>',
		'    </CalendarTrigger>',
		'  </Triggers>',
		'  <Principals>',
		'    <Principal id="Author">',
		'      <LogonType>InteractiveToken</LogonType>',
		'      <RunLevel>LeastPrivilege</RunLevel>',
		'    </Principal>',
		'  </Principals>',
		'  <Settings>',
		'    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
		'    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
		'    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
		'    <StartWhenAvailable>true</StartWhenAvailable>',
		'    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>',
		'    <ExecutionTimeLimit>PT8H</ExecutionTimeLimit>',
		'  </Settings>',
		'  <Actions Context="Author">',
		'    <Exec>',
		`      <Command>${escapeXml(program)}</Command>`,
		`      <Arguments>${escapeXml(args.map(quoteForWindows).join(' '))}</Arguments>`,
		'    </Exec>',
		'  </Actions>',
		'</Task>',
	];
	return `${lines.join('\r\n')}\r\n`;
}

/** As CommandLineToArgvW takes it apart again: backslashes count double only before a quote. */
function quoteForWindows(word: string): string {
	if (/^[^\s"]+$/.test(word)) return word;
	return `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The time of day that a file of one of the three kinds names; null for another file. An agent's is its own minute. */
export function timeIn(content: string): TimeOfDay | null {
	const found =
		/^OnCalendar=\*-\*-\* (\d\d):(\d\d)/m.exec(content) ??
		/<key>Hour<\/key>\s*<integer>(\d+)<\/integer>\s*<key>Minute<\/key>\s*<integer>(\d+)</.exec(content) ??
		/<StartBoundary>[\d-]+T(\d\d):(\d\d)/.exec(content);
	return found === null ? null : {hour: Number(found[1]), minute: Number(found[2])};
}
