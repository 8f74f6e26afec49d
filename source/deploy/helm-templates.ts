import {connectorVariables, type DeployAnswers} from './answers.ts';

/** The image with its tag, or its digest where there is one. */
export const imageTemplate = `{{- define "connector.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end -}}
{{- end -}}
`;

/** The secret from the External Secrets Operator, when the values ask for it. */
export function externalSecretTemplate(answers: DeployAnswers): string {
	const data = connectorVariables(answers).secret.map(
		([name]) => `    - secretKey: ${name}
      remoteRef:
        key: {{ .Values.externalSecret.key | quote }}
        property: ${name}
`,
	);
	return `{{- if .Values.externalSecret.enabled }}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ .Values.secretName | quote }}
  namespace: {{ .Release.Namespace | quote }}
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: ClusterSecretStore
    name: {{ .Values.externalSecret.store | quote }}
  target:
    name: {{ .Values.secretName | quote }}
    creationPolicy: Owner
  data:
${data.join('')}{{- end }}
`;
}

/** Entries of `env`, one for each setting among the values. */
export const settingsLoop = (indent: string): string =>
	[
		'{{- range $name, $value := .Values.settings }}',
		'- name: {{ $name }}',
		'  value: {{ $value | quote }}',
		'{{- end }}',
		'',
	]
		.join(`\n${indent}`)
		.replace(/^/, indent)
		.trimEnd()
		.concat('\n');
