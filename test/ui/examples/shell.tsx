import {Text} from '../../../source/ui/components/text/text.tsx';

/** The examples' runner puts every example into the shell; this one is the empty frame. */
export default <Text>The body of the screen.</Text>;
