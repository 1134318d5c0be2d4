import { IMAGE, SHOP } from './shop.js'
import { repository } from './support.js'

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: "registry.gitlab.example/acme/shop:{{ .Values.image.tag }}"
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

const deploy = (environment: string, more = ''): string => `
${environment}:
  stage: ${environment}
  image: alpine/helm:3.16.2
  environment: { name: ${environment}, url: 'https://${environment}.shop.example' }
  resource_group: ${environment}
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH${more} }]
  script:
    - helm upgrade --install shop charts/shop --namespace ${environment} --set image.tag=$CI_COMMIT_SHA --atomic --timeout 5m
    - curl --fail --retry 5 https://${environment}.shop.example/health
`

repository('a Helm release that GitLab promotes from environment to environment', {
  files: {
    ...SHOP,
    ...IMAGE,
    'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'charts/shop/values.yaml': 'image: { tag: "" }\n',
    'charts/shop/templates/deployment.yaml': DEPLOYMENT,
    'charts/shop/templates/budget.yaml':
      'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: shop }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: shop } } }\n',
    '.gitlab-ci.yml': `
stages: [test, build, development, staging, production, back]
default: { timeout: 30 minutes }
test:
  stage: test
  image: node:24.11.1-slim
  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [npm ci, npm test]
chart:
  stage: test
  image: alpine/helm:3.16.2
  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [helm lint charts/shop]
build:
  stage: build
  image: docker:27.3.1
  services: ['docker:27.3.1-dind']
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script:
    - docker build -t registry.gitlab.example/acme/shop:$CI_COMMIT_SHA .
    - docker push registry.gitlab.example/acme/shop:$CI_COMMIT_SHA
${deploy('development')}${deploy('staging')}${deploy('production', ', when: manual')}
roll-back:
  stage: back
  image: alpine/helm:3.16.2
  environment: { name: production, action: access }
  resource_group: production
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: manual, allow_failure: true }]
  script: [helm rollback shop --namespace production --wait]
`,
  },
  graph: {
    environments: [
      'development development',
      'staging staging after development',
      'production production after staging',
    ],
    stages: [
      'test: test',
      'build: build publish',
      'development: deploy verify > development',
      'staging: deploy verify > staging',
      'production: approve deploy verify > production',
      'roll-back: approve roll-back',
    ],
    flows: [
      'test order build',
      'build order development',
      'development order staging',
      'staging order production',
      'production order roll-back',
    ],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'development and staging run the same image first',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-helm-atomic',
      'an upgrade that does not become ready is taken back',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to an alarm',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'met',
      'k8s-rollout-strategy',
      'pods are replaced one by one',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'it rolls; the strategies are alternatives',
      'hc.deploy.blue-green hc.deploy.canary',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one image for all environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'people approve and do nothing else', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'GitLab deploys an earlier version again', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['not-applicable', 'deploy-manual-gate', 'a person starts production', 'DL.CD.7'],
    [
      'met',
      'deploy-imperative-commands',
      'pods are replaced; whether their tags may move is a setting of the registry',
      'REL08-BP04',
    ],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for its health',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    [
      'met',
      'deploy-environment-declared',
      'a person starts production, in an environment',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'partly-met',
      'supply-provenance',
      'environments record what was deployed, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'a resource group for each environment', 'ops05-bp10.workflows.safe-rerun'],
    ['met', 'deploy-imperative-commands', 'nothing is changed in place', 'hc.automate.deployments.immutable'],
  ],
})
