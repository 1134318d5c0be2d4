import { pick } from './pick.js'

/** Manifests that one application has. */
const PER_APPLICATION = 6

/** File number `index` of a repository of applications. */
export function manifest(index: number): [path: string, text: string] {
  const number = Math.floor(index / PER_APPLICATION)
  const folder = `apps/team-${number % 50}/app-${number}`
  const name = `app-${number}`
  switch (index % PER_APPLICATION) {
    case 0:
      return [`${folder}/deployment.yaml`, deploymentText(name, number)]
    case 1:
      return [`${folder}/service.yaml`, serviceText(name)]
    case 2:
      return [`${folder}/config.yaml`, configText(name, number)]
    case 3:
      return [`${folder}/kustomization.yaml`, kustomizationText(name, number)]
    case 4:
      return [`${folder}/scaling.yaml`, scalingText(name, number)]
    default:
      return number % 3 === 0
        ? [`${folder}/rollout.yaml`, rolloutText(name)]
        : [`${folder}/job.yaml`, cronJobText(name, number)]
  }
}

function containerText(name: string, number: number, indent: string): string {
  const probe = `readinessProbe:\n  httpGet:\n    path: /ready\n    port: http\nlivenessProbe:\n  tcpSocket:\n    port: http\n`
  const lines = `- name: ${name}
  image: registry.example.com/${name}:${pick(['1.4.2', 'latest', 'v2.0.1'], number)}
  ports:
    - name: http
      containerPort: 8080
  env:
    - name: DATABASE
      value: postgres://db-${number}.internal:5432/app
    - name: TOKEN
      valueFrom:
        secretKeyRef: { name: ${name}, key: token }
  resources:
    requests: { cpu: 100m, memory: 128Mi }
    limits: { memory: 256Mi }
${number % 2 === 0 ? probe.replaceAll(/^/gm, '  ').trimEnd() : '  imagePullPolicy: IfNotPresent'}
`
  return lines.replaceAll(/^(?=.)/gm, indent)
}

function deploymentText(name: string, number: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${number % 50}
  labels: &labels
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
spec:
  replicas: ${1 + (number % 4)}
  selector:
    matchLabels: *labels
  strategy:
    type: ${pick(['RollingUpdate', 'RollingUpdate', 'Recreate'], number)}
  template:
    metadata:
      labels: *labels
    spec:
      serviceAccountName: ${name}
      containers:
${containerText(name, number, '        ')}`
}

function serviceText(name: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - port: 80
      targetPort: http
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port: { number: 80 }
`
}

function configText(name: string, number: number): string {
  const lines = Array.from({ length: 12 }, (_, index) => `    setting.${index} = ${number * index}`)
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
  LOG_LEVEL: "${pick(['info', 'debug', 'warn'], number)}"
  application.properties: |
${lines.join('\n')}
`
}

function kustomizationText(name: string, number: number): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: team-${number % 50}
resources:
  - deployment.yaml
  - service.yaml
  - config.yaml
  - scaling.yaml
images:
  - name: registry.example.com/${name}
    newTag: 1.4.${number % 10}
`
}

function scalingText(name: string, number: number): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} }
  minReplicas: ${1 + (number % 3)}
  maxReplicas: 10
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${name}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${name}
spec:
  groups:
    - name: ${name}
      rules:
        - alert: TooManyErrors
          expr: sum(rate(http_requests_total{app="${name}",code=~"5.."}[5m])) > ${number % 20}
          for: 10m
`
}

function rolloutText(name: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: ${name}-canary
spec:
  strategy:
    canary:
      analysis:
        templates:
          - templateName: ${name}-success
      steps:
        - setWeight: 20
        - pause: { duration: 10m }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: ${name}-success
spec:
  metrics:
    - name: success
      interval: 1m
      successCondition: result[0] >= 0.95
      provider:
        prometheus:
          query: sum(rate(requests{app="${name}",code!~"5.."}[5m]))
`
}

function cronJobText(name: string, number: number): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}-cleanup
spec:
  schedule: "${number % 60} 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
${containerText(`${name}-cleanup`, number, '            ')}`
}
