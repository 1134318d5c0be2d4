import { IMAGE, SHOP } from './shop.js'
import { repository } from './support.js'

const DEPLOY = `
on:
  workflow_call:
    inputs:
      service: { type: string, required: true }
      environment: { type: string, required: true }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: \${{ inputs.environment }}
    concurrency: { group: '\${{ inputs.service }}-\${{ inputs.environment }}', cancel-in-progress: false }
    steps:
      - uses: actions/checkout@v5
      - run: kubectl --context \${{ inputs.environment }} set image deployment/\${{ inputs.service }} server=ghcr.io/acme/\${{ inputs.service }}:\${{ github.sha }}
      - run: kubectl --context \${{ inputs.environment }} rollout status deployment/\${{ inputs.service }} --timeout=5m
`

const MAIN = `
on:
  push: { branches: [main] }
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - run: npm test
  build:
    needs: test
    runs-on: ubuntu-24.04
    strategy: { matrix: { service: [orders, prices] } }
    steps:
      - uses: actions/checkout@v5
      - run: docker build -t ghcr.io/acme/\${{ matrix.service }}:\${{ github.sha }} services/\${{ matrix.service }}
      - run: docker push ghcr.io/acme/\${{ matrix.service }}:\${{ github.sha }}
  development:
    needs: build
    strategy: { matrix: { service: [orders, prices] } }
    uses: ./.github/workflows/deploy.yml
    with: { service: '\${{ matrix.service }}', environment: development }
  target:
    needs: development
    strategy: { matrix: { service: [orders, prices] } }
    uses: ./.github/workflows/deploy.yml
    with: { service: '\${{ matrix.service }}', environment: '\${{ vars.TARGET }}' }
`

const { Dockerfile = '' } = IMAGE

repository('a monorepo whose last environment a variable of the host names', {
  files: {
    ...SHOP,
    'services/orders/Dockerfile': Dockerfile,
    'services/prices/Dockerfile': Dockerfile,
    '.github/workflows/deploy.yml': DEPLOY,
    '.github/workflows/main.yml': MAIN,
  },
  graph: {
    environments: ['development development', '${{ inputs.environment }} unknown after development'],
    stages: [
      'test: test',
      'build: build publish',
      'development/deploy: deploy verify > development',
      'target/deploy: deploy verify > ${{ inputs.environment }}',
    ],
    flows: ['test order build', 'build order development/deploy', 'development/deploy order target/deploy'],
  },
  judgements: [
    [
      'unknown',
      'deploy-preprod-stage',
      'whether the last environment is production is set at the host',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'not-met',
      'rollback-kubectl-undo',
      'a rollout that fails is noticed and left as it is, in whatever environment',
      'DL.ADS.2 DL.CD.7 OPS06-BP01 OPS06-BP04 REL08-BP05 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to an alarm',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'unknown',
      'deploy-all-at-once',
      'the deployments are defined elsewhere',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.deploy.blue-green hc.deploy.canary hc.full.progressive-delivery',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-from-registry',
      'images of a registry, built once',
      'DL.CD.2 hc.automate.deployments.artifact-flow',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, and each rollout is waited for',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'the pipeline does it all', 'DL.CD.4'],
    ['unknown', 'deploy-on-demand', 'whether anything here gets to production is set at the host', 'DL.CD.5'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['met', 'deploy-imperative-commands', 'containers are replaced', 'REL08-BP04 hc.automate.deployments.immutable'],
    [
      'met',
      'deploy-post-verification',
      'each rollout is waited for',
      'ops05-bp10.boundaries.post-checks hc.deploy.apps.health-gated',
    ],
    [
      'partly-met',
      'ci-trigger-on-change',
      'a push goes all the way; the tests run after the merge only',
      'ops05-bp10.official.end-to-end',
    ],
    [
      'met',
      'deploy-environment-declared',
      'each deployment names an environment, whatever it is called',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'partly-met',
      'supply-provenance',
      'environments record it, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-build-once', 'declared, built once', 'ops05-bp10.workflows.idempotency'],
    ['met', 'deploy-concurrency', 'a group for each service and environment', 'ops05-bp10.workflows.safe-rerun'],
  ],
})
