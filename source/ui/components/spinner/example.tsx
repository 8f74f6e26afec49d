import {Spinner} from './spinner.tsx';

export default <Spinner label="Asking Litmos" delay={0} />;
