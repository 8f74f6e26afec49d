import {rm} from 'node:fs/promises';
import {PrivateFolder} from '../../c1z/private-folder.ts';
import {memoryStore} from '../../secrets/open.ts';
import type {SavedStateStore} from '../../settings/saved-state.ts';
import type {SettingValues} from '../../settings/settings.ts';
import type {Log} from '../../sync/log.ts';
import {createConductorOneServices} from './conductorone-services.ts';
import type {OwnedDoctorServices} from './doctor-services.ts';
import {createLitmosServices} from './litmos.ts';
import {createPushServices} from './push.ts';
import {createSavedAnswers} from './saved-answers.ts';
import {createSecretPlaces, type SecretPlaces} from './secret-places.ts';
import {type DemoValues, demoSettings, type SetupServices} from './services.ts';

export interface SetupServicesOptions {
	/** Settings that no step asks for, such as the page size. */
	values: SettingValues;
	stateFolder: string;
	saved: SavedStateStore;
	log: Log;
	/** The sandbox is handed in, since it may not be imported from here. */
	startDemo: () => Promise<DemoValues>;
	signal: AbortSignal;
	/** Nothing may be changed, here or elsewhere. */
	isDry: boolean;
}

export interface OwnedServices extends SetupServices {
	/** Folder of the working files. */
	syncFolder(): string;
	/** What `doctor` looks at, with the answers given so far; of demo data, once it is chosen. */
	doctorServices(answers: Partial<SettingValues>): Promise<OwnedDoctorServices>;
	close(): Promise<void>;
}

/** The real services, as opposed to those of tests. */
export function createSetupServices(options: SetupServicesOptions): OwnedServices {
	const {values, stateFolder, saved, log, signal, isDry} = options;
	/** Where what is read and sent is kept; demo data gets a folder of its own, which goes with it. */
	let folder = stateFolder;
	let demo: DemoValues | undefined;
	let secretPlaces: SecretPlaces | undefined;
	const shared = {values, saved, folder: () => folder, isDemo: () => demo !== undefined};
	const litmos = createLitmosServices({...shared, log});
	return {
		...litmos,
		...createPushServices({...shared, litmos}),
		...createSavedAnswers(saved, shared.isDemo),
		conductorOne: createConductorOneServices({values, signal, isDry}, () => ({stateFolder: folder, saved, demo})),
		async startDemo() {
			demo = await options.startDemo();
			folder = new PrivateFolder('demo').path;
			return demo;
		},
		async openSecrets(allowFile, kind) {
			if (demo !== undefined) return memoryStore();
			secretPlaces ??= createSecretPlaces({
				secretStore: values.secretStore,
				folder: stateFolder,
				profile: values.profile,
				saved,
				limit: unlockLimit,
			});
			const store = await secretPlaces.open(kind, allowFile);
			// A keychain that is unlocked in the meantime is found at the next try.
			if (store.provider === 'memory') secretPlaces = undefined;
			return store;
		},
		async doctorServices(answers) {
			const {createDoctorServices} = await import('./doctor-services.ts');
			return createDoctorServices({
				values: {...values, ...answers, ...demoSettings(demo)},
				stateFolder: folder,
				saved: demo === undefined ? saved : undefined,
				isDemo: demo !== undefined,
				signal,
			});
		},
		async close() {
			await litmos.close();
			if (folder !== stateFolder) await rm(folder, {recursive: true, force: true});
		},
	};
}

/** The screens go on while the keychain asks its owner for a password, so there is time to type it. Milliseconds. */
const unlockLimit = 30_000;
