import {useEffect, useState} from 'react';

/** True once `isOn` has been true for `milliseconds` without a break: work that is quick shows nothing. */
export function useDelayed(isOn: boolean, milliseconds = 100): boolean {
	const [isDue, setDue] = useState(false);
	useEffect(() => {
		if (!isOn) {
			setDue(false);
			return;
		}
		const timer = setTimeout(() => setDue(true), milliseconds);
		return () => clearTimeout(timer);
	}, [isOn, milliseconds]);
	return isOn && isDue;
}
