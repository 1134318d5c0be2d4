import { IMAGE, SHOP } from './shop.js'
import { repository } from './support.js'

const ROLLOUT = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  replicas: 4
  selector:
    matchLabels:
      app: shop
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: 5m }
        - analysis:
            templates:
              - templateName: errors
        - setWeight: 50
        - pause: { duration: 5m }
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: ghcr.io/acme/shop
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /health
              port: 8080
          livenessProbe:
            httpGet:
              path: /health
              port: 8080
            initialDelaySeconds: 30
`

const ANALYSIS = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: errors
spec:
  metrics:
    - name: errors
      interval: 1m
      count: 5
      failureLimit: 1
      successCondition: result[0] < 0.01
      provider:
        prometheus:
          address: http://prometheus.monitoring:9090
          query: sum(rate(http_requests_total{app="shop",code=~"5.."}[5m])) / sum(rate(http_requests_total{app="shop"}[5m]))
`

const application = (environment: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop-${environment}
  namespace: argocd
spec:
  project: shop
  source:
    repoURL: https://github.com/acme/shop.git
    targetRevision: main
    path: deploy/overlays/${environment}
  destination:
    server: https://kubernetes.default.svc
    namespace: shop-${environment}
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
`

const overlay = (environment: string): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: shop-${environment}\nresources: [../../base]\nimages:\n  - name: ghcr.io/acme/shop\n    newTag: 4f2a9c1\n`

repository('a rollout that Argo CD pulls and an analysis judges', {
  files: {
    ...SHOP,
    ...IMAGE,
    'deploy/base/rollout.yaml': ROLLOUT,
    'deploy/base/analysis.yaml': ANALYSIS,
    'deploy/base/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [rollout.yaml, analysis.yaml]\n',
    'deploy/overlays/staging/kustomization.yaml': overlay('staging'),
    'deploy/overlays/production/kustomization.yaml': overlay('production'),
    'argocd/staging.yaml': application('staging'),
    'argocd/production.yaml': application('production'),
    '.github/workflows/release.yml': `
on:
  push: { branches: [main], paths-ignore: ['deploy/**'] }
  pull_request:
permissions: { contents: write, packages: write }
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - run: npm test
      - run: kustomize build deploy/overlays/production | kubeconform -strict -ignore-missing-schemas
  release:
    needs: test
    if: github.event_name == 'push'
    runs-on: ubuntu-24.04
    concurrency: { group: release, cancel-in-progress: false }
    steps:
      - uses: actions/checkout@v5
      - run: docker build -t ghcr.io/acme/shop:\${{ github.sha }} .
      - run: docker push ghcr.io/acme/shop:\${{ github.sha }}
      - run: |
          cd deploy/overlays/staging
          kustomize edit set image ghcr.io/acme/shop=ghcr.io/acme/shop:\${{ github.sha }}
          git commit -am "shop \${{ github.sha }} to staging"
          git push
`,
    '.github/workflows/promote.yml': `
on:
  workflow_dispatch:
    inputs:
      version: { description: The commit that production gets, required: true }
permissions: { contents: write }
jobs:
  promote:
    runs-on: ubuntu-24.04
    concurrency: { group: release, cancel-in-progress: false }
    steps:
      - uses: actions/checkout@v5
      - run: |
          cd deploy/overlays/production
          kustomize edit set image ghcr.io/acme/shop=ghcr.io/acme/shop:\${{ inputs.version }}
          git commit -am "shop \${{ inputs.version }} to production"
          git push
`,
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'promote: deploy > production',
      'test: build test',
      'release: build publish deploy > staging',
      'shop-production: deploy > production',
      'shop-staging: deploy > staging',
    ],
    flows: [
      'test order release',
      'release artifact promote [ghcr.io/acme/shop]',
      'promote pull shop-production',
      'release pull shop-staging',
    ],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'every push goes to staging, production gets what a person promotes',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-argo-analysis',
      'the analysis measures errors and aborts the canary',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback hc.automate.cicd.rollback-on-signal hc.deploy.apps.auto-revert',
    ],
    [
      'met',
      'deploy-all-at-once',
      'a tenth, then a half, then all',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.canary hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'a canary is used; the strategies are alternatives',
      'hc.deploy.rolling hc.deploy.blue-green',
    ],
    ['met', 'deploy-feature-flags', 'the canary answers a share of the users first', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    ['met', 'deploy-from-registry', 'one image for both environments', 'DL.CD.2 hc.automate.deployments.artifact-flow'],
    ['met', 'deploy-needs-tests', 'tests before, an analysis after', 'DL.CD.3 ops05-bp10.boundaries.pre-checks'],
    ['met', 'deploy-automated', 'people choose and do nothing else', 'REL08-BP05'],
    [
      'partly-met',
      'deploy-environment-declared',
      'commits do it all; the promotion names no environment that could hold it',
      'DL.CD.4 ops05-bp10.boundaries.approvals',
    ],
    ['met', 'deploy-on-demand', 'any version can be promoted', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['not-applicable', 'deploy-manual-gate', 'a person starts the promotion', 'DL.CD.7'],
    ['met', 'deploy-mutable-image-tag', 'pods are replaced, the tag is the commit', 'REL08-BP04'],
    [
      'met',
      'deploy-post-verification',
      'the analysis judges the rollout',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    [
      'partly-met',
      'supply-provenance',
      'every deployment is a commit, and nothing signed says how the image was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-imperative-commands', 'declared, built once', 'ops05-bp10.workflows.idempotency'],
    ['met', 'deploy-concurrency', 'one release at a time', 'ops05-bp10.workflows.safe-rerun'],
    ['met', 'deploy-imperative-commands', 'nothing is changed in place', 'hc.automate.deployments.immutable'],
  ],
})
