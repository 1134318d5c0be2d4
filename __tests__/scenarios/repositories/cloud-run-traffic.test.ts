import { IMAGE, SHOP } from './shop.js'
import { repository } from './support.js'

const IMAGE_NAME = 'europe-west3-docker.pkg.dev/acme-shop/shop/shop:$CI_COMMIT_SHA'

const ONLY_MAIN = 'rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]'

const PIPELINE = `
stages: [test, build, staging, production, back]
default: { timeout: 30 minutes }
test:
  stage: test
  image: node:24.11.1-slim
  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]
  script: [npm ci, npm test]
build:
  stage: build
  image: docker:27.3.1
  services: ['docker:27.3.1-dind']
  ${ONLY_MAIN}
  script:
    - docker build -t ${IMAGE_NAME} .
    - docker push ${IMAGE_NAME}
staging:
  stage: staging
  image: google/cloud-sdk:548.0.0-slim
  environment: { name: staging, url: 'https://staging.shop.example' }
  resource_group: staging
  ${ONLY_MAIN}
  script:
    - gcloud run deploy shop-staging --region europe-west3 --image ${IMAGE_NAME}
    - curl --fail --retry 5 https://staging.shop.example/health
production:
  stage: production
  image: google/cloud-sdk:548.0.0-slim
  environment: { name: production, url: 'https://www.shop.example' }
  resource_group: production
  ${ONLY_MAIN}
  script:
    - gcloud run deploy shop --region europe-west3 --image ${IMAGE_NAME} --no-traffic --tag next
    - curl --fail --retry 5 https://next---shop-4f2a9c1.a.run.app/health
    - gcloud run services update-traffic shop --region europe-west3 --to-tags next=10
    - ./scripts/errors-of-the-last-ten-minutes.sh
    - gcloud run services update-traffic shop --region europe-west3 --to-latest
    - curl --fail --retry 5 https://www.shop.example/health
back:
  stage: back
  image: google/cloud-sdk:548.0.0-slim
  resource_group: production
  needs: [production]
  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: on_failure }]
  script: [./scripts/back.sh]
`

/** Gives all traffic to the last revision but one. */
const BACK = `#!/usr/bin/env bash
set -euo pipefail
before=$(gcloud run revisions list --service shop --region europe-west3 --sort-by ~metadata.creationTimestamp --limit 2 --format 'value(metadata.name)' | tail -1)
gcloud run services update-traffic shop --region europe-west3 --to-revisions "$before=100"
`

/** Asks Cloud Monitoring how many answers were errors, and fails if it was more than one in a hundred. */
const ERRORS = `#!/usr/bin/env bash
set -euo pipefail
sleep 600
share=$(curl --fail --silent --header "Authorization: Bearer $(gcloud auth print-access-token)" \\
  'https://monitoring.googleapis.com/v1/projects/acme-shop/location/global/prometheus/api/v1/query?query=shop:errors:share' |
  jq --exit-status --raw-output '.data.result[0].value[1]')
awk -v share="$share" 'BEGIN { exit share > 0.01 }'
`

repository('a Cloud Run service that gets its traffic in two steps', {
  files: {
    ...SHOP,
    ...IMAGE,
    '.gitlab-ci.yml': PIPELINE,
    'scripts/back.sh': BACK,
    'scripts/errors-of-the-last-ten-minutes.sh': ERRORS,
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'test: test',
      'build: build publish',
      'staging: deploy verify > staging',
      'production: deploy verify > production',
      'back: roll-back',
    ],
    flows: [
      'test order build',
      'build order staging [europe-west3-docker.pkg.dev/acme-shop/shop/shop]',
      'staging order production',
      'production failure back',
      'build artifact production [europe-west3-docker.pkg.dev/acme-shop/shop/shop]',
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
      'rollback-gcp-traffic',
      'a failure gives all traffic back to the revision before, which kept nine tenths of it',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback',
    ],
    ['met', 'rollback-path-defined', 'and nobody has to ask for it', 'hc.deploy.apps.auto-revert'],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to an alarm',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'met',
      'deploy-all-at-once',
      'no traffic, then a tenth, then all',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.canary hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'a canary is used; the strategies are alternatives',
      'hc.deploy.rolling hc.deploy.blue-green',
    ],
    ['met', 'deploy-feature-flags', 'a tenth of the users meet the new version first', 'DL.ADS.4'],
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
    ['met', 'deploy-automated', 'nothing is left to people', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'GitLab deploys an earlier version again', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'unknown',
      'deploy-manual-gate',
      'approvals of a protected environment are set in GitLab, where no file shows them',
      'DL.CD.7',
    ],
    [
      'met',
      'deploy-imperative-commands',
      'revisions never change; whether their tags may move is a setting of the registry',
      'REL08-BP04',
    ],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for its health, production before it gets any traffic',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    [
      'met',
      'deploy-environment-declared',
      'both jobs deploy to environments, where approvals are set',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'partly-met',
      'supply-provenance',
      'environments record what was deployed, and nothing signed says how it was built',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'a resource group for each environment', 'ops05-bp10.workflows.safe-rerun'],
    ['met', 'deploy-imperative-commands', 'revisions are replaced', 'hc.automate.deployments.immutable'],
  ],
})
