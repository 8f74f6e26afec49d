/** What the tests of sizes draw with, in one bundle: see {@link loadDrawn}. */
export {keys} from '../render-test.tsx';
export {connectScenes} from './connect-scenes.ts';
export {renderWizard, still} from './scripted.tsx';
export {faultsOf} from './sizes.ts';
export {scenes} from './states.ts';
