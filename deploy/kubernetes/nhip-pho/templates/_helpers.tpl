{{- define "nhip-pho.labels" -}}
app.kubernetes.io/name: nhip-pho
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "nhip-pho.secret" -}}
{{- if .Values.secret.existingSecret -}}
{{ .Values.secret.existingSecret }}
{{- else -}}
{{ .Release.Name }}-secret
{{- end -}}
{{- end -}}
