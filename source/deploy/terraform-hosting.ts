/**
 * Who runs the connector that Terraform makes, as `--run-by` names them: ConductorOne, somebody who takes the credential from
 * Terraform's outputs, or a cluster that the same module deploys it to.
 */
export const runners = {
	conductorone: 'hosted',
	here: 'self-hosted',
	kubernetes: 'kubernetes',
} as const;
export type Runner = keyof typeof runners;
export const runnerNames = Object.keys(runners) as [Runner, ...Runner[]];
export type TerraformHosting = (typeof runners)[Runner];
