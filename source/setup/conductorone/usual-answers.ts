/** What the set-up in ConductorOne answers for somebody who does not say. */
export const usualAnswers = {connectorName: 'Litmos'} as const;
