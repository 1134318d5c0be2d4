import check from '../../../checks/deployment/deploy-imperative-commands.js'
import { testCheck } from '../../helpers/check-tester.js'

/** A job that deploys with these steps, each a line of shell or a whole step. */
const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${/^(?:uses|run|\{)/.test(step) ? step : `run: ${step}`}`),
  ].join('\n'),
})
const ssh = (...lines: string[]) =>
  deploy(
    [
      'uses: appleboy/ssh-action@v1',
      '        with:',
      '          host: app.acme.example',
      '          script: |',
      ...lines.map((line) => `            ${line}`),
    ].join('\n'),
  )
const upgrade = 'helm upgrade --install api ./chart --wait'
const once = ' # ! once'
const inPlace = ' # ! inPlace'

testCheck(check, {
  passes: [
    { name: 'another host that only switches the image', files: ssh('docker compose pull', 'docker compose up -d') },
    { name: 'helm upgrade --install', files: deploy(upgrade) },
    { name: 'kubectl apply', files: deploy('kubectl apply -f k8s') },
    {
      name: 'kubectl create piped to apply',
      files: deploy('kubectl create secret generic api --dry-run=client -o yaml | kubectl apply -f -'),
    },
    { name: 'create unless it exists', files: deploy('kubectl get ns shop || kubectl create namespace shop', upgrade) },
    { name: 'create whose failure is ignored', files: deploy('kubectl create namespace shop || true', upgrade) },
    {
      name: 'create inside a condition',
      files: deploy('if ! kubectl get ns shop; then kubectl create namespace shop; fi', upgrade),
    },
    {
      name: 'the old one is removed first',
      files: deploy('kubectl delete secret api --ignore-not-found', 'kubectl create secret generic api', upgrade),
    },
    {
      name: 'a job with a generated name',
      files: {
        ...deploy(upgrade, 'kubectl create -f migrate.yaml'),
        'migrate.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: migrate-\n',
      },
    },
    { name: 'a job from a template of the cluster', files: deploy(upgrade, 'kubectl create token deployer') },
    {
      name: 'what creates an event, not a thing',
      files: deploy('aws deploy create-deployment --application-name shop'),
    },
    { name: 'install on the runner', files: deploy('sudo apt-get install -y jq', 'git pull', 'npm ci', upgrade) },
  ],
  unknown: [
    {
      name: 'a script that is not here',
      files: deploy('./bin/ship.sh production'),
      reason: 'may change a host in place',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'a cluster of the job', files: deploy('kind create cluster', 'helm install api ./chart') },
  ],
  fails: [
    { name: 'helm install', files: deploy(`helm install api ./chart${once}`) },
    { name: 'helm install behind global options', files: deploy(`helm --namespace shop install api ./chart${once}`) },
    { name: 'kubectl create', files: deploy(`kubectl create -f k8s/api.yaml${once}`) },
    { name: 'a namespace', files: deploy(`kubectl create namespace shop${once}`, upgrade) },
    { name: 'a secret', files: deploy(`kubectl -n shop create secret generic api${once}`, upgrade) },
    { name: 'a stack', files: deploy(`aws cloudformation create-stack --stack-name shop${once}`) },
    { name: 'a service', files: deploy(`aws ecs create-service --service-name api${once}`) },
    {
      name: 'in a script of the tree',
      files: { ...deploy('sh ship.sh'), 'ship.sh': 'helm install api ./chart # ! once\n' },
    },
    { name: 'git pull over ssh', files: deploy(`run: ssh app@prod 'cd /srv/app && git pull && npm ci'${inPlace}`) },
    { name: 'an ssh action', files: ssh('cd /srv/app', `git pull origin main${inPlace}`, 'pm2 restart all') },
    { name: 'a build on the host', files: ssh(`docker compose up -d --build${inPlace}`) },
    { name: 'packages of the system', files: ssh(`sudo apt-get install -y nginx${inPlace}`) },
    { name: 'an edited configuration', files: ssh(`sed -i s/1.0/1.1/ /etc/app.conf${inPlace}`) },
    { name: 'a container of a fixed name', files: ssh(`docker run -d --name api acme/api:1.4${once}`) },
    {
      name: 'a job that only its name and its host call a deployment',
      files: {
        '.github/workflows/deploy.yml': `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ssh app@prod 'git pull'${inPlace}`,
      },
    },
  ],
})
