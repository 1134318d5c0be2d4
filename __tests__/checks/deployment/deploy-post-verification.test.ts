import check from '../../../checks/deployment/deploy-post-verification.js'
import { testCheck } from '../../helpers/check-tester.js'

const upgrade = '{ run: helm upgrade --install api ./chart }'
const deploy = (steps: readonly string[], jobs: readonly string[] = [], on = 'push') => ({
  '.github/workflows/deploy.yml': [
    'name: Deploy',
    `on: ${on}`,
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    ...jobs.map((job) => `  ${job}`),
  ].join('\n'),
})
/** The same, and the deploying job must be reported. */
const missing = (...parts: Parameters<typeof deploy>) => {
  const { '.github/workflows/deploy.yml': text } = deploy(...parts)
  return { '.github/workflows/deploy.yml': text.replace('  deploy:', '  deploy: # ! none') }
}
const after = (step: string) => deploy([upgrade, step])
/** A stage of CodePipeline that deploys, and what stands beside the action. */
const stage = (provider: string, more = '') => ({
  'main.tf': `resource "aws_codepipeline" "shop" {
  stage {
    name = "Production"
    action {
      name     = "Ship"
      category = "Deploy"
      provider = "${provider}"
      configuration = { ApplicationName = "shop", ServiceName = "shop" }
    }
${more}  }
}
`,
})

testCheck(check, {
  passes: [
    {
      name: 'a controller that waits',
      files: {
        'flux/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps, wait: true }\n',
      },
    },
    {
      name: 'a controller that tests the release',
      files: {
        'flux/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { test: { enable: true }, upgrade: { disableWait: true } }\n',
      },
    },
    {
      name: 'a hook after the sync of the controller',
      files: {
        'argo.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: { repoURL: "https://github.com/acme/shop", path: overlays/prod } }\n',
        'overlays/prod/smoke.yaml':
          'apiVersion: batch/v1\nkind: Job\nmetadata: { name: smoke, annotations: { argocd.argoproj.io/hook: PostSync } }\nspec: {}\n',
      },
    },
    {
      name: 'a job whose commit a controller deploys, and waits for',
      files: {
        'flux/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./overlays/prod, wait: true, sourceRef: { kind: GitRepository, name: flux-system } }\n',
        'overlays/prod/kustomization.yaml': 'resources: []\n',
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: cd overlays/prod && kustomize edit set image acme/shop:$GITHUB_SHA\n      - run: git commit -am bump && git push\n',
      },
    },
    { name: 'a request', files: after('{ run: curl --fail --retry 10 https://shop.example.com/healthz }') },
    {
      name: 'a request in the same script',
      files: deploy(['{ run: "helm upgrade api ./chart\\ncurl -f https://shop.example.com/" }']),
    },
    {
      name: 'the rollout',
      files: deploy(['{ run: kubectl apply -f k8s/ }', '{ run: kubectl rollout status deploy/api --timeout=5m }']),
    },
    { name: 'helm test', files: after('{ run: helm test api }') },
    { name: 'a collection of requests', files: after('{ run: newman run smoke.json }') },
    {
      name: 'a scan of the running system',
      files: after('{ uses: zaproxy/action-baseline@v0.14.0, with: { target: "https://shop.example.com" } }'),
    },
    {
      name: 'an option of the command',
      files: deploy(['{ run: helm upgrade --install --wait api ./chart }']),
      reason: '"helm" "--wait" waits until',
    },
    {
      name: 'an input of the action',
      files: deploy([
        '{ uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: { service: api, task-definition: t.json, wait-for-service-stability: true } }',
      ]),
    },
    {
      name: 'an action of CodePipeline that ends when the service is stable',
      files: stage('ECS'),
      reason: '"aws-ecs" waits until',
    },
    { name: 'a tool that looks by itself', files: deploy(['{ run: flyctl deploy --remote-only }']) },
    {
      name: 'tests of a job that waits for it',
      files: deploy(
        [upgrade],
        ['e2e: { needs: deploy, runs-on: ubuntu-24.04, steps: [{ run: npx playwright test }] }'],
      ),
    },
    {
      name: 'tests of a workflow that follows',
      files: {
        ...deploy([upgrade]),
        '.github/workflows/smoke.yml':
          'on: { workflow_run: { workflows: [Deploy], types: [completed] } }\njobs:\n  smoke:\n    runs-on: ubuntu-24.04\n    steps: [{ run: npx playwright test }]\n',
      },
    },
    {
      name: 'tests that the deployment starts',
      files: {
        ...deploy([upgrade]),
        '.github/workflows/smoke.yml':
          'on: deployment_status\njobs:\n  smoke:\n    runs-on: ubuntu-24.04\n    steps: [{ run: npx cypress run }]\n',
      },
    },
    {
      name: 'an analysis of the rollout',
      files: {
        ...deploy(['{ run: kubectl apply -f k8s/ }']),
        'k8s/analysis.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: success-rate }\nspec: { metrics: [] }\n',
      },
    },
  ],
  unknown: [
    {
      name: 'a controller that does not say that it waits',
      files: {
        'flux/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
      reason: 'not visible',
    },
    {
      name: 'a job whose commit a controller deploys',
      files: {
        'argo.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: { repoURL: "https://github.com/acme/shop", path: overlays/prod } }\n',
        'overlays/prod/kustomization.yaml': 'resources: []\n',
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: cd overlays/prod && kustomize edit set image acme/shop:$GITHUB_SHA\n      - run: git commit -am bump && git push\n',
      },
      reason: 'not visible',
    },
    { name: 'a step that is opaque', files: after('{ uses: acme/check@v1 }'), reason: 'acme/check@v1' },
    { name: 'an opaque deployment', files: deploy(['{ run: ./deploy.sh }']), reason: 'deploy.sh' },
    {
      name: 'a dispatch to another repository',
      files: after('{ uses: peter-evans/repository-dispatch@v3, with: { repository: acme/tests, event-type: smoke } }'),
      reason: 'repository-dispatch',
    },
    { name: 'a dispatch by hand', files: after('{ run: gh workflow run smoke.yml }') },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'infrastructure', files: deploy(['{ run: terraform apply }']) },
    { name: 'a cluster of the job', files: deploy(['{ uses: helm/kind-action@v1 }', upgrade]) },
  ],
  fails: [
    { name: 'nothing follows', files: missing([upgrade]) },
    { name: 'it only waits', files: missing([upgrade, '{ run: sleep 60 }']) },
    { name: 'the tests come before', files: missing(['{ run: go test ./... }', `${upgrade}`]) },
    {
      name: 'the tests are of another job',
      files: missing([upgrade], ['test: { runs-on: ubuntu-24.04, steps: [{ run: go test ./... }] }']),
    },
    { name: 'once for each job', files: missing([upgrade, '{ run: kubectl apply -f k8s/ }']) },
  ],
})
