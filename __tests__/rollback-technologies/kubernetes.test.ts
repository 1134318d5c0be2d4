import fireAndForget from '../../checks/deployment/deploy-fire-and-forget.js'
import budgets from '../../checks/kubernetes/k8s-disruption-budget.js'
import reconcile from '../../checks/kubernetes/k8s-gitops-reconcile.js'
import probes from '../../checks/kubernetes/k8s-probes.js'
import strategy from '../../checks/kubernetes/k8s-rollout-strategy.js'
import argo from '../../checks/rollback/rollback-argo-analysis.js'
import flagger from '../../checks/rollback/rollback-flagger-analysis.js'
import traffic from '../../checks/rollback/rollback-gcp-traffic.js'
import helm from '../../checks/rollback/rollback-helm-atomic.js'
import undo from '../../checks/rollback/rollback-kubectl-undo.js'
import retention from '../../checks/rollback/rollback-artifact-retention.js'
import swarm from '../../checks/rollback/rollback-swarm-failure-action.js'
import { productionDeploy } from '../helpers/deploy-workflow.js'
import { fourCases, tree } from '../helpers/four-cases.js'

const yaml = (api: string, kind: string, ...lines: string[]) =>
  [
    `apiVersion: ${api}`,
    `kind: ${kind}`,
    'metadata:',
    '  name: api',
    'spec:',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n')
const object = (...parts: Parameters<typeof yaml>) => tree({ 'k8s/api.yaml': yaml(...parts) })
const deployment = (...lines: string[]) => object('apps/v1', 'Deployment', ...lines)
const chart = (text: string, values = '') =>
  tree({
    'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
    'chart/values.yaml': values,
    'chart/templates/api.yaml': text,
  })
const step = (...texts: string[]) => tree(productionDeploy(...texts))
const none = tree({ 'README.md': '# shop' })
const container = (probe: string, mark = '') => [
  'template:',
  '  metadata: { labels: { app: api } }',
  '  spec:',
  '    containers:',
  `      - name: api${mark}`,
  '        image: acme/api:1.8.3',
  '        ports: [{ containerPort: 8080 }]',
  ...(probe === '' ? [] : [`        ${probe}`]),
]
const labelled =
  "template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: 'acme/api:1', ports: [{ containerPort: 80 }] }] } }"
const budget =
  'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: api }\nspec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: api } }\n'
/** A Deployment that a pipeline applies and waits for. */
const waited = (...lines: string[]) =>
  tree({
    ...productionDeploy('run: kubectl apply -f k8s/', 'run: kubectl rollout status deployment/api --timeout=5m'),
    'k8s/api.yaml': yaml('apps/v1', 'Deployment', ...lines),
  })
/** The same Deployment beside a pipeline that starts no rollout. */
const deadlineElsewhere = (...lines: string[]) =>
  tree({ ...productionDeploy('run: terraform apply'), 'k8s/api.yaml': yaml('apps/v1', 'Deployment', ...lines) })
const LATE = 'readinessProbe: { initialDelaySeconds: 30, httpGet: { path: /ready, port: 8080 } }'
const METRIC = '  metrics: [{ name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }]'
const upgrade = (...lines: string[]) =>
  object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'chart: { spec: { chart: api, version: 1.2.3 } }', ...lines)
const application = (...lines: string[]) =>
  object(
    'argoproj.io/v1alpha1',
    'Application',
    'source: { repoURL: https://github.com/acme/config, path: shop, targetRevision: main }',
    'destination: { server: https://kubernetes.default.svc, namespace: shop }',
    ...lines,
  )
const knative = (lines: readonly string[], folder = 'k8s') =>
  tree({
    ...productionDeploy('run: kubectl apply -f k8s/', 'run: kubectl wait --for=condition=Ready ksvc/api'),
    [`${folder}/api.yaml`]: yaml('serving.knative.dev/v1', 'Service', ...lines),
  })

fourCases({
  'Kubernetes: strategy': {
    check: strategy,
    safe: deployment('replicas: 3', 'strategy: { rollingUpdate: { maxUnavailable: 1 } }'),
    unsafe: deployment('replicas: 3', 'strategy:', '  type: Recreate # ! recreate'),
    undecidable: deployment('replicas: ${REPLICAS}', 'strategy: { type: Recreate }'),
    elsewhere: deployment('replicas: 1', 'strategy: { type: Recreate }'),
  },
  'Kubernetes: pods that a rollout may take away': {
    check: strategy,
    safe: deployment('replicas: 3', 'strategy: { rollingUpdate: { maxUnavailable: 25% } }'),
    unsafe: deployment('replicas: 3', 'strategy:', '  rollingUpdate:', '    maxUnavailable: 100% # ! unavailable'),
    undecidable: deployment('replicas: 3', 'strategy: { rollingUpdate: { maxUnavailable: "${MOST}" } }'),
    elsewhere: none,
  },
  'Kubernetes: readiness': {
    check: probes,
    safe: deployment(...container('readinessProbe: { httpGet: { path: /ready, port: 8080 } }')),
    unsafe: deployment(...container('', ' # ! none')),
    undecidable: deployment(...container(''), '    - ${SIDECAR}'),
    elsewhere: object('batch/v1', 'Job', ...container('')),
  },
  'Kubernetes: disruption budgets': {
    check: budgets,
    safe: tree({ 'k8s/api.yaml': yaml('apps/v1', 'Deployment', 'replicas: 3', labelled), 'k8s/budget.yaml': budget }),
    unsafe: tree({
      'k8s/api.yaml': yaml('apps/v1', 'Deployment', 'replicas: 3', labelled).replace(
        'name: api\n',
        'name: api # ! none\n',
      ),
    }),
    undecidable: deployment('replicas: ${REPLICAS}', labelled),
    elsewhere: deployment('replicas: 1', labelled),
  },
  'kubectl: waiting for the rollout': {
    check: fireAndForget,
    safe: step(
      'run: kubectl set image deploy/api api=acme/api:1',
      'run: kubectl rollout status deploy/api --timeout=5m',
    ),
    unsafe: step('run: kubectl set image deploy/api api=acme/api:1 # ! noWait'),
    undecidable: step('run: kubectl set image deploy/api api=acme/api:1', 'uses: acme/wait@v1'),
    elsewhere: step('run: terraform apply'),
  },
  'Kubernetes: a deadline that the rollout may take, and the wait for it': {
    check: fireAndForget,
    safe: waited('progressDeadlineSeconds: 240'),
    unsafe: waited('progressDeadlineSeconds: 900 # ! deadlineLong'),
    undecidable: waited('progressDeadlineSeconds: ${DEADLINE}'),
    elsewhere: deadlineElsewhere('progressDeadlineSeconds: 900'),
  },
  'Kubernetes: a deadline that no rollout can keep': {
    check: fireAndForget,
    safe: waited('progressDeadlineSeconds: 60', 'minReadySeconds: 10', ...container(LATE)),
    unsafe: waited('progressDeadlineSeconds: 20 # ! deadlineShort', ...container(LATE)),
    undecidable: waited('progressDeadlineSeconds: 20', 'minReadySeconds: ${READY}', ...container(LATE)),
    elsewhere: deadlineElsewhere('progressDeadlineSeconds: 20', ...container(LATE)),
  },
  'Kubernetes: a deadline that the API server refuses': {
    check: fireAndForget,
    safe: waited('minReadySeconds: 30', 'progressDeadlineSeconds: 120'),
    unsafe: waited('minReadySeconds: 30', 'progressDeadlineSeconds: 30 # ! deadlineRefused'),
    undecidable: waited('progressDeadlineSeconds: 30', 'minReadySeconds: ${READY}'),
    elsewhere: deadlineElsewhere('progressDeadlineSeconds: 0'),
  },
  'kubectl: undo': {
    check: undo,
    safe: step(
      'run: kubectl set image deploy/api api=acme/api:1',
      '{ if: failure(), run: kubectl rollout undo deploy/api }',
    ),
    unsafe: step('run: kubectl set image deploy/api api=acme/api:1 # ! none'),
    undecidable: step('run: kubectl set image deploy/api api=acme/api:1', 'uses: acme/wait@v1'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'Kubernetes: kept revisions': {
    check: undo,
    safe: tree({
      ...productionDeploy('run: kubectl apply -f k8s/', '{ if: failure(), run: kubectl rollout undo deploy/api }'),
      'k8s/api.yaml': yaml('apps/v1', 'Deployment', 'revisionHistoryLimit: 3'),
    }),
    unsafe: tree({
      ...productionDeploy('run: kubectl apply -f k8s/', '{ if: failure(), run: kubectl rollout undo deploy/api }'),
      'k8s/api.yaml': yaml('apps/v1', 'Deployment', 'revisionHistoryLimit: 0 # ! noHistory'),
    }),
    undecidable: step('run: kubectl apply -f $FOLDER'),
    elsewhere: none,
  },
  'Argo Rollouts: analysis': {
    check: argo,
    safe: object(
      'argoproj.io/v1alpha1',
      'Rollout',
      'strategy: { canary: { analysis: { templates: [{ templateName: rate }] }, steps: [{ setWeight: 20 }, { pause: { duration: 5m } }] } }',
    ),
    unsafe: tree({
      'k8s/api.yaml': yaml(
        'argoproj.io/v1alpha1',
        'Rollout',
        'strategy:',
        '  canary: # ! none',
        '    steps: [{ setWeight: 20 }, { pause: { duration: 5m } }]',
      ),
    }),
    undecidable: chart(
      yaml('argoproj.io/v1alpha1', 'Rollout', 'strategy: { canary: {{ toYaml .Values.canary | nindent 6 }} }'),
    ),
    elsewhere: none,
  },
  'Flagger: analysis': {
    check: flagger,
    safe: object('flagger.app/v1beta1', 'Canary', 'analysis:', '  threshold: 5', METRIC),
    unsafe: object('flagger.app/v1beta1', 'Canary', 'skipAnalysis: true # ! skipped'),
    undecidable: chart(
      yaml('flagger.app/v1beta1', 'Canary', 'skipAnalysis: {{ .Values.skip }}', 'analysis:', '  threshold: 5'),
      'skip: false\n',
    ),
    elsewhere: none,
  },
  'Helm: a failed release': {
    check: helm,
    safe: step('run: helm upgrade --install api ./chart --rollback-on-failure --timeout 5m'),
    unsafe: step('run: helm upgrade --install api ./chart # ! command'),
    undecidable: step('run: helm upgrade --install api ./chart $HELM_ARGS'),
    elsewhere: step('run: kubectl apply -f k8s/'),
  },
  'Helm: waiting': {
    check: fireAndForget,
    safe: step('run: helm upgrade --install api ./chart --wait --timeout 5m'),
    unsafe: step('run: helm upgrade --install api ./chart # ! noWait'),
    undecidable: step('run: helm upgrade --install api ./chart $HELM_ARGS'),
    elsewhere: step('run: terraform apply'),
  },
  'Helm: history': {
    check: retention,
    safe: step('run: helm upgrade --install api ./chart --history-max 5'),
    unsafe: step('run: helm upgrade --install api ./chart --history-max 1 # ! history'),
    undecidable: step('run: helm upgrade --install api ./chart --history-max $KEPT'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'Argo CD: automated sync': {
    check: reconcile,
    safe: application('syncPolicy: { automated: { prune: true, selfHeal: true }, retry: { limit: 3 } }'),
    unsafe: tree({
      'k8s/api.yaml': (application().files?.['k8s/api.yaml'] ?? '').replace('name: api\n', 'name: api # ! manual\n'),
    }),
    undecidable: chart(
      application('syncPolicy: { automated: { selfHeal: {{ .Values.heal }} } }').files?.['k8s/api.yaml'] ?? '',
      'heal: false\n',
    ),
    elsewhere: none,
  },
  'Flux: remediation': {
    check: helm,
    safe: upgrade('upgrade: { remediation: { retries: 3 } }'),
    unsafe: tree({
      'k8s/api.yaml': (upgrade().files?.['k8s/api.yaml'] ?? '').replace('name: api\n', 'name: api # ! flux\n'),
    }),
    undecidable: upgrade('upgrade: { remediation: { retries: ${RETRIES} } }'),
    elsewhere: none,
  },
  'Knative: traffic': {
    check: traffic,
    safe: knative(['traffic: [{ revisionName: api-1, percent: 90 }, { latestRevision: true, percent: 10 }]']),
    unsafe: tree({
      ...knative([]).files,
      'k8s/api.yaml': yaml('serving.knative.dev/v1', 'Service', 'template: {}').replace(
        'name: api\n',
        'name: api # ! traffic\n',
      ),
    }),
    undecidable: tree({
      ...productionDeploy('run: gcloud run deploy api --image $IMAGE $EXTRA_ARGS'),
    }),
    elsewhere: knative([], 'samples'),
  },
  'Docker Swarm: failed updates': {
    check: swarm,
    safe: tree({
      'docker-compose.yml':
        'services:\n  api:\n    image: acme/api:1\n    deploy: { update_config: { failure_action: rollback } }\n',
    }),
    unsafe: tree({
      'docker-compose.yml':
        'services:\n  api:\n    image: acme/api:1\n    deploy:\n      update_config:\n        failure_action: pause # ! other\n',
    }),
    undecidable: tree({
      'docker-compose.yml':
        'services:\n  api:\n    image: acme/api:1\n    deploy: { update_config: { failure_action: "${ACTION}" } }\n',
    }),
    elsewhere: none,
  },
})
