import type {Outcome, Probe} from '../../doctor/probe.ts';
import type {Command, CommandContext} from '../command.ts';
import {person, tenant} from '../setting-groups.ts';

export const doctor: Command = {
	name: 'doctor',
	summary: 'Find out why something doesn’t work.',
	description:
		'Checks this computer, the network, Litmos and ConductorOne, one line for each check, with what to do. Changes no setting and no data. Exit code 0 = well, or warnings; else that of the first failure: 1 failed, 3 credentials rejected, 4 unreachable, 5 connector paused.',
	needsProfile: true,
	settings: [...tenant, ...person, 'clientId', 'clientSecret'],
	ownOptions: {'--report <file>': 'Also write a report without secrets and names, to send to somebody. A new file.'},
	examples: {
		'litmos-connector doctor': 'Check what is set up here',
		'litmos-connector doctor -o json': 'For a script',
		'litmos-connector doctor --report doctor.txt': 'With a report to send',
		'litmos-connector doctor --demo': 'Try it with demo data',
	},
	examines: true,
	async run(context, own) {
		const {values, stateFolder, found, saved, signal, interruption, progress} = context;
		interruption.text = 'Stopped before the end.';
		const {createDoctorServices} = await import('../../setup/services/doctor-services.ts');
		const {probesOf} = await import('../../doctor/probes.ts');
		const {exitOf, runProbes} = await import('../../doctor/run-probes.ts');
		const {probesJson} = await import('../../doctor/render.ts');
		const {openReport} = await import('../../doctor/write-report.ts');
		// Whether it can be written is known before anything is asked.
		const report = typeof own.report === 'string' ? openReport(own.report) : undefined;
		context.onClose(() => report?.close());
		const isDemo = context.sandbox !== undefined;
		const services = await createDoctorServices({values, stateFolder, found, saved, isDemo, signal});
		context.onClose(() => services.close());
		const probes = probesOf(services);
		const lines = values.output === 'json' ? undefined : await openLines(context, probes);
		const outcomes = await runProbes(probes, {signal, onTry: lines?.onTry, onOutcome: lines?.onOutcome});
		if (lines === undefined) context.print(probesJson(outcomes), () => '');
		else lines.end(outcomes);
		if (report !== undefined) progress.say(report.write(outcomes, services.personal));
		return exitOf(outcomes);
	},
};

/** The lines that tell how it goes, each as its probe is tried. */
async function openLines({values}: CommandContext, probes: readonly Probe[]) {
	const {createDoctorLines} = await import('../../ui/doctor-lines.ts');
	const {createTheme, themeOptionsFrom} = await import('../../ui/theme.ts');
	const {themeOf} = await import('../../ui/theme-of.ts');
	const {styledLines} = await import('../../ui/styled-lines.ts');
	const {stdout} = process;
	const look =
		stdout.isTTY === true
			? {
					width: stdout.columns,
					theme: createTheme({...themeOptionsFrom(process.env), ...themeOf(values)}),
					isScreenReader: values.screenReader,
				}
			: undefined;
	const lines = createDoctorLines(probes, look);
	const write = (text: string) => void stdout.write(text);
	/** Takes the line of the probe that is being tried away. */
	const clear = lines.isInPlace ? '\r\u001b[2K' : '';
	return {
		onTry: lines.isInPlace ? (probe: Probe) => write(styledLines(lines.trying(probe))) : undefined,
		onOutcome: (outcome: Outcome) => write(`${clear}${styledLines(lines.outcome(outcome))}`),
		end: (outcomes: readonly Outcome[]) => write(styledLines(lines.end(outcomes))),
	};
}
