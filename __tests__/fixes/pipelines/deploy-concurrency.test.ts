import { testFixer } from '../../helpers/fix-tester.js'

const job = (name: string, lines: string): string =>
  `  ${name}:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n${lines}    steps:\n      - run: kubectl apply -f k8s/\n`
const lock = (group: string): string => `    concurrency:\n      group: ${group}\n      cancel-in-progress: false\n`
const flow = (on: string, jobs: string): string => `on: ${on}\npermissions: {}\njobs:\n${jobs}`

testFixer('deploy-concurrency', {
  refuses: [
    {
      name: 'a matrix',
      before: flow(
        '{push: {branches: [main]}}',
        job('ship', '    environment: production\n    strategy: {matrix: {a: [1, 2]}}\n'),
      ),
      reason: 'matrix',
    },
    {
      name: 'a workflow that others call',
      before: flow('{push: {branches: [main]}, workflow_call: {}}', job('ship', '    environment: production\n')),
      reason: 'other workflows call it',
    },
    {
      name: 'previews',
      before: flow('[push, pull_request]', job('ship', '    environment: production\n')),
      reason: 'under review',
    },
    { name: 'no environment', before: flow('{push: {branches: [main]}}', job('ship', '')), reason: 'no environment' },
    {
      name: 'a lock of the workflow that ends reviews too',
      before: flow('[push, pull_request]', job('ship', '    environment: production\n')).replace(
        'permissions: {}',
        'permissions: {}\nconcurrency:\n  group: ${{ github.ref }}\n  cancel-in-progress: true',
      ),
      reason: 'under review',
    },
  ],
  fixes: [
    {
      name: 'the only job of an environment',
      before: flow(
        '{push: {branches: [main]}}',
        job('ship', '    environment:\n      name: production\n      url: https://shop.example # it\n'),
      ),
      after: flow(
        '{push: {branches: [main]}}',
        job(
          'ship',
          '    environment:\n      name: production\n      url: https://shop.example # it\n    concurrency:\n      group: deploy-production\n      cancel-in-progress: false\n',
        ),
      ),
    },
    {
      name: 'two jobs of one environment get a lock each',
      before: flow(
        '{push: {branches: [main]}}',
        job('a', '    environment: production\n') + job('b', '    environment: production\n'),
      ),
      after: flow(
        '{push: {branches: [main]}}',
        job(
          'a',
          '    environment: production\n    concurrency:\n      group: deploy-production-a\n      cancel-in-progress: false\n',
        ) +
          job(
            'b',
            '    environment: production\n    concurrency:\n      group: deploy-production-b\n      cancel-in-progress: false\n',
          ),
      ),
    },
    {
      name: 'jobs that are called as their environment',
      before: flow(
        '{push: {branches: [main]}}',
        job('production', '    environment: production\n') +
          job('deploy-api_production', '    environment: production\n'),
      ),
      after: flow(
        '{push: {branches: [main]}}',
        job('production', `    environment: production\n${lock('deploy-production')}`) +
          job('deploy-api_production', `    environment: production\n${lock('deploy-production-api')}`),
      ),
    },
    {
      name: 'a job whose lock another one has already',
      before: flow(
        '{push: {branches: [main]}}',
        job('production', '    environment: production\n') +
          job('b', `    environment: production\n${lock('Deploy-Production')}`),
      ),
      after: flow(
        '{push: {branches: [main]}}',
        job('production', `    environment: production\n${lock('deploy-production-production')}`) +
          job('b', `    environment: production\n${lock('Deploy-Production')}`),
      ),
    },
    {
      name: 'an environment that is chosen',
      before: flow(
        '{workflow_dispatch: {inputs: {env: {type: environment}}}}',
        job('ship', '    environment: ${{inputs.env}}\n'),
      ),
      after: flow(
        '{workflow_dispatch: {inputs: {env: {type: environment}}}}',
        job(
          'ship',
          '    environment: ${{inputs.env}}\n    concurrency:\n      group: deploy-${{ inputs.env }}\n      cancel-in-progress: false\n',
        ),
      ),
    },
    {
      name: 'a deployment that is cut off',
      before: flow(
        '{push: {branches: [main]}}',
        job(
          'ship',
          '    environment: production\n    concurrency:\n      group: production\n      cancel-in-progress: true # newest only\n',
        ),
      ),
      after: flow(
        '{push: {branches: [main]}}',
        job(
          'ship',
          '    environment: production\n    concurrency:\n      group: production\n      cancel-in-progress: false # newest only\n',
        ),
      ),
    },
  ],
})
