import { IMAGE, SHOP } from './shop.js'
import { repository } from './support.js'

const JOB = `
variable "image" { type = string }

job "shop" {
  datacenters = ["fra1"]

  group "web" {
    count = 6

    update {
      max_parallel      = 2
      canary            = 1
      auto_promote      = true
      auto_revert       = true
      health_check      = "checks"
      min_healthy_time  = "30s"
      healthy_deadline  = "5m"
      progress_deadline = "10m"
    }

    network {
      port "http" { to = 8080 }
    }

    service {
      name = "shop"
      port = "http"
      check {
        type     = "http"
        path     = "/health"
        interval = "10s"
        timeout  = "2s"
      }
    }

    task "server" {
      driver = "docker"
      config {
        image = var.image
        ports = ["http"]
      }
    }
  }
}
`

const deploy = (environment: string): string => `
  deploy-${environment}:
    docker: [{ image: 'hashicorp/nomad:1.9.3' }]
    environment: { NOMAD_ADDR: 'https://nomad.${environment}.shop.example' }
    steps:
      - checkout
      - run: nomad job run -var image=registry.shop.example/shop:\${CIRCLE_SHA1} jobs/shop.nomad.hcl
      - run: curl --fail --retry 5 https://${environment}.shop.example/health`

repository('a Nomad job with a canary that CircleCI brings through staging', {
  files: {
    ...SHOP,
    ...IMAGE,
    'jobs/shop.nomad.hcl': JOB,
    '.circleci/config.yml': `
version: 2.1
jobs:
  test:
    docker: [{ image: 'cimg/node:24.11.0' }]
    steps: [checkout, { run: npm ci }, { run: npm test }]
  build:
    docker: [{ image: 'cimg/base:2025.10' }]
    steps:
      - checkout
      - setup_remote_docker
      - run: docker build -t registry.shop.example/shop:\${CIRCLE_SHA1} .
      - run: docker push registry.shop.example/shop:\${CIRCLE_SHA1}
${deploy('staging')}
${deploy('production')}
workflows:
  deliver:
    jobs:
      - test
      - build: { requires: [test], filters: { branches: { only: main } } }
      - deploy-staging: { requires: [build], serial-group: shop/staging, filters: { branches: { only: main } } }
      - hold: { type: approval, requires: [deploy-staging], filters: { branches: { only: main } } }
      - deploy-production: { requires: [hold], serial-group: shop/production, filters: { branches: { only: main } } }
`,
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'test: test',
      'build: build publish',
      'deploy-staging: deploy verify > staging',
      'hold: approve',
      'deploy-production: deploy verify > production',
    ],
    flows: [
      'test order build',
      'build order deploy-staging [registry.shop.example/shop]',
      'deploy-staging order hold',
      'hold order deploy-production',
      'build artifact deploy-production [registry.shop.example/shop]',
    ],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'staging runs the same image first, and is asked for its health',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-nomad-auto-revert',
      'a deployment that does not become healthy is reverted',
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
      'deploy-all-at-once',
      'a canary first, then two at a time',
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
    [
      'met',
      'deploy-build-once',
      'one image for both environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'people approve and do nothing else', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'CircleCI runs the workflow of an earlier commit again', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    ['not-applicable', 'deploy-manual-gate', 'a person approves production', 'DL.CD.7'],
    [
      'met',
      'deploy-imperative-commands',
      'containers are replaced; whether their tags may move is a setting of the registry',
      'REL08-BP04',
    ],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for its health',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    ['met', 'deploy-manual-gate', 'a job holds production until a person approves', 'ops05-bp10.boundaries.approvals'],
    [
      'partly-met',
      'supply-provenance',
      'the tag is the commit, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'a serial group for each environment', 'ops05-bp10.workflows.safe-rerun'],
    [
      'met',
      'deploy-imperative-commands',
      'the job is declared, nothing is changed in place',
      'hc.automate.deployments.immutable',
    ],
  ],
})
