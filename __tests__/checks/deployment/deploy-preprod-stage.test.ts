import check from '../../../checks/deployment/deploy-preprod-stage.js'
import { testCheck } from '../../helpers/check-tester.js'
import { protection } from '../../helpers/hosting.js'

const steps = 'runs-on: ubuntu-24.04, steps: [{ run: helm upgrade --install api ./chart }]'
const workflow = (on: string, ...jobs: string[]) => [`on: ${on}`, 'jobs:', ...jobs.map((job) => `  ${job}`)].join('\n')
const main = (...jobs: string[]) => ({ '.github/workflows/main.yml': workflow('push', ...jobs) })

const staging = `staging: { environment: staging, ${steps} }`
const production = (more = '') => `production: { ${more} environment: production, ${steps} }`
const marked = (message: string, more = '') =>
  [
    `production: # ! ${message}`,
    '  environment: production',
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: helm upgrade api ./chart }]',
    more,
  ]
    .join('\n    ')
    .trimEnd()

testCheck(check, {
  passes: [
    {
      name: 'the same pulled for staging and for production',
      files: {
        'clusters/staging/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps/staging }\n',
        'clusters/production/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps/production }\n',
      },
    },
    { name: 'an ancestor deploys to staging', files: main(staging, production('needs: staging,')) },
    {
      name: 'an ancestor of an ancestor does',
      files: main(
        staging,
        'verify: { needs: staging, runs-on: ubuntu-24.04, steps: [{ run: npx playwright test }] }',
        production('needs: verify,'),
      ),
    },
    {
      name: 'another workflow deploys to staging',
      files: { ...main(staging), '.github/workflows/release.yml': workflow('release', production()) },
    },
    {
      name: 'branches promote',
      files: main(
        `staging: { if: github.ref == 'refs/heads/staging', environment: staging, ${steps} }`,
        production("if: github.ref == 'refs/heads/main',"),
      ),
    },
    {
      name: 'the branch decides the environment',
      files: {
        '.github/workflows/main.yml': workflow(
          '{ push: { branches: [staging, production] } }',
          `deploy: { environment: "\${{ github.ref_name }}", ${steps} }`,
        ),
      },
    },
    {
      name: 'a matrix that goes one by one',
      files: main(
        `deploy: { environment: "\${{ matrix.env }}", strategy: { max-parallel: 1, matrix: { env: [staging, production] } }, ${steps} }`,
      ),
    },
    {
      name: 'a preview beside a staging environment',
      files: {
        '.github/workflows/preview.yml': workflow('pull_request', `preview: { environment: preview, ${steps} }`),
        ...main(staging, production('needs: staging,')),
      },
    },
    {
      name: 'a stage of GitLab on the same branch',
      files: {
        '.gitlab-ci.yml': [
          'stages: [staging, production]',
          ...['staging', 'production'].flatMap((name) => [
            `${name}:`,
            `  stage: ${name}`,
            `  environment: ${name}`,
            '  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]',
            '  script: [helm upgrade --install api ./chart]',
          ]),
        ].join('\n'),
      },
    },
    {
      name: 'a script that cannot be looked into deploys to staging',
      files: main(
        'staging: { environment: staging, runs-on: ubuntu-24.04, steps: [{ run: ./deploy.sh }] }',
        production('needs: staging,'),
      ),
    },
    {
      name: 'the tier of the configuration',
      files: main(`blue: { environment: blue, ${steps} }`, production('needs: blue,')),
      settings: { environments: new Map([['blue', 'staging']]) },
    },
    {
      name: 'a merge requires a deployment to staging',
      files: main(production()),
      hosting: protection({ requiredDeployments: ['staging'] }),
    },
  ],
  unknown: [
    {
      name: 'a preview of each change, built before the merge',
      files: {
        '.github/workflows/preview.yml': workflow('pull_request', `preview: { environment: preview, ${steps} }`),
        ...main(production()),
      },
      reason: 'the same build',
    },
    {
      name: 'a stage that a variable of the project switches on',
      files: {
        '.gitlab-ci.yml': [
          'stages: [staging, production]',
          'staging:',
          '  stage: staging',
          '  environment: staging',
          '  rules: [{ if: $STAGING_ENABLED }]',
          '  script: [helm upgrade --install api ./chart]',
          'production:',
          '  stage: production',
          '  environment: production',
          '  script: [helm upgrade --install api ./chart]',
        ].join('\n'),
      },
      reason: 'hangs on a variable',
    },
    {
      name: 'Auto DevOps, whose staging a variable switches on',
      files: { '.gitlab-ci.yml': 'include: [{ template: Auto-DevOps.gitlab-ci.yml }]\n' },
      reason: 'hangs on a variable',
    },
    {
      name: 'something pulled for production alone',
      files: {
        'clusters/production/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
      reason: 'another repository',
    },
    {
      name: 'something else pulled for staging',
      files: {
        'clusters/staging/x.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: monitoring }\nspec: { path: ./x }\n',
        'clusters/production/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
      reason: 'another repository',
    },
    {
      name: 'something pulled for an environment that nothing tells',
      files: {
        'flux/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
      reason: 'cannot be told',
    },
    { name: 'one target without a name', files: main(`deploy: { ${steps} }`), reason: 'cannot be told' },
    { name: 'a name of no tier', files: main(`deploy: { environment: shop, ${steps} }`) },
    {
      name: 'a name that is not known',
      files: {
        '.github/workflows/main.yml': workflow(
          'workflow_dispatch',
          `deploy: { environment: "\${{ inputs.env }}", ${steps} }`,
        ),
      },
    },
    {
      name: 'another job deploys somewhere',
      files: main(`first: { ${steps} }`, production('needs: first,')),
      reason: 'job first',
    },
    {
      name: 'a remote workflow before it',
      files: main('stage: { uses: acme/ci/.github/workflows/deploy.yml@v1 }', production('needs: stage,')),
      reason: 'acme/ci',
    },
    {
      name: 'a script of another job speaks of staging',
      files: main('stage: { runs-on: ubuntu-24.04, steps: [{ run: ./to-staging.sh }] }', production('needs: stage,')),
      reason: 'to-staging.sh',
    },
    {
      name: 'a script of another job whose name speaks of deploying runs what nobody knows',
      files: {
        '.drone.yml': [
          'kind: pipeline',
          'name: default',
          'steps:',
          '  - { name: staging, image: x, commands: [bin/deploy.sh staging], when: { branch: main, event: push } }',
          '  - { name: ship, image: x, commands: [helm upgrade shop ./chart], when: { event: promote, target: production } }',
        ].join('\n'),
        'bin/deploy.sh': 'shopctl roll-out "$1"\n',
      },
      reason: 'shopctl',
    },
    {
      name: 'a pipeline that is not read',
      files: { ...main(production()), '.cirrus.yml': 'deploy_task: { script: ./x }\n' },
    },
  ],
  notApplicable: [
    {
      name: 'something pulled for staging alone',
      files: {
        'clusters/staging/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
      reason: 'nothing is deployed to production',
    },
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'no production', files: main(staging) },
    {
      name: 'publishing',
      files: main('npm: { environment: production, runs-on: ubuntu-24.04, steps: [{ run: npm publish }] }'),
    },
  ],
  fails: [
    { name: 'production alone', files: main(marked('first')) },
    {
      name: 'by a script that cannot be looked into',
      files: main(marked('first').replace('helm upgrade api ./chart', './deploy.sh')),
    },
    {
      name: 'a cluster made for the test is no stage',
      files: main(
        'e2e: { runs-on: ubuntu-24.04, steps: [{ uses: helm/kind-action@v1 }, { run: helm upgrade api ./chart }] }',
        marked('first', '  needs: e2e'),
      ),
    },
    {
      name: 'staging of something else',
      files: main(
        'infra: { environment: staging, runs-on: ubuntu-24.04, steps: [{ run: terraform apply }] }',
        marked('first', '  needs: infra'),
      ),
    },
    { name: 'side by side with staging', files: main(staging, marked('sideBySide')) },
    {
      name: 'a matrix that goes all at once',
      files: main(
        [
          'deploy: # ! sideBySide',
          '  environment: "${{ matrix.env }}"',
          '  strategy: { matrix: { env: [staging, production] } }',
          '  runs-on: ubuntu-24.04',
          '  steps: [{ run: helm upgrade api ./chart }]',
        ].join('\n    '),
      ),
    },
    {
      name: 'a merge requires a deployment to production itself',
      files: main(marked('first')),
      hosting: protection({ requiredDeployments: ['production'] }),
    },
  ],
})
