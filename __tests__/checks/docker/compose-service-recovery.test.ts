import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/docker/compose-service-recovery.js'

const compose = (lines: readonly string[], path = 'compose.prod.yaml', mark = '') => ({
  [path]: ['services:', `  api:${mark}`, ...lines.map((line) => `    ${line}`), ''].join('\n'),
})
/** Beside a service that is made to last. */
const lasting = (lines: readonly string[], path = 'compose.prod.yaml', mark = '') => ({
  [path]: `${compose(lines, path, mark)[path] ?? ''}  other:\n    image: acme/other:1\n    restart: always\n`,
})
const OFFICIAL = ['image: redis:7', 'ports: ["6379:6379"]']
const BUILT = ['build: .', 'ports: ["80:80"]']
const RESTART = 'restart: unless-stopped'
const HEALTH = 'healthcheck: { test: [CMD, curl, -f, "http://localhost/healthz"] }'
const NEITHER = ' # ! neither'
const dockerfile = (...lines: string[]) => ({ Dockerfile: ['FROM node:22 AS run', ...lines, ''].join('\n') })
const github = (command: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: [self-hosted]\n    environment: production\n    steps:\n      - run: ${command}\n`,
})
const gitlab = (command: string) => ({
  '.gitlab-ci.yml': `deploy:\n  environment: production\n  script:\n    - ${command}\n`,
})
const azure = (command: string) => ({
  'azure-pipelines.yml': `trigger: [main]\njobs:\n  - deployment: app\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: ${command}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no Compose', files: { 'README.md': '# shop' } },
    { name: 'a file for developers', files: compose(OFFICIAL, 'docker-compose.yml') },
    {
      name: 'a file that is run for tests in a pipeline',
      files: { ...compose(OFFICIAL, 'docker-compose.yml'), ...github('docker compose up -d') },
    },
    {
      name: 'a server whose files are its own',
      files: {
        ...compose(OFFICIAL, 'docker-compose.yml'),
        ...github('ssh app@shop.example.com "cd /srv/shop && docker compose up -d"'),
      },
    },
    { name: 'a file for tests', files: compose(OFFICIAL, 'docker-compose.test.yml') },
    { name: 'a file for production in examples', files: compose(OFFICIAL, 'examples/compose.prod.yaml') },
    { name: 'a tool that is started by hand', files: compose([...OFFICIAL, 'profiles: [tools]']) },
    { name: 'a service that must not come back', files: compose([...OFFICIAL, 'restart: "no"']) },
    { name: 'a service that must not come back, as YAML reads it', files: compose([...OFFICIAL, 'restart: no']) },
    { name: 'a job of a swarm', files: compose([...OFFICIAL, 'deploy: { mode: replicated-job }']) },
  ],
  unknown: [
    { name: 'a file of which only the name says that it lasts', files: compose(OFFICIAL), reason: 'only its name' },
    {
      name: 'an image that may have a check',
      files: compose(['image: acme/api:1', 'ports: ["80:80"]', RESTART]),
      reason: 'may have a health check',
    },
    {
      name: 'a base image that may have one',
      files: { ...compose([...BUILT, RESTART]), Dockerfile: 'FROM acme/node:22\n' },
      reason: 'may have a health check',
    },
    {
      name: 'a policy that is filled in later',
      files: compose([...OFFICIAL, 'restart: ${RESTART_POLICY}']),
      reason: 'set elsewhere',
    },
    {
      name: 'a service that extends another',
      files: compose(['extends: { file: base.yaml, service: api }']),
      reason: 'set elsewhere',
    },
  ],
  passes: [
    { name: 'both', files: compose([...OFFICIAL, RESTART, HEALTH]) },
    { name: 'always', files: compose([...OFFICIAL, 'restart: always', HEALTH]) },
    { name: 'a limited number of times', files: compose([...OFFICIAL, 'restart: on-failure:5', HEALTH]) },
    {
      name: 'the policy of a deployment',
      files: compose([...OFFICIAL, 'deploy: { restart_policy: { condition: on-failure } }', HEALTH]),
    },
    {
      name: 'a check in the image',
      files: { ...compose([...BUILT, RESTART]), ...dockerfile('HEALTHCHECK CMD curl -f http://localhost') },
    },
    {
      name: 'a check in the stage that is built',
      files: {
        ...compose(['build: { context: app, dockerfile: prod.Dockerfile, target: run }', 'ports: ["80:80"]', RESTART]),
        'app/prod.Dockerfile':
          'FROM node:22 AS run\nHEALTHCHECK CMD curl -f http://localhost\nFROM run AS debug\nHEALTHCHECK NONE\n',
      },
    },
    { name: 'a worker that nothing asks', files: compose(['image: redis:7', RESTART]) },
    {
      name: 'what the base file says',
      files: { ...compose([RESTART]), 'docker-compose.yml': compose([...OFFICIAL, HEALTH])['compose.prod.yaml'] ?? '' },
    },
    {
      name: 'a stack of a swarm, which restarts by itself',
      files: {
        ...compose([...OFFICIAL, HEALTH], 'stack.yml'),
        ...compose([...OFFICIAL, HEALTH], 'docker-compose.yml'),
        ...github('docker stack deploy -c docker-compose.yml shop'),
      },
    },
    {
      name: 'a migration that another service waits for',
      files: {
        'compose.prod.yaml': [
          'services:',
          '  migrate:',
          '    image: acme/api:1',
          '  api:',
          '    image: acme/api:1',
          '    restart: always',
          '    depends_on: { migrate: { condition: service_completed_successfully } }',
          '',
        ].join('\n'),
      },
    },
  ],
  fails: [
    { name: 'neither', files: lasting(OFFICIAL, 'compose.prod.yaml', NEITHER) },
    { name: 'in a folder for production', files: lasting(OFFICIAL, 'production/docker-compose.yml', NEITHER) },
    { name: 'in a folder for deployments', files: lasting(OFFICIAL, 'deploy/docker-compose.yml', NEITHER) },
    { name: 'no check', files: lasting([...OFFICIAL, RESTART], 'compose.prod.yaml', ' # ! health') },
    {
      name: 'a check that is switched off',
      files: lasting([...OFFICIAL, RESTART, 'healthcheck: { disable: true }'], 'compose.prod.yaml', ' # ! health'),
    },
    {
      name: 'an image without a check',
      files: { ...lasting([...BUILT, RESTART], 'compose.prod.yaml', ' # ! health'), ...dockerfile('CMD node .') },
    },
    { name: 'no restart', files: lasting([...OFFICIAL, HEALTH], 'compose.prod.yaml', ' # ! restart') },
    {
      name: 'a worker without a restart',
      files: lasting(['image: acme/worker:1'], 'compose.prod.yaml', ' # ! restart'),
    },
    {
      name: 'a database that another service waits for',
      files: {
        'compose.prod.yaml': [
          'services:',
          '  db: # ! health',
          '    image: postgres:17',
          '    restart: always',
          '  api:',
          '    image: acme/api:1',
          '    restart: always',
          '    depends_on: [db]',
          '',
        ].join('\n'),
      },
    },
    {
      name: 'GitHub Actions: a server that pulls this repository',
      files: {
        ...compose(OFFICIAL, 'docker-compose.yml', NEITHER),
        ...github('ssh app@shop.example.com "cd /srv/shop && git pull && docker compose up -d"'),
      },
    },
    {
      name: 'GitLab: a file by its name',
      files: {
        ...compose(OFFICIAL, 'ops/server.yml'),
        ...compose(OFFICIAL, 'ops/docker-compose.server.yml', NEITHER),
        ...gitlab('ssh app@shop.example.com "docker-compose -f /srv/docker-compose.server.yml up -d"'),
      },
    },
    {
      name: 'Azure Pipelines: a file by its name',
      files: {
        ...compose(OFFICIAL, 'docker-compose.yml', NEITHER),
        ...azure('ssh app@shop.example.com "docker compose -f docker-compose.yml up -d"'),
      },
    },
    {
      name: 'a stack without a check',
      files: {
        ...compose(OFFICIAL, 'docker-compose.yml', ' # ! health'),
        ...github('docker stack deploy -c docker-compose.yml shop'),
      },
    },
    {
      name: 'several of one file are one finding',
      files: {
        'compose.prod.yaml':
          'services:\n  api: # ! restart\n    image: acme/api:1\n  web:\n    image: acme/web:1\n  other:\n    image: acme/other:1\n    restart: always\n',
      },
    },
  ],
})
