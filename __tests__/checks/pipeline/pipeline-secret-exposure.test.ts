import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-secret-exposure.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (...lines: string[]) => ({ '.github/workflows/ci.yml': ['on: push', ...lines].join('\n') })
const steps = (...lines: string[]) =>
  workflow('jobs:', '  a:', '    runs-on: x', '    steps:', ...lines.map((line) => `      ${line}`))
const script = (...lines: string[]) =>
  steps('- run: |', ...lines.map((line) => `    ${line}`), '  env: { TOKEN: "${{ secrets.TOKEN }}", PLAIN: text }')
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': ['a:', '  script:', ...lines.map((line) => `    - ${line}`)].join('\n'),
})
const jenkins = (line: string) => ({
  Jenkinsfile: [
    'pipeline {',
    '  agent any',
    "  stages { stage('Build') { steps {",
    "    withCredentials([string(credentialsId: 'x', variable: 'PASS')]) {",
    line,
    '    }',
    '  } } }',
    '}',
  ].join('\n'),
})
const call = (uses: string, mark = '') => workflow('jobs:', '  a:', `    uses: ${uses}${mark}`, '    secrets: inherit')
const SHA = 'a03048d87541d1d9fcf2ecf528a4a65ba9bd7838'
const own = {
  repository: known({
    fullName: 'acme/shop',
    defaultBranch: 'main',
    visibility: 'private' as const,
    archived: false,
    mirror: false,
    fork: false,
  }),
}

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline' },
    { name: 'no secret', files: steps('- run: echo "$HOME"', '- run: printenv') },
    {
      name: 'what is no secret',
      files: {
        Jenkinsfile: jenkins('      sh "docker push ${PASS}.acme.io/shop"').Jenkinsfile.replace("'x'", "'account-id'"),
      },
    },
    { name: 'a trace that is asked for', files: gitlab('test -z "$TRACE" || set -x; deploy $DEPLOY_TOKEN') },
    { name: 'the job’s own token', files: steps('- run: echo "${{ secrets.GITHUB_TOKEN }}" | wc -c') },
    { name: 'a variable of GitLab that is called otherwise', files: gitlab('echo "$CI_COMMIT_SHA $SECRET_NAME"') },
    { name: 'a variable that the script sets', files: gitlab('TOKEN=$(uuidgen); echo "$TOKEN"') },
    { name: 'a password for a login', files: gitlab('echo "$PASSWORD" | docker login -u ci --password-stdin') },
    {
      name: 'a whole workspace without hidden files',
      files: steps('- uses: actions/checkout@v4', '- uses: actions/upload-artifact@v4', '  with: { path: . }'),
    },
    {
      name: 'a checkout that leaves no credentials',
      files: steps(
        '- uses: actions/checkout@v4',
        '  with: { persist-credentials: false }',
        '- uses: actions/upload-artifact@v4',
        '  with: { path: ., include-hidden-files: true }',
      ),
    },
    {
      name: 'a checkout that keeps them elsewhere',
      files: steps(
        '- uses: actions/checkout@v6',
        '- uses: actions/upload-artifact@v4',
        '  with: { path: ., include-hidden-files: true }',
      ),
    },
  ],
  passes: [
    {
      name: 'the place of a file of Jenkins',
      files: {
        Jenkinsfile: jenkins('      sh "gpg --batch --import ${PASS}"').Jenkinsfile.replace('string(', 'file('),
      },
    },
    { name: 'the shell of Jenkins reads it', files: jenkins("      sh 'curl -u ci:$PASS https://acme.io'") },
    { name: 'a step that needs it', files: script('./deploy.sh') },
    { name: 'a file', files: script('echo "$TOKEN" > ~/.token', 'echo "token=$TOKEN" >> $GITHUB_OUTPUT') },
    { name: 'a value', files: script('HEADER=$(echo "$TOKEN" | base64)', 'curl -H "$HEADER" https://acme.io') },
    { name: 'decoded into a file', files: script('echo "$TOKEN" | base64 -d > key.json', 'echo $TOKEN | base64 > x') },
    { name: 'whether it is set, and how long it is', files: script('echo "${TOKEN:+set} ${#TOKEN}"') },
    { name: 'a name', files: script('echo "check \\$TOKEN"', "echo 'set $TOKEN'") },
    { name: 'a mask', files: script('echo "::add-mask::$TOKEN"') },
    { name: 'other variables', files: script('set -x', 'echo "$PLAIN"', 'set +x', 'curl -H "$TOKEN" https://acme.io') },
    { name: 'a build secret', files: script('docker build --secret id=token,env=TOKEN --build-arg VERSION=1 .') },
    {
      name: 'build arguments that are no secrets',
      files: script('docker build --build-arg VERSION=${{ secrets.VERSION }} --build-arg VITE_API_KEY=$TOKEN .'),
    },
    {
      name: 'one job with a secret for the whole file',
      files: workflow(
        'env: { TOKEN: "${{ secrets.TOKEN }}" }',
        'jobs: { a: { runs-on: x, steps: [{ run: make, env: { A: "${{ secrets.A }}" } }] } }',
      ),
    },
  ],
  fails: [
    { name: 'all of them', files: steps('- run: make', '  env:', '    ALL: ${{ toJSON(secrets) }} # ! all') },
    {
      name: 'all of them, for a job',
      files: workflow(
        'jobs:',
        '  a:',
        '    runs-on: x',
        '    env:',
        '      ALL: ${{ toJSON(secrets) }} # ! all',
        '    steps: [{ run: make }]',
      ),
    },
    { name: 'all of them, in a script', files: steps("- run: echo '${{ toJSON(secrets) }}' > s.json # ! all") },
    {
      name: 'all of them, for another’s workflow',
      files: call('other/ci/.github/workflows/x.yml@v1', ' # ! inherited'),
      hosting: own,
    },
    {
      name: 'all of them, for one’s own workflow',
      files: {
        ...call('./.github/workflows/x.yml', ' # ! inherited'),
        '.github/workflows/x.yml': 'on: workflow_call\njobs: { b: { runs-on: x, steps: [{ run: make }] } }',
      },
    },
    {
      name: 'a secret for every job',
      files: workflow(
        'env:',
        '  TOKEN: ${{ secrets.TOKEN }} # ! wide',
        'jobs:',
        '  a: { runs-on: x, steps: [{ run: make }] }',
        '  b: { runs-on: x, steps: [{ run: make }] }',
      ),
    },
    { name: 'the log', files: script('echo "token: $TOKEN" # ! printed') },
    { name: 'the log, pasted', files: steps('- run: echo ${{ secrets.TOKEN }} # ! printed') },
    { name: 'the log, with all variables', files: script('printenv | sort # ! printed') },
    { name: 'the log, in another form', files: script('echo "$TOKEN" | base64 # ! encoded') },
    { name: 'the trace', files: script('set -ex # ! traced', 'curl -H "$TOKEN" https://acme.io') },
    { name: 'an image', files: script('docker build --build-arg NPM_TOKEN=$TOKEN . # ! builtIn') },
    { name: 'an image, by the name alone', files: script('docker buildx build --build-arg TOKEN . # ! builtIn') },
    {
      name: 'an image, by an action',
      files: steps(
        '- uses: docker/build-push-action@v6',
        '  with:',
        '    build-args: |',
        '      VERSION=1',
        '      NPM_TOKEN=${{ secrets.NPM }} # ! builtIn',
      ),
    },
    {
      name: 'an artifact',
      files: steps(
        `- uses: actions/checkout@${SHA} # v5.0.0`,
        '- uses: actions/upload-artifact@v4',
        '  with:',
        '    path: . # ! uploaded',
        '    include-hidden-files: true',
      ),
    },
    {
      name: 'an artifact of an older version',
      files: steps(
        '- uses: actions/checkout@v4',
        '- uses: actions/upload-artifact@v4.3.1',
        '  with:',
        '    path: ${{ github.workspace }} # ! uploaded',
      ),
    },
    { name: 'the log of GitLab', files: gitlab('echo $DEPLOY_TOKEN # ! printed') },
    { name: 'an image of GitLab', files: gitlab('docker build --build-arg NPM_TOKEN=$NPM_TOKEN . # ! builtIn') },
    {
      name: 'Groovy',
      files: jenkins('      sh "curl -u ci:${PASS} https://acme.io"'),
      expect: ['Jenkinsfile:5 interpolated'],
    },
    {
      name: 'an image of CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  build:',
          '    machine: { image: ubuntu-2404:current }',
          '    steps:',
          '      - run: docker build --build-arg GH_TOKEN=$GH_TOKEN . # ! builtIn',
        ].join('\n'),
      },
    },
  ],
})

test.each([
  ['./.github/workflows/x.yml', 'notice'],
  ['acme/shop/.github/workflows/x.yml@v1', 'notice'],
  ['acme/ci/.github/workflows/x.yml@v1', 'warning'],
  ['other/ci/.github/workflows/x.yml@v1', 'error'],
])('inherited by %s: %s', (uses, severity) => {
  const { outcomes } = run(check, { files: call(uses), hosting: own }).result
  expect(outcomes.filter(({ kind }) => kind === 'problem')).toMatchObject([{ severity }])
})
