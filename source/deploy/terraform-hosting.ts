/**
 * Who runs the connector that Terraform makes: ConductorOne, somebody who takes the credential from Terraform's outputs, or
 * a cluster that the same module deploys it to.
 */
export const terraformHostings = ['hosted', 'self-hosted', 'kubernetes'] as const;
export type TerraformHosting = (typeof terraformHostings)[number];
