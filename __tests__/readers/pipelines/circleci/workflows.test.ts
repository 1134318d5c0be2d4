import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const JOBS = `
jobs:
  lint: {docker: [{image: "cimg/node:22.1"}], steps: [checkout, run: npx eslint .]}
  test: {docker: [{image: "cimg/node:22.1"}], steps: [checkout, run: npx jest]}
  deploy:
    docker: [{image: "cimg/base:2025.01"}]
    parameters: {env: {type: string, default: staging}}
    steps: [checkout, run: kubectl apply -f k8s/<< parameters.env >>]
`

/** The jobs of the workflow `ci`, one line each, without their steps. */
function jobsOf(workflow: string, more = ''): string[] {
  const text = `version: 2.1\n${more}${JOBS}workflows:\n  ci:\n${workflow}`
  const { pipelines, defects } = readSystem('circleci', { '.circleci/config.yml': text })
  expect(defects).toEqual([])
  return outlineOf({ pipelines: pipelines.map((each) => ({ ...each, jobs: each.jobs.map(withoutSteps) })) })
}

function withoutSteps<T extends { images?: unknown }>({ images: _images, ...job }: T): T {
  return { ...job, steps: [] } as unknown as T
}

const names = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/:\d+(?= |$)/, '').trim())

describe('which runs get to which jobs', () => {
  test('every push without filters, and none for a tag', () => {
    expect(names(jobsOf('    jobs: [lint, test: {requires: [lint]}]'))).toEqual([
      'workflow ci on change-request, push',
      'lint starts 0 1',
      'test starts 0 1 needs lint',
    ])
  })

  test('filters for branches', () => {
    const workflow = `
    jobs:
      - test
      - deploy: {requires: [test], filters: {branches: {only: main}}}
      - deploy: {name: release, requires: [test], filters: {branches: {only: ["/release\\\\/.*/", hotfix]}}}
      - lint: {filters: {branches: {ignore: ["/dependabot\\\\/.*/", gh-pages]}}}`
    expect(names(jobsOf(workflow))).toEqual([
      'workflow ci on change-request, push(main), push(/release\\/.*/), push(hotfix)',
      'test starts 0 1 2 3',
      'deploy starts 1 needs test',
      'release starts 2 3 needs test',
      'lint starts 0? 1 2 3',
    ])
  })

  test('tags run only jobs that filter tags, and only if what they require runs too', () => {
    const workflow = `
    jobs:
      - lint
      - test: {filters: {tags: {only: /.*/}}}
      - deploy: {requires: [test], filters: {tags: {only: /^v.*/}, branches: {ignore: /.*/}}}
      - deploy: {name: dead, requires: [lint], filters: {tags: {only: /^v.*/}, branches: {ignore: /.*/}}}`
    expect(names(jobsOf(workflow))).toEqual([
      'workflow ci on change-request, push, tag(/.*/), tag(/^v.*/)',
      'lint starts 0 1',
      'test starts 0 1 2 3',
      'deploy starts 3 needs test',
      'dead starts  needs lint',
    ])
  })

  test('filters that are expressions', () => {
    const workflow = `
    jobs:
      - test: {filters: pipeline.git.branch or (pipeline.git.tag matches /^v.*/)}
      - deploy:
          requires: [test]
          filters: pipeline.git.branch == "main" or pipeline.git.tag starts-with "v"
      - lint: {filters: 'not (pipeline.git.branch starts-with "dependabot/")'}`
    expect(names(jobsOf(workflow))).toEqual([
      'workflow ci on change-request, push(main), push(dependabot/*), tag(/^v.*/), tag(v*)',
      'test starts 0 1 2 3 4',
      'deploy starts 1 3 4 needs test',
      'lint starts 0? 1 3 4',
    ])
  })

  test('one of several required jobs is enough where the others are filtered out', () => {
    const workflow = `
    jobs:
      - lint: {filters: {branches: {only: main}}}
      - test
      - deploy: {requires: [lint, test]}`
    expect(names(jobsOf(workflow))).toEqual([
      'workflow ci on change-request, push(main)',
      'lint starts 1',
      'test starts 0 1',
      'deploy starts 0 1 needs lint test',
    ])
  })

  test('conditions of the workflow: parameters have their default unless somebody gives them', () => {
    const parameters = 'parameters:\n  nightly: {type: boolean, default: false}\n'
    expect(names(jobsOf('    unless: << pipeline.parameters.nightly >>\n    jobs: [test]', parameters))).toEqual([
      'workflow ci on change-request, push, manual',
      'test starts 0 1 2?',
    ])
    expect(names(jobsOf('    when: << pipeline.parameters.nightly >>\n    jobs: [test]', parameters))).toEqual([
      'workflow ci on manual',
      'test starts 0?',
    ])
  })

  test('logic statements', () => {
    const when = (text: string): string => `    when:\n      ${text}\n    jobs: [test]`
    expect(jobsOf(when('equal: [main, << pipeline.git.branch >>]'))[0]).toBe('workflow ci on push(main)')
    expect(jobsOf(when('not: {equal: [main, << pipeline.git.branch >>]}'))[0]).toBe('workflow ci on change-request')
    expect(
      jobsOf(when('or: [{equal: [main, << pipeline.git.branch >>]}, {equal: [dev, << pipeline.git.branch >>]}]'))[0],
    ).toBe('workflow ci on push(main), push(dev)')
    expect(jobsOf(when('matches: {pattern: "^release-.+$", value: << pipeline.git.branch >>}'))[0]).toBe(
      'workflow ci on push(/^release-.+$/)',
    )
    expect(jobsOf(when('equal: [scheduled_pipeline, << pipeline.trigger_source >>]'))[0]).toBe(
      'workflow ci on schedule',
    )
    expect(
      jobsOf('    when: pipeline.git.branch == "main" and pipeline.event.name == "push"\n    jobs: [test]')[0],
    ).toBe('workflow ci on push(main)')
  })

  test('a schedule of its own starts a workflow and nothing else does', () => {
    const workflow = `
    triggers: [{schedule: {cron: "0 3 * * *", filters: {branches: {only: [main]}}}}]
    jobs: [test]`
    expect(names(jobsOf(workflow))).toEqual(['workflow ci on schedule(main)', 'test starts 0'])
  })

  test('a default branch of another name', () => {
    expect(jobsOf('    jobs: [deploy: {filters: {branches: {only: master}}}]')[0]).toBe('workflow ci on push(master)')
  })

  test('without workflows the job build runs, with the branches that it has itself', () => {
    const text = `version: 2
jobs:
  build:
    branches: {only: master}
    docker: [{image: golang}]
    steps: [checkout, run: go test ./...]
  other: {docker: [{image: golang}], steps: [checkout]}`
    const { pipelines } = readSystem('circleci', { '.circleci/config.yml': text })
    expect(outlineOf({ pipelines })).toEqual([
      'workflow .circleci/config.yml on push(master)',
      '  build:3 starts 0 images golang',
      '    -:6 uses circleci:checkout checkout=git:6',
      '    -:6 unit-test=go:6',
    ])
  })
})

describe('order', () => {
  test('approvals: who waits for one is started by a person', () => {
    const workflow = `
    jobs:
      - test
      - hold: {type: approval, requires: [test]}
      - deploy: {requires: [hold]}`
    const lines = jobsOf(workflow)
    expect(names(lines)).toEqual([
      'workflow ci on change-request, push',
      'test starts 0 1',
      'hold starts 0 1 needs test approval gate',
      'deploy starts 0! 1! needs hold',
    ])
  })

  test('what runs after a failure', () => {
    const workflow = `
    jobs:
      - test
      - lint: {requires: [test: failed]}
      - deploy: {requires: [test: [success, failed]]}
      - deploy: {name: cleanup, requires: [test: terminal]}
      - deploy: {name: undo, requires: [test: [canceled, unauthorized]]}`
    expect(names(jobsOf(workflow)).slice(1)).toEqual([
      'test starts 0 1',
      'lint starts 0 1 needs test after failure',
      'deploy starts 0 1 needs test after always',
      'cleanup starts 0 1 needs test after always',
      'undo starts 0 1 needs test after failure',
    ])
  })

  test('a matrix is a job for each combination, required by its alias or one by one', () => {
    const workflow = `
    jobs:
      - deploy:
          matrix: {parameters: {env: [staging, production, test]}, exclude: [{env: test}]}
          context: [aws-<< matrix.env >>]
      - test: {requires: [deploy]}
      - deploy:
          name: again-<< matrix.env >>
          matrix: {alias: all, parameters: {env: [a, b]}}
          requires: [deploy-staging]
      - lint: {requires: [all]}`
    expect(names(jobsOf(workflow)).slice(1)).toEqual([
      'deploy-staging starts 0 1 secrets aws-staging',
      'deploy-production starts 0 1 secrets aws-production',
      'test starts 0 1 needs deploy-staging deploy-production',
      'again-a starts 0 1 needs deploy-staging',
      'again-b starts 0 1 needs deploy-staging',
      'lint starts 0 1 needs again-a again-b',
    ])
  })

  test('jobs of one name are numbered', () => {
    expect(names(jobsOf('    jobs: [test, test, lint]')).slice(1)).toEqual([
      'test-1 starts 0 1',
      'test-2 starts 0 1',
      'lint starts 0 1',
    ])
  })

  test('a group of jobs', () => {
    const more = 'job-groups:\n  release: {jobs: [lint, deploy: {requires: [lint]}]}\n'
    const workflow =
      '    jobs: [test, release: {requires: [test], serial-group: prod}, test: {name: last, requires: [release]}]'
    expect(names(jobsOf(workflow, more)).slice(1)).toEqual([
      'test starts 0 1',
      'release/lint starts 0 1 needs test',
      'release/deploy starts 0 1 needs release/lint',
      'last starts 0 1 needs release/lint release/deploy',
    ])
  })

  test('a job that is not there, and a matrix that is made in the run', () => {
    const workflow = `
    jobs:
      - gone
      - test: {requires: [nothing]}
      - deploy: {matrix: {parameters: {env: << pipeline.parameters.envs >>}}}`
    expect(names(jobsOf(workflow))[0]).toBe(
      'workflow ci on change-request, push ?job gone, which is not in the tree ?matrix of deploy ' +
        '?required job nothing, which is not in the workflow',
    )
  })
})

test('what a job says of itself', () => {
  const text = `version: 2.1
workflows:
  build:
    jobs:
      - deploy: {context: production, serial-group: shop/deploy}
jobs:
  deploy:
    docker: [{image: cimg/base@sha256:0123}, {image: postgres:16}]
    resource_class: large
    parallelism: 4
    environment: {TIER: prod}
    steps:
      - run: aws sts assume-role-with-web-identity --web-identity-token $CIRCLE_OIDC_TOKEN
      - run: circleci run release log --environment-name=production --target-version=1
`
  const [job] = readSystem('circleci', { '.circleci/config.yml': text }).pipelines[0]?.jobs ?? []
  expect(job).toMatchObject({
    at: { line: 7 },
    checkNames: ['ci/circleci: deploy'],
    runner: ['large'],
    images: [{ value: 'cimg/base@sha256:0123' }, { value: 'postgres:16' }],
    matrix: { expressions: false, at: { line: 10 } },
    secrets: [{ value: 'production', at: { line: 5 } }],
    concurrency: { group: { value: 'shop/deploy' }, cancelInProgress: undefined },
    identityToken: { line: 13 },
    environment: { name: 'production', tier: 'production', resolved: true },
  })
  expect(job?.env.get('TIER')?.value).toBe('prod')
})

test('a queue in front of a job is a lock', () => {
  const text = `version: 2.1
orbs: {queue: eddiewebb/queue@2.2.1}
jobs: {deploy: {docker: [{image: a}], steps: [run: ./deploy.sh]}}
workflows: {ci: {jobs: [queue/block_workflow, deploy: {requires: [queue/block_workflow]}]}}`
  const jobs = readSystem('circleci', { '.circleci/config.yml': text }).pipelines[0]?.jobs ?? []
  expect(jobs.map(({ id, concurrency }) => [id, concurrency?.group.value])).toEqual([
    ['queue/block_workflow', 'eddiewebb/queue@2.2.1/block_workflow'],
    ['deploy', 'eddiewebb/queue@2.2.1/block_workflow'],
  ])
})
