import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-long-lived-cloud-key.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (...lines: string[]) => ({ '.github/workflows/deploy.yml': ['on: push', ...lines].join('\n') })
const steps = (...lines: string[]) =>
  workflow('jobs:', '  deploy:', '    runs-on: ubuntu-24.04', '    steps:', ...lines.map((line) => `      ${line}`))
const using = (action: string, ...inputs: string[]) =>
  steps(`- uses: ${action}`, '  with:', ...inputs.map((line) => `    ${line}`))
const AWS = 'aws-actions/configure-aws-credentials@v5'

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'no cloud', files: steps('- run: npm test') },
    {
      name: 'tokens of registries',
      files: steps('- run: npm publish', '  env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" }'),
    },
    {
      name: 'values that are no secrets',
      files: steps('- run: make test', '  env: { AWS_ACCESS_KEY_ID: test, AWS_SECRET_ACCESS_KEY: test }'),
    },
    {
      name: 'the job’s own token',
      files: steps('- uses: acme/x@v1', '  with: { kubeconfig: "${{ secrets.GITHUB_TOKEN }}" }'),
    },
    {
      name: 'temporary credentials',
      files: steps(
        '- run: aws s3 ls',
        '  env:',
        '    AWS_ACCESS_KEY_ID: ${{ secrets.ID }}',
        '    AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}',
        '    AWS_SESSION_TOKEN: ${{ secrets.SESSION }}',
      ),
    },
    {
      name: 'a service that only speaks like AWS, by its endpoint',
      files: steps(
        '- run: aws s3 sync dist s3://site',
        '  env:',
        '    AWS_ACCESS_KEY_ID: ${{ secrets.ID }}',
        '    AWS_ENDPOINT_URL: https://s3.example.org',
      ),
    },
    {
      name: 'a service that only speaks like AWS, by its secret',
      files: steps('- run: make', '  env: { AWS_ACCESS_KEY_ID: "${{ secrets.R2_ACCESS_KEY_ID }}" }'),
    },
    {
      name: 'the name of a role',
      files: steps('- run: ./deploy.sh', '  env: { AWS_ROLE: "${{ secrets.AWS_ROLE_ARN }}" }'),
    },
    {
      name: 'a key that only decides something',
      files: steps("- run: echo ${{ secrets.AWS_ACCESS_KEY_ID != '' }}"),
    },
  ],
  passes: [
    {
      name: 'a job of GitLab with an identity token',
      files: { '.gitlab-ci.yml': 'deploy: { script: ./deploy.sh, id_tokens: { TOKEN: { aud: x } } }' },
    },
    { name: 'a role', files: using(AWS, 'role-to-assume: arn:aws:iam::111122223333:role/deploy') },
    { name: 'a federated client', files: using('azure/login@v2', 'client-id: ${{ vars.CLIENT }}') },
    { name: 'a managed identity', files: using('azure/login@v2', 'auth-type: IDENTITY') },
    {
      name: 'a workload identity',
      files: using('google-github-actions/auth@v3', 'workload_identity_provider: ${{ secrets.PROVIDER }}'),
    },
    { name: 'a JSON web token', files: using('hashicorp/vault-action@v3', 'method: jwt', 'role: ci') },
  ],
  unknown: [
    {
      name: 'a key or an identity, whichever is set',
      files: {
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: google-github-actions/auth@v3\n        with:\n          workload_identity_provider: ${{ secrets.WIF }}\n          credentials_json: ${{ secrets.GCP_CREDENTIALS_JSON }}',
      },
      reason: 'which of them is set',
    },
    {
      name: 'a pipeline of a system that is not read',
      files: { 'appveyor.yml': 'build: off' },
      reason: 'appveyor.yml',
    },
  ],
  fails: [
    {
      name: 'a role that is taken with a key',
      files: {
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v5\n        with:\n          role-to-assume: ${{ secrets.ROLE }}\n          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }} # ! input\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
      },
    },
    {
      name: 'keys of AWS, once a step',
      files: using(
        AWS,
        'aws-region: eu-west-1',
        'aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }} # ! input',
        'aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
      ),
    },
    {
      name: 'keys beside a role',
      files: using(
        AWS,
        'role-to-assume: arn:aws:iam::111122223333:role/deploy',
        'aws-access-key-id: ${{ secrets.ID }} # ! input',
      ),
    },
    { name: 'a service principal', files: using('azure/login@v2', 'creds: ${{ secrets.AZURE }} # ! input') },
    {
      name: 'a publish profile',
      files: using('azure/webapps-deploy@v3', 'publish-profile: ${{ secrets.PROFILE }} # ! input'),
    },
    {
      name: 'a service account',
      files: using('google-github-actions/auth@v3', 'credentials_json: ${{ secrets.GCP }} # ! input'),
    },
    {
      name: 'an older service account key',
      files: using('google-github-actions/setup-gcloud@v0', 'service_account_key: ${{ secrets.KEY }} # ! input'),
    },
    { name: 'a cluster', files: using('azure/k8s-set-context@v4', 'kubeconfig: ${{ secrets.CLUSTER }} # ! input') },
    { name: 'a token of Vault', files: using('hashicorp/vault-action@v3', 'token: ${{ secrets.TOKEN }} # ! input') },
    {
      name: 'an input of any action that is called like one',
      files: using('./.github/actions/deploy', 'azure_credentials: ${{ secrets.SP }} # ! input'),
    },
    {
      name: 'a secret that is called like one',
      files: using('docker/login-action@v3', 'username: ${{ secrets.ECR_AWS_ACCESS_KEY_ID }} # ! input'),
    },
    {
      name: 'variables of the workflow, the job and the step',
      files: workflow(
        'env:',
        '  ARM_CLIENT_SECRET: ${{ secrets.ARM }} # ! variable',
        'jobs:',
        '  deploy:',
        '    runs-on: ubuntu-24.04',
        '    env:',
        '      AWS_ACCESS_KEY_ID: ${{ secrets.ID }} # ! variable',
        '      AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}',
        '      GOOGLE_CREDENTIALS: ${{ secrets.GCP }} # ! variable',
        '    steps:',
        '      - run: kubectl apply -f k8s',
        '        env:',
        '          KUBECONFIG_DATA: ${{ secrets.CLUSTER }} # ! variable',
      ),
    },
    {
      name: 'a secret in a script',
      files: steps(
        '- run: |',
        '    mkdir -p ~/.kube',
        '    echo "${{ secrets.KUBE_CONFIG }}" > ~/.kube/config # ! script',
        '    kubectl get pods',
      ),
    },
    {
      name: 'commands that sign in with a key',
      files: steps(
        '- run: gcloud auth activate-service-account --key-file key.json # ! script',
        '- run: az login --service-principal -u "$ID" -p "$PASSWORD" --tenant "$TENANT" # ! script',
        '- run: azd auth login --client-id x --client-secret "$SECRET" # ! script',
        '- run: az login --service-principal -u "$ID" --federated-token "$TOKEN" --tenant "$TENANT"',
      ),
    },
    {
      name: 'a script that a step calls',
      files: {
        ...steps('- run: ./login.sh'),
        'login.sh': 'set -e\ngcloud auth activate-service-account --key-file key.json # ! script',
      },
    },
  ],
})

test('what an action hands on from its inputs is no evidence', () => {
  const files = {
    'action.yml': [
      'name: setup',
      'inputs: { aws-access-key-id: {}, role: {} }',
      'runs:',
      '  using: composite',
      '  steps:',
      `    - uses: ${AWS}`,
      '      with:',
      '        aws-access-key-id: ${{ inputs.aws-access-key-id }}',
      '        role-to-assume: ${{ inputs.role }}',
    ].join('\n'),
  }
  expect(run(check, { files }).result.outcomes).toEqual([])
})

test('no value of a secret is ever shown, only names', () => {
  const files = using(AWS, 'aws-access-key-id: ${{ secrets.ID }}AKIAEXAMPLE')
  const [outcome] = run(check, { files }).result.outcomes
  expect(JSON.stringify(outcome)).not.toContain('AKIAEXAMPLE')
})
