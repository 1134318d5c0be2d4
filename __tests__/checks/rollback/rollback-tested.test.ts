import check from '../../../checks/rollback/rollback-tested.js'
import { testCheck } from '../../helpers/check-tester.js'

/** A deployment of GitHub Actions that is taken back when it fails. */
const deploys = {
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v4
      - run: kubectl apply -f k8s/
      - if: failure()
        run: kubectl rollout undo deployment/shop
`,
}

const workflow = (on: string, job: string, run: string) => `on: ${on}
jobs:
  ${job}:
    runs-on: ubuntu-latest
    steps:
      - run: ${run}
`

const SCHEDULE = "{ schedule: [{ cron: '0 6 1 * *' }] }"

const gitlab = (more = '') => `stages: [test, deploy, undo]
deploy:
  stage: deploy
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
  script:
    - helm upgrade shop ./chart --namespace shop
undo:
  stage: undo
  when: on_failure
  script:
    - helm rollback shop
${more}`

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: { '.github/workflows/ci.yml': workflow('push', 'ci', 'npm test') } },
    {
      name: 'a deployment without a way back',
      files: {
        '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: kubectl apply -f k8s/
`,
      },
    },
  ],
  unknown: [
    { name: 'a rollback that only failures start', files: deploys, reason: 'elsewhere' },
    {
      name: 'Auto DevOps, which goes back by itself, in reviews too',
      files: { '.gitlab-ci.yml': 'include: [{ template: Auto-DevOps.gitlab-ci.yml }]\n' },
      reason: 'elsewhere',
    },
    { name: 'the same in GitLab', files: { '.gitlab-ci.yml': gitlab() }, reason: 'elsewhere' },
    {
      name: 'a rollback that people start',
      files: {
        ...deploys,
        '.github/workflows/rollback.yml': workflow('workflow_dispatch', 'back', 'helm rollback shop'),
      },
    },
    {
      name: 'a drill that people start',
      files: {
        ...deploys,
        '.github/workflows/drill.yml': workflow('workflow_dispatch', 'rollback-drill', './drill.sh'),
      },
    },
    {
      name: 'a record of drills',
      files: { ...deploys, 'docs/game-days/first.md': '# First' },
      reason: 'docs/game-days/first.md',
    },
    {
      name: 'a deployment of CircleCI that is taken back when it fails',
      files: {
        '.circleci/config.yml': `version: 2.1
jobs:
  deploy:
    docker: [{ image: cimg/base:2024.01 }]
    steps:
      - run: kubectl apply -f k8s/ --namespace production
      - run: { command: kubectl rollout undo deployment/shop, when: on_fail }
workflows:
  main:
    jobs:
      - deploy: { filters: { branches: { only: main } } }
`,
      },
    },
    {
      name: 'a rollback behind the deployment that a condition starts',
      files: {
        '.github/workflows/deploy.yml': `${deploys['.github/workflows/deploy.yml']}
  back:
    needs: deploy
    if: needs.deploy.result == 'failure'
    runs-on: ubuntu-latest
    steps:
      - run: helm rollback shop
`,
      },
    },
  ],
  passes: [
    {
      name: 'a scheduled drill',
      files: {
        ...deploys,
        '.github/workflows/drill.yml': workflow(SCHEDULE, 'rollback-drill', './drill.sh deploy-bad-version'),
      },
    },
    {
      name: 'a scheduled job that rolls back',
      files: { ...deploys, '.github/workflows/nightly.yml': workflow(SCHEDULE, 'upgrade', 'helm rollback shop 1') },
    },
    {
      name: 'a test that takes migrations back',
      files: {
        ...deploys,
        '.github/workflows/ci.yml': workflow('pull_request', 'migrations', 'alembic downgrade base'),
      },
    },
    {
      name: 'a test of GitLab that takes migrations back',
      files: {
        '.gitlab-ci.yml': gitlab(`migrations:
  stage: test
  script:
    - alembic upgrade head
    - alembic downgrade base
`),
      },
    },
  ],
  fails: [
    {
      name: 'a drill of something else on a schedule',
      files: {
        ...deploys,
        '.github/workflows/restore.yml': workflow(SCHEDULE, 'restore', 'restic restore latest --target x # ! never'),
      },
    },
    {
      name: 'faults that are injected on a schedule',
      files: {
        ...deploys,
        '.github/workflows/chaos.yml': workflow(SCHEDULE, 'chaos', 'chaos run experiment.json').replace(
          '  chaos:',
          '  chaos: # ! never',
        ),
      },
    },
  ],
})
