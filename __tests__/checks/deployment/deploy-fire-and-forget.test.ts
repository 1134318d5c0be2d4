import check from '../../../checks/deployment/deploy-fire-and-forget.js'
import { testCheck } from '../../helpers/check-tester.js'

/** A workflow whose job deploys with these steps, each a line of shell or a whole step. */
const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step.startsWith('{') || step.startsWith('uses') ? step : `run: ${step}`}`),
  ].join('\n'),
})
const manifest = (kind: string) => ({
  'k8s/api.yaml': `apiVersion: ${kind === 'Deployment' ? 'apps/v1' : 'v1'}\nkind: ${kind}\nmetadata:\n  name: api\n`,
})
const ecs = (inputs: string, mark = '') =>
  deploy(
    `uses: aws-actions/amazon-ecs-deploy-task-definition@v2${mark}\n        with: { task-definition: t.json${inputs} }`,
  )
const mark = ' # ! noWait'

testCheck(check, {
  passes: [
    {
      name: 'kubectl rollout status',
      files: deploy('kubectl set image deploy/api api=acme/api:1', 'kubectl rollout status deploy/api --timeout=5m'),
    },
    {
      name: 'the wait in the same script',
      files: deploy('kubectl rollout restart deploy/api && kubectl rollout status deploy/api'),
    },
    {
      name: 'one wait behind several starts',
      files: deploy(
        'kubectl set image deploy/api api=acme/api:1',
        'kubectl set image deploy/web web=acme/web:1',
        'kubectl wait --for=condition=available deploy --all',
      ),
    },
    { name: 'helm --wait', files: deploy('helm upgrade --install api ./chart --wait') },
    { name: 'helm --atomic', files: deploy('helm upgrade --install api ./chart --atomic --timeout 5m') },
    { name: 'Helm 4', files: deploy('helm upgrade --install api ./chart --rollback-on-failure') },
    {
      name: 'a test behind helm',
      files: deploy('helm upgrade --install api ./chart', 'helm test api'),
    },
    {
      name: 'a request behind it',
      files: deploy('helm upgrade --install api ./chart', 'curl --fail --retry 10 https://api.acme.example/healthz'),
    },
    {
      name: 'the wait in a later job',
      files: {
        '.github/workflows/deploy.yml': [
          deploy('helm upgrade --install api ./chart')['.github/workflows/deploy.yml'],
          '  check: { runs-on: ubuntu-24.04, needs: deploy, steps: [{ run: kubectl rollout status deploy/api }] }',
        ].join('\n'),
      },
    },
    {
      name: 'aws ecs wait',
      files: deploy(
        'aws ecs update-service --cluster shop --service api --force-new-deployment',
        'aws ecs wait services-stable --cluster shop --services api',
      ),
    },
    { name: 'the ECS action waits', files: ecs(', service: api, wait-for-service-stability: true') },
    { name: 'gcloud waits by itself', files: deploy('gcloud run deploy api --image acme/api:1') },
    { name: 'az waits by itself', files: deploy('az containerapp update -n api -g shop --image acme/api:1') },
    { name: 'nomad waits by itself', files: deploy('nomad job run api.nomad.hcl') },
    { name: 'argocd app wait', files: deploy('argocd app sync api', 'argocd app wait api --health') },
  ],
  unknown: [
    { name: 'options in a variable', files: deploy('helm upgrade --install api ./chart $HELM_ARGS') },
    {
      name: 'manifests from elsewhere',
      files: deploy('curl -fsS https://acme.example/api.yaml | kubectl apply -f -'),
      reason: 'rolls anything out cannot be told',
    },
    {
      name: 'a script that may wait',
      files: deploy('helm upgrade --install api ./chart', 'acme-rollout api'),
      reason: 'may wait for the rollout',
    },
    {
      name: 'a loop that reads the state',
      files: deploy(
        'aws ecs update-service --cluster shop --service api',
        'STATE=$(aws ecs describe-services --cluster shop --services api --query deployments)',
      ),
      reason: 'may wait for it',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'a tool that waits is nothing that is known to start a rollout', files: deploy('terraform apply') },
    {
      name: 'manifests without a workload',
      files: { ...deploy('kubectl apply -f k8s'), ...manifest('ConfigMap') },
    },
    { name: 'the ECS action only registers a task definition', files: ecs('') },
    {
      name: 'a cluster of the job',
      files: deploy('kind create cluster', 'helm upgrade --install api ./chart'),
    },
  ],
  fails: [
    { name: 'kubectl set image', files: deploy(`kubectl set image deploy/api api=acme/api:1${mark}`) },
    { name: 'kubectl rollout restart', files: deploy(`kubectl -n shop rollout restart deploy/api${mark}`) },
    {
      name: 'manifests with a workload',
      files: { ...deploy(`kubectl apply -f k8s${mark}`), ...manifest('Deployment') },
    },
    { name: 'helm', files: deploy(`helm upgrade --install api ./chart${mark}`) },
    { name: 'helm told not to wait', files: deploy(`helm upgrade --install api ./chart --wait=false${mark}`) },
    {
      name: 'a wait before the last start',
      files: deploy(
        'kubectl set image deploy/api api=acme/api:1',
        'kubectl rollout status deploy/api',
        `kubectl set image deploy/web web=acme/web:1${mark}`,
      ),
    },
    { name: 'ECS', files: deploy(`aws ecs update-service --cluster shop --service api --force-new-deployment${mark}`) },
    { name: 'the ECS action', files: ecs(', service: api', mark) },
    { name: 'the ECS action told not to', files: ecs(', service: api, wait-for-service-stability: false', mark) },
    { name: 'CodeDeploy', files: deploy(`aws deploy create-deployment --application-name shop${mark}`) },
    { name: 'CloudFormation', files: deploy(`aws cloudformation update-stack --stack-name shop${mark}`) },
    { name: 'gcloud --async', files: deploy(`gcloud run deploy api --image acme/api:1 --async${mark}`) },
    { name: 'az --no-wait', files: deploy(`az containerapp update -n api -g shop --no-wait${mark}`) },
    { name: 'argocd app sync', files: deploy(`argocd app sync api${mark}`) },
    { name: 'nomad -detach', files: deploy(`nomad job run -detach api.nomad.hcl${mark}`) },
    { name: 'a stack', files: deploy(`docker stack deploy -c stack.yml shop${mark}`) },
    {
      name: 'what only prints the state does not wait',
      files: deploy(`kubectl rollout restart deploy/api${mark}`, 'kubectl get pods'),
    },
  ],
})
