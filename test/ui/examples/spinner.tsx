import {Spinner} from '../../../source/ui/components/spinner/spinner.tsx';

export default <Spinner label="Asking Litmos" delay={0} />;
