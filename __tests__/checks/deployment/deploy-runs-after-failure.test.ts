import check from '../../../checks/deployment/deploy-runs-after-failure.js'
import { testCheck } from '../../helpers/check-tester.js'

const test = '  test: { runs-on: ubuntu-24.04, steps: [{ run: npm test }] }'
const deploy = '{ run: helm upgrade --install api ./chart }'

/** A workflow that tests and deploys; `condition` is the line of the deploying job, `jobs` stand before it. */
const workflow = (condition: string, { jobs = [test], needs = 'test', step = deploy, mark = '' } = {}) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    ...jobs,
    `  deploy:`,
    '    runs-on: ubuntu-24.04',
    `    needs: [${needs}]`,
    ...(condition === '' ? [] : [`    if: ${condition}${mark}`]),
    `    steps: [${step}]`,
  ].join('\n'),
})
const build = '  build: { runs-on: ubuntu-24.04, needs: test, steps: [{ run: npm run build }] }'
const mark = ' # ! job'

const after = (condition: string, upstream = 'on: push\nname: CI\njobs:\n' + test) => ({
  '.github/workflows/ci.yml': upstream,
  '.github/workflows/deploy.yml': [
    'on:',
    `  workflow_run: { workflows: [CI], types: [completed] }${condition === '' ? ' # ! workflow' : ''}`,
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    ...(condition === '' ? [] : [`    if: ${condition}`]),
    `    steps: [${deploy}]`,
  ]
    .join('\n')
    // The trigger's place is its key.
    .replace(/ {2}workflow_run: \{(.*)\} # ! workflow/, '  workflow_run: # ! workflow\n    {$1}'),
})
const steps = (...lines: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})

testCheck(check, {
  implied: [
    {
      name: 'post_build of CodeBuild, which another check judges',
      files: {
        'buildspec.yml':
          'version: 0.2\nphases:\n  build: { commands: [npm exec jest] }\n  post_build: { commands: [kubectl apply -f k8s/] }\n',
      },
    },
  ],
  passes: [
    { name: 'no condition', files: workflow('') },
    { name: 'a condition about the branch', files: workflow("github.ref == 'refs/heads/main'") },
    { name: 'the result is asked for', files: workflow("always() && needs.test.result == 'success'") },
    { name: 'no failure, skipped ones allowed', files: workflow('${{ !failure() && !cancelled() }}') },
    { name: 'not after a failure', files: workflow("${{ !cancelled() && needs.test.result != 'failure' }}") },
    {
      name: 'success or skipped',
      files: workflow("always() && (needs.test.result == 'success' || needs.test.result == 'skipped')"),
    },
    { name: 'none of the needed jobs failed', files: workflow("always() && !contains(needs.*.result, 'failure')") },
    {
      name: 'the results as one text',
      files: workflow("always() && !contains(join(needs.*.result, ','), 'failure')"),
    },
    {
      name: 'the result of a job in between, which is skipped',
      files: workflow("always() && needs.build.result == 'success'", { jobs: [test, build], needs: 'build' }),
    },
    { name: 'the workflow before succeeded', files: after("github.event.workflow_run.conclusion == 'success'") },
    {
      name: 'the workflow before succeeded, or somebody started it',
      files: after("github.event_name == 'workflow_dispatch' || github.event.workflow_run.conclusion == 'success'"),
    },
    {
      name: 'a step after tests',
      files: steps('- run: npm test', `- ${deploy}`, '- { if: always(), run: ./report.sh }'),
    },
    {
      name: 'a job that only tells about the result',
      files: {
        '.github/workflows/deploy.yml': [
          workflow('')['.github/workflows/deploy.yml'],
          '  tell: { runs-on: ubuntu-24.04, needs: deploy, if: always(), steps: [{ uses: slackapi/slack-github-action@v2 }] }',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    {
      name: 'an output of a job in between, which may fail after writing it',
      files: workflow("always() && needs.build.outputs.image != ''", { jobs: [test, build], needs: 'build' }),
    },
    { name: 'an output of the failed job', files: workflow("always() && needs.test.outputs.ok == 'true'") },
    { name: 'a way around the tests', files: workflow("always() && (inputs.force || needs.test.result == 'success')") },
    { name: 'something that reads all results', files: workflow("always() && fromJSON(toJSON(needs)).test == 'x'") },
    {
      name: 'what runs before cannot be looked into',
      files: workflow('always()', { jobs: ['  test: { runs-on: ubuntu-24.04, steps: [{ uses: acme/check@v1 }] }'] }),
      reason: 'after a failure of "test" cannot be told',
    },
    {
      name: 'a script looks at the conclusion',
      files: {
        ...after("github.ref == 'refs/heads/main'"),
        '.github/workflows/deploy.yml': [
          'on: { workflow_run: { workflows: [CI], types: [completed] } }',
          'jobs:',
          '  deploy:',
          '    runs-on: ubuntu-24.04',
          `    steps: [{ run: 'test "$CONCLUSION" = success', env: { CONCLUSION: "\${{ github.event.workflow_run.conclusion }}" } }, { run: ./conclusion.sh }, ${deploy}]`,
        ].join('\n'),
      },
    },
    {
      name: 'called jobs, of which nobody says whether they see what failed before',
      files: {
        '.github/workflows/main.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          test,
          '  deploy: { needs: test, if: always(), uses: ./.github/workflows/deploy.yml }',
        ].join('\n'),
        '.github/workflows/deploy.yml': [
          'on: workflow_call',
          'jobs:',
          `  helm: { runs-on: ubuntu-24.04, steps: [${deploy}] }`,
        ].join('\n'),
      },
    },
    {
      name: 'a step that only its environment calls a deployment, and that may sum up',
      files: {
        '.github/workflows/deploy.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          test,
          '  deploy: { runs-on: ubuntu-24.04, needs: test, if: always(), environment: production, steps: [{ uses: acme/report@v1 }] }',
        ].join('\n'),
      },
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'nothing runs before', files: steps(`- ${deploy}`) },
    {
      name: 'only a notice runs before',
      files: workflow('always()', {
        jobs: ['  test: { runs-on: ubuntu-24.04, steps: [{ uses: slackapi/slack-github-action@v2 }] }'],
      }),
    },
    {
      name: 'what runs before may fail',
      files: workflow('always()', {
        jobs: ['  test: { runs-on: ubuntu-24.04, continue-on-error: true, steps: [{ run: npm test }] }'],
      }),
    },
    {
      name: 'the workflow before only labels',
      files: after(
        "github.ref == 'refs/heads/main'",
        'on: push\nname: CI\njobs:\n  label: { runs-on: ubuntu-24.04, steps: [{ uses: actions/labeler@v6 }] }',
      ),
    },
  ],
  fails: [
    { name: 'always', files: workflow('always()', { mark }) },
    { name: 'always on one branch', files: workflow("always() && github.ref == 'refs/heads/main'", { mark }) },
    {
      name: 'a condition of several lines, told in one',
      files: workflow("|\n      always() &&\n      github.ref == 'refs/heads/main'"),
      expect: ['.github/workflows/deploy.yml:8 job'],
      reason: "failed: always() && github.ref == 'refs/heads/main'.",
    },
    { name: 'unless cancelled', files: workflow('${{ !cancelled() }}', { mark }) },
    { name: 'after a success or a failure', files: workflow('success() || failure()', { mark }) },
    {
      name: 'an output of another job than the one that failed',
      files: workflow("always() && needs.build.outputs.image != ''", {
        jobs: [test, '  build: { runs-on: ubuntu-24.04, steps: [{ run: npm run build }] }'],
        needs: 'test, build',
        mark,
      }),
    },
    {
      name: 'it asks for another job only',
      files: workflow("always() && needs.build.result == 'success'", {
        jobs: [test, '  build: { runs-on: ubuntu-24.04, steps: [{ run: npm run build }] }'],
        needs: 'test, build',
        mark,
      }),
    },
    {
      name: 'a job in between runs always',
      files: workflow("always() && needs.build.result == 'success'", {
        jobs: [test, '  build: { runs-on: ubuntu-24.04, needs: test, if: always(), steps: [{ run: npm run build }] }'],
        needs: 'build',
        mark,
      }),
    },
    {
      name: 'a publishing job',
      files: workflow('always()', { step: '{ run: npm publish }', mark }),
    },
    {
      name: 'a step after tests',
      files: steps('- run: npm test', '- run: helm upgrade --install api ./chart', '  if: always() # ! step'),
    },
    { name: 'a workflow after another', files: after('') },
  ],
})
