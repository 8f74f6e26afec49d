/**
 * Who runs the connector that Terraform makes: ConductorOne, somebody who takes the credential from Terraform's outputs, or
 * a cluster that the same module deploys it to.
 */
export const terraformHostings = ['hosted', 'self-hosted', 'kubernetes'] as const;
export type TerraformHosting = (typeof terraformHostings)[number];

/** The same as `--run-by` names them. */
export const runners = {
	conductorone: 'hosted',
	here: 'self-hosted',
	kubernetes: 'kubernetes',
} as const satisfies Record<string, TerraformHosting>;
export type Runner = keyof typeof runners;
export const runnerNames = Object.keys(runners) as [Runner, ...Runner[]];
