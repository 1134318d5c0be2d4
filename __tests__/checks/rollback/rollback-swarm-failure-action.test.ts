import check from '../../../checks/rollback/rollback-swarm-failure-action.js'
import { testCheck } from '../../helpers/check-tester.js'

const service = (...lines: string[]) => ({
  'docker-compose.yml': [
    'services:',
    '  api:',
    '    image: acme/api:1.8.3',
    ...lines.map((line) => `    ${line}`),
  ].join('\n'),
})
const DEPLOYED = {
  '.github/workflows/deploy.yml':
    'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker stack deploy -c docker-compose.yml shop\n',
}

testCheck(check, {
  notApplicable: [
    { name: 'no Compose', files: { 'README.md': '# shop' } },
    { name: 'Compose without a swarm', files: service('deploy: { replicas: 3 }') },
    { name: 'a job', files: { ...service('deploy: { mode: replicated-job }'), ...DEPLOYED } },
    {
      name: 'an example',
      files: { 'examples/docker-compose.yml': service('deploy: { update_config: {} }')['docker-compose.yml'] },
    },
  ],
  passes: [
    { name: 'rollback', files: service('deploy: { update_config: { failure_action: rollback, monitor: 30s } }') },
  ],
  fails: [
    { name: 'an update without it', files: service('deploy:', '  update_config: { parallelism: 1 } # ! none') },
    { name: 'a pause', files: service('deploy:', '  update_config:', '    failure_action: pause # ! other') },
    {
      name: 'a stack that a pipeline deploys',
      files: { ...service('deploy: { replicas: 3 }'), ...DEPLOYED },
      expect: ['docker-compose.yml:2 none'],
    },
  ],
})
