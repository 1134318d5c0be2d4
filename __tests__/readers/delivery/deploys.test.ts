import { describe, expect, test } from '@jest/globals'
import { deliveryOf, deploymentsIn, targetsOf, workflow } from './support.js'

describe('steps that do not deploy', () => {
  test.each<[string, string]>([
    ['publishing', workflow(['{ run: docker push ghcr.io/acme/shop:1.0.0 }', '{ run: npm publish }'])],
    ['rendering and planning', workflow(['{ run: helm template ./chart }', '{ run: terraform plan }'])],
    ['a dry run', workflow(['{ run: kubectl apply -f k8s/ --dry-run=server }'])],
    ['a step that no run reaches', workflow(['{ if: false, run: helm upgrade api ./chart }'])],
    [
      'a step of an event that does not start the workflow',
      workflow(["{ if: github.event_name == 'release', run: helm upgrade api ./chart }"]),
    ],
    [
      'what brings the earlier version back',
      workflow(['{ if: failure(), run: helm upgrade api ./chart --version 1 }']),
    ],
    [
      'what runs when a job before failed',
      [
        'on: push',
        'jobs:',
        '  build: { runs-on: ubuntu-24.04, steps: [{ run: make }] }',
        '  back:',
        '    needs: build',
        "    if: always() && needs.build.result == 'failure'",
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: helm upgrade api ./chart }]',
      ].join('\n'),
    ],
    ['a copied backup', workflow(['{ run: aws s3 cp dump.sql s3://shop-backups/ }'], { id: 'backup' })],
    [
      'a backup in an environment',
      workflow(['{ run: az storage blob upload-batch -s dumps -d backups }'], {
        id: 'restore',
        job: ['environment: production'],
      }),
    ],
    [
      'one file that is served',
      workflow(['{ run: aws s3 cp maintenance.html s3://shop-www/ }'], { id: 'maintenance' }),
    ],
    [
      'an artifact that a pipeline of deployments hands on',
      `name: Deploy\n${workflow(['{ run: aws s3 cp app.zip s3://shop-artifacts/ }'], { id: 'package' })}`,
    ],
    ['a copied release', workflow(['{ run: rsync -a dist/ releases@dl.example.com:files/ }'], { id: 'upload' })],
    ['a reusable workflow by itself', workflow(['{ run: helm upgrade api ./chart }'], { on: 'workflow_call' })],
  ])('%s', (_, text) => {
    expect(deploymentsIn(text)).toEqual([])
  })
})

describe('commands on another machine', () => {
  const pull = "{ run: ssh app@prod 'git pull' }"
  test.each<[string, string, number]>([
    ['deploy in a job that says so', workflow([pull]), 1],
    [
      'deploy in an environment, beside a step that says so',
      workflow([pull.replace('run', 'name: Deploy, run')], { id: 'main', job: ['environment: production'] }),
      1,
    ],
    ['do nothing of the kind in any other job', workflow([pull], { id: 'logs' }), 0],
    ['do nothing of the kind where a tool deploys', workflow([pull, '{ run: helm upgrade api ./chart }']), 1],
  ])('%s', (_, text, count) => {
    expect(deploymentsIn(text)).toHaveLength(count)
  })
})

describe('copying files deploys', () => {
  test.each<[string, string]>([
    ['in a job that says so', workflow(['{ run: aws s3 sync build/ s3://shop-x1/ }'])],
    ['to a place that is served', workflow(['{ run: rsync -a dist/ deploy@web1:/var/www/shop }'], { id: 'main' })],
    [
      'in an environment of a known tier',
      workflow(['{ run: aws s3 sync build/ s3://shop-x1/ }'], { id: 'main', job: ['environment: production'] }),
    ],
    [
      'before the cache of a network is emptied',
      workflow(
        ['{ run: aws s3 sync build/ s3://shop-x1/ }', '{ run: "aws cloudfront create-invalidation --paths /*" }'],
        { id: 'main' },
      ),
    ],
  ])('%s', (_, text) => {
    expect(deploymentsIn(text)).toHaveLength(1)
  })
})

describe('deployments that cannot be looked into', () => {
  const job = ['environment: production']
  test.each<[string, string, readonly string[]]>([
    [
      'a script that is not in the tree',
      workflow(['{ run: ./deploy.sh }'], { job, id: 'main' }),
      ['opaque production'],
    ],
    [
      'the last opaque step of a job that deploys',
      workflow(['{ uses: acme/login@v1 }', '{ uses: acme/go@v1 }'], { job }),
      ['opaque production'],
    ],
    [
      'a name that is not known',
      workflow(['{ run: ./deploy.sh }'], { job: ['environment: "${{ inputs.env }}"'], on: 'workflow_dispatch' }),
      ['opaque unknown'],
    ],
    ['a job that does not say that it deploys', workflow(['{ uses: acme/go@v1 }'], { job, id: 'main' }), []],
    ['a job that plans', workflow(['{ uses: acme/login@v1 }', '{ run: terraform plan }'], { job }), []],
    ['a test of what was deployed', workflow(['{ uses: acme/post-deploy-smoke-test@v1 }'], { job, id: 'after' }), []],
    [
      'only the name of a variable says it',
      workflow(['{ uses: acme/go@v1, name: "Back up ${{ env.DEPLOY_ENV }}" }'], { job, id: 'backup' }),
      [],
    ],
    [
      'an environment that guards a registry',
      workflow(['{ uses: acme/upload@v1 }'], { job: ['environment: pypi'] }),
      [],
    ],
    ['no environment', workflow(['{ run: ./deploy.sh }']), []],
    [
      'something known deploys',
      workflow(['{ run: ./deploy.sh }', '{ run: helm upgrade api ./chart }'], { job }),
      ['helm production'],
    ],
  ])('%s', (_, text, expected) => {
    expect(targetsOf(deploymentsIn(text))).toEqual(expected)
  })
})

describe('what is deployed', () => {
  test('one deployment of each tool of a step', () => {
    const text = workflow(['{ run: "kubectl apply -f a.yaml\\nkubectl apply -f b.yaml\\nhelm upgrade api ./chart" }'])
    expect(deploymentsIn(text).map(({ tool, subject }) => [tool, subject])).toEqual([
      ['kubectl', 'application'],
      ['helm', 'application'],
    ])
  })

  test('files that are copied beside are a part of the deployment', () => {
    const text = workflow([
      '{ run: aws s3 cp app.zip s3://shop-x1/ }',
      '{ run: aws lambda update-function-code --function-name api }',
    ])
    expect(targetsOf(deploymentsIn(text))).toEqual(['aws-lambda unknown'])
  })

  test('infrastructure is told from applications', () => {
    expect(deploymentsIn(workflow(['{ run: terraform apply }']))[0]?.subject).toBe('infrastructure')
  })

  test('jobs of a called workflow are judged where they are called, with the inputs of the call', () => {
    const { deployments } = deliveryOf({
      '.github/workflows/main.yml': [
        'on: push',
        'jobs:',
        '  prod:',
        '    uses: ./.github/workflows/deploy.yml',
        '    with: { stage: production, dry: false }',
        '  trial:',
        '    uses: ./.github/workflows/deploy.yml',
        '    with: { stage: production, dry: true }',
      ].join('\n'),
      '.github/workflows/deploy.yml': workflow(['{ if: inputs.dry != true, run: helm upgrade api ./chart }'], {
        on: '{ workflow_call: { inputs: { stage: { type: string }, dry: { type: boolean } } } }',
        job: ['environment: "${{ inputs.stage }}"'],
      }),
    })
    expect(deployments.map(({ job, tier }) => [job.id, tier])).toEqual([['prod/deploy', 'production']])
  })
})

test('objects that a controller pulls, without those of fixtures', () => {
  const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: {}\n'
  const { pulls, deployments } = deliveryOf({
    'gitops/shop.yaml': application,
    'examples/shop.yaml': application,
    'gitops/project.yaml': application.replace('kind: Application', 'kind: AppProject'),
  })
  expect(pulls.map(({ resource }) => resource.file)).toEqual(['gitops/shop.yaml'])
  expect(deployments).toEqual([])
})

describe('a change that is pushed to another repository', () => {
  const clone = '{ run: git clone git@github.com:acme/shop-gitops.git }'
  const push = '{ run: "cd shop-gitops\\nyq -i .tag=1 values-prod.yaml\\ngit commit -am tag\\ngit push" }'

  test('deploys what a controller pulls from there', () => {
    expect(targetsOf(deploymentsIn(workflow([clone, push], { id: 'tag' })))).toEqual(['gitops production'])
  })

  test('of a job that deploys, whatever the repository is called', () => {
    const other = clone.replace('shop-gitops', 'platform')
    expect(targetsOf(deploymentsIn(workflow([other, push], { id: 'deploy' })))).toEqual(['gitops production'])
  })

  test('that an action checks out', () => {
    const checkout = '{ uses: actions/checkout@v4, with: { repository: acme/manifests } }'
    expect(targetsOf(deploymentsIn(workflow([checkout, push], { id: 'tag' })))).toEqual(['gitops production'])
  })

  test.each<[string, string[]]>([
    ['that is reviewed first', [clone, push, '{ run: gh pr create --fill }']],
    ['that says nothing of deploying', [clone.replace('shop-gitops', 'homebrew-tap'), push]],
    ['of this repository', [push]],
    ['in which no file changes', [clone, '{ run: git push }']],
  ])('%s deploys nothing', (_, steps) => {
    expect(deploymentsIn(workflow(steps, { id: 'tag' }))).toEqual([])
  })
})
