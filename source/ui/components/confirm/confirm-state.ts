export interface ConfirmState {
	readonly isYes: boolean;
}
export type ConfirmAction = {type: 'choose'; isYes: boolean} | {type: 'switch'};

export function reduceConfirm(state: ConfirmState, action: ConfirmAction): ConfirmState {
	const isYes = action.type === 'switch' ? !state.isYes : action.isYes;
	return isYes === state.isYes ? state : {isYes};
}
