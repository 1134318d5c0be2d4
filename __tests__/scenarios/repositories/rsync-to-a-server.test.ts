import { SHOP } from './shop.js'
import { repository } from './support.js'

repository('a server that files are copied to', {
  files: {
    ...SHOP,
    '.github/workflows/deploy.yml': `
name: deploy
on:
  push: { branches: [main] }
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - run: npm test
      - run: rsync -az --delete ./ shop@www.shop.example:/srv/shop
      - run: ssh shop@www.shop.example 'cd /srv/shop && npm ci --omit=dev && pm2 restart shop'
`,
  },
  graph: {
    environments: ['production production'],
    stages: ['deploy: test deploy > production'],
    flows: [],
  },
  judgements: [
    [
      'not-met',
      'deploy-preprod-stage',
      'there is no other place than production',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'not-met',
      'rollback-path-defined',
      'the files of the version before are gone',
      'DL.ADS.2 DL.CD.7 OPS06-BP01 OPS06-BP04 REL08-BP05 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to a signal',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'one server, of which no part can go first',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.deploy.blue-green hc.deploy.canary hc.full.progressive-delivery',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'not-met',
      'deploy-from-registry',
      'the workspace is copied, no registry holds what runs',
      'DL.CD.2 hc.automate.deployments.artifact-flow',
    ],
    [
      'partly-met',
      'deploy-post-verification',
      'the tests run first, nothing looks at the server afterwards',
      'DL.CD.3',
    ],
    [
      'not-met',
      'deploy-post-verification',
      'tests only after the merge, and no look at the server',
      'ops05-bp10.official.end-to-end',
    ],
    ['met', 'deploy-needs-tests', 'the tests of the same job run first', 'ops05-bp10.boundaries.pre-checks'],
    ['partly-met', 'deploy-imperative-commands', 'a pipeline does it, by installing on the server', 'DL.CD.4'],
    ['not-met', 'deploy-on-demand', 'only the newest commit can be deployed, and the service restarts', 'DL.CD.5'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'not-met',
      'deploy-imperative-commands',
      'the server is changed in place',
      'REL08-BP04 hc.automate.deployments.immutable ops05-bp10.workflows.idempotency',
    ],
    [
      'not-met',
      'deploy-post-verification',
      'nothing looks at the server afterwards',
      'ops05-bp10.boundaries.post-checks hc.deploy.apps.health-gated',
    ],
    [
      'met',
      'deploy-environment-declared',
      'an environment records who deployed what',
      'ops05-bp10.boundaries.approvals ops05-bp10.workflows.audit-trail',
    ],
    ['not-met', 'deploy-concurrency', 'two runs may copy at the same time', 'ops05-bp10.workflows.safe-rerun'],
  ],
})
