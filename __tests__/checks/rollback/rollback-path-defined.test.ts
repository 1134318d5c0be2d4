import check from '../../../checks/rollback/rollback-path-defined.js'
import { testCheck } from '../../helpers/check-tester.js'

const playbook = '{ run: ansible-playbook --inventory production site.yml }'
const deploy = (steps: readonly string[], { on = 'push', jobs = [] as readonly string[], mark = '' } = {}) => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    'jobs:',
    `  deploy:${mark}`,
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    ...jobs.map((job) => `  ${job}`),
  ].join('\n'),
})
const runbook = { 'docs/rollback.md': '# Rollback\n\n## Rollback\n\n1. Run `./ship.sh` with the earlier version.\n' }

const applied = (image: string) => ({
  'main.tf': `provider "kubernetes" {}\nvariable "tag" {}\nresource "kubernetes_deployment" "api" {\n  spec { template { spec { container { image = "api:${image}" } } } }\n}\n`,
})
const APPLY = '{ run: terraform apply -auto-approve -var tag=$GITHUB_SHA }'

testCheck(check, {
  passes: [
    {
      name: 'production goes back; a version that fails in staging goes no further',
      files: {
        '.gitlab-ci.yml': [
          'stages: [staging, production, back]',
          'staging:',
          '  stage: staging',
          '  environment: staging',
          '  script: [gcloud run deploy shop-staging --image shop:$CI_COMMIT_SHA]',
          'production:',
          '  stage: production',
          '  environment: production',
          '  script: [gcloud run deploy shop --image shop:$CI_COMMIT_SHA]',
          'back:',
          '  stage: back',
          '  needs: [production]',
          '  when: on_failure',
          '  script: [gcloud run services update-traffic shop --to-revisions $LAST=100]',
          '',
        ].join('\n'),
      },
    },
    {
      name: 'what applied code releases goes back by itself',
      files: {
        ...deploy([APPLY]),
        'main.tf':
          'provider "helm" {}\nvariable "tag" {}\nresource "helm_release" "api" {\n  version = var.tag\n  atomic  = true\n}\n',
      },
    },
    {
      name: 'a controller that takes a failed upgrade back',
      files: {
        'flux/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { upgrade: { remediation: { retries: 3 } } }\n',
      },
    },
    {
      name: 'a step on failure deploys again',
      files: deploy([playbook, '{ if: failure(), run: ansible-playbook -e version=$PREVIOUS site.yml }']),
    },
    {
      name: 'a step asks for the outcome of the deployment',
      files: deploy([
        playbook.replace('{', '{ id: ship, continue-on-error: true,'),
        "{ if: steps.ship.outcome == 'failure', run: ansible-playbook site.yml }",
      ]),
    },
    {
      name: 'a job on failure deploys again',
      files: deploy([playbook], {
        jobs: [`back: { needs: deploy, if: failure(), runs-on: ubuntu-24.04, steps: [${playbook}] }`],
      }),
    },
  ],
  unknown: [
    {
      name: 'what the job of production takes back is not what staging got',
      files: {
        'azure-pipelines.yml': [
          'trigger: [main]',
          'jobs:',
          '  - deployment: staging',
          '    environment: staging',
          '    strategy: { runOnce: { deploy: { steps: [{ task: AzureWebApp@1, inputs: { appName: shop } }] } } }',
          '  - deployment: test',
          '    dependsOn: staging',
          '    environment: test',
          '    strategy:',
          '      runOnce:',
          '        deploy: { steps: [{ task: AzureWebApp@1, inputs: { appName: shop-test } }] }',
          '        on: { failure: { steps: [{ script: az webapp deployment slot swap -n shop-test --slot next }] } }',
          '',
        ].join('\n'),
      },
    },
    {
      name: 'a workflow rolls back',
      files: {
        ...deploy([playbook]),
        '.github/workflows/rollback.yml': `on: workflow_dispatch\njobs:\n  back:\n    runs-on: ubuntu-24.04\n    steps: [${playbook}]\n`,
      },
      reason: 'nothing visible does',
    },
    {
      name: 'a workflow runs a rollback',
      files: {
        ...deploy([playbook]),
        '.github/workflows/ops.yml':
          'on: workflow_dispatch\njobs:\n  undo:\n    runs-on: ubuntu-24.04\n    steps: [{ run: cap production deploy:rollback }]\n',
      },
      reason: 'nothing visible does',
    },
    {
      name: 'people choose the version that is deployed',
      files: deploy([playbook], { on: '{ push: , workflow_dispatch: { inputs: { image-tag: { type: string } } } }' }),
      reason: 'nothing visible does',
    },
    {
      name: 'applied code releases nothing',
      files: { ...deploy([APPLY]), ...applied('1.2') },
      reason: 'has no rollback of its own',
    },
    {
      name: 'a controller that only applies the revert that somebody makes',
      files: {
        'apps/shop.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { syncPolicy: { automated: { selfHeal: true } } }\n',
      },
      reason: 'revert the commit',
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
      reason: 'keeps earlier versions',
    },
    {
      name: 'a platform that keeps versions',
      files: deploy(['{ run: vercel deploy --prod }']),
      reason: 'keeps earlier versions',
    },
    { name: 'infrastructure', files: deploy(['{ run: terraform apply }']), reason: 'no rollback of its own' },
    { name: 'a script that is not in the tree', files: deploy(['{ run: ./ship.sh }']), reason: 'ship.sh' },
    {
      name: 'an opaque step on failure',
      files: deploy([playbook, '{ if: failure(), uses: acme/back@v1 }']),
      reason: 'acme/back@v1',
    },
    {
      name: 'the check of the tool does not know',
      files: deploy(['{ run: helm upgrade --install api ./chart $HELM_ARGS }']),
      reason: 'rollback-helm-atomic could not be decided',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'publishing', files: deploy(['{ run: npm publish }']) },
    { name: 'documentation', files: deploy(['{ run: mkdocs gh-deploy }']) },
    {
      name: 'a cluster of the job',
      files: deploy(['{ uses: helm/kind-action@v1 }', '{ run: helm upgrade api ./chart }']),
    },
    { name: 'the check of the tool passes', files: deploy(['{ run: helm upgrade --install api ./chart --atomic }']) },
  ],
  implied: [
    {
      name: 'a commit that a controller pulls, with a rollout that nothing judges',
      files: {
        'argocd/shop.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: { repoURL: "https://github.com/acme/shop.git", path: deploy/production }, destination: { namespace: production } }\n',
        'deploy/production/rollout.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec: { strategy: { canary: { steps: [{ setWeight: 10 }, { setWeight: 50 }] } } }\n',
        '.github/workflows/release.yml':
          'on: { push: { branches: [main] } }\njobs:\n  release:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: cd deploy/production && kustomize edit set image shop=shop:$GITHUB_SHA && git commit -am release && git push\n',
      },
    },
    { name: 'applied code releases an application', files: { ...deploy([APPLY]), ...applied('${var.tag}') } },
    { name: 'the check of the tool fails', files: deploy(['{ run: helm upgrade --install api ./chart }']) },
    {
      name: 'the job of Nomad does not revert',
      files: {
        ...deploy(['{ run: nomad job run jobs/shop.nomad }']),
        'jobs/shop.nomad': 'job "shop" {\n  group "api" {\n  }\n}',
      },
    },
    {
      name: 'one of the tools of the job has a check',
      files: deploy([playbook, '{ run: helm upgrade --install api ./chart }']),
    },
  ],
  fails: [
    { name: 'no way back', files: deploy([playbook], { mark: ' # ! none' }) },
    {
      name: 'a workflow that rolls back the database alone',
      files: {
        ...deploy([playbook], { mark: ' # ! none' }),
        '.github/workflows/db-rollback.yml':
          'on: workflow_dispatch\njobs:\n  back:\n    runs-on: ubuntu-24.04\n    steps: [{ run: liquibase rollback v1 }]\n',
      },
    },
    {
      name: 'a step on failure that only tells people',
      files: deploy([playbook, '{ if: failure(), run: curl -d failed https://chat.example.com/hook }'], {
        mark: ' # ! none',
      }),
    },
    {
      name: 'people choose something else',
      files: deploy([playbook], {
        on: '{ workflow_dispatch: { inputs: { environment: { type: string } } } }',
        mark: ' # ! none',
      }),
    },
    {
      name: 'a runbook alone',
      files: { ...deploy([playbook]), ...runbook },
      expect: ['docs/rollback.md:3 onlyDocument'],
    },
  ],
})
