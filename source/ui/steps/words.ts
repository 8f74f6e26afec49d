export {stepWords} from '../words/steps.ts';
