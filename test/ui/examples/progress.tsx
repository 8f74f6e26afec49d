import {ProgressBar} from '../../../source/ui/components/progress/progress.tsx';

export default <ProgressBar label="Reading who is enrolled" done={126} total={340} unit="requests" now={() => 0} />;
