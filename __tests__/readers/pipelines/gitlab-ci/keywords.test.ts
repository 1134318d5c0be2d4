import { describe, expect, test } from '@jest/globals'
import { jobIn, readCi, scriptsOf, startsOf } from './support.js'

/** What a job says, by keyword of GitLab's reference (GitLab docs: CI/CD YAML syntax reference). */
const job = (text: string, more: Readonly<Record<string, string>> = {}) => {
  const { ci, defects } = readCi(text, more)
  expect(defects).toEqual([])
  return jobIn(ci, 'a')
}

describe('run', () => {
  const A = (steps: string) => job(`a: { run: ${steps} }`)

  test('scripts and functions are steps, in order', () => {
    const { steps } = A(
      '[{ name: one, script: make }, { name: two, func: "registry.example:5000/team/scan:1.2", inputs: { level: high } }, { name: three, step: gitlab.com/components/echo@v1 }]',
    )
    expect(steps.map(({ id, run, uses }) => [id, run?.value ?? uses?.repository, uses?.ref])).toEqual([
      ['one', 'make', undefined],
      ['two', 'gitlab:registry.example:5000/team/scan', '1.2'],
      ['three', 'gitlab:gitlab.com/components/echo', 'v1'],
    ])
    expect(steps[1]?.with.get('level')?.value).toBe('high')
  })

  test('a script ends at its first failure and knows its variables', () => {
    const { ci, resolver } = readCi('a: { variables: { X: 1 }, run: [{ name: one, script: make, env: { Y: 2 } }] }')
    expect(jobIn(ci, 'a').steps[0]?.env.get('Y')?.value).toBe('2')
    expect(resolver.scripts[0]).toMatchObject({ failFast: true, pipefail: true })
    expect([...(resolver.scripts[0]?.env ?? [])]).toEqual(
      expect.arrayContaining([
        ['X', '1'],
        ['Y', '2'],
      ]),
    )
  })

  test.each([
    ['[{ name: one, func: ./scan }]', 'function ./scan of the tree'],
    ['[{ name: one }]', 'the step one'],
    ['[echo]', 'the step without a name'],
  ])('%s is left open', (steps, what) => {
    expect(A(steps).steps.map(({ opaque }) => opaque.map((each) => each.what))).toEqual([[what]])
  })
})

describe('workflow:auto_cancel', () => {
  const deploy = 'a: { script: x, resource_group: production, interruptible: true }'
  const cancels = (workflow: string, text = deploy) => {
    const { cancelInProgress } = job(`workflow: ${workflow}\n${text}`).concurrency ?? {}
    return cancelInProgress === undefined ? 'no' : (cancelInProgress.value ?? 'not known')
  }

  test.each([
    ['{}', true],
    ['{ auto_cancel: { on_new_commit: interruptible } }', true],
    ['{ auto_cancel: { on_new_commit: conservative } }', true],
    ['{ auto_cancel: { on_job_failure: all } }', true],
    ['{ auto_cancel: { on_new_commit: none } }', 'no'],
    ['{ rules: [{ if: $CI_COMMIT_TAG, auto_cancel: { on_new_commit: none } }, { when: always }] }', 'not known'],
    [
      '{ auto_cancel: { on_new_commit: none }, rules: [{ if: $CI_COMMIT_TAG, auto_cancel: { on_new_commit: none } }, { when: always }] }',
      'no',
    ],
  ])('%s cancels what may be interrupted: %s', (workflow, expected) => {
    expect(cancels(workflow)).toBe(expected)
  })

  test('not what may not', () => {
    expect(cancels('{}', 'a: { script: x, resource_group: production }')).toBe('no')
    expect(cancels('{}', 'a: { script: x, resource_group: production, interruptible: false }')).toBe('no')
  })
})

describe('trigger', () => {
  const env = (forward: string) => {
    const { ci } = readCi(
      `variables: { STAGE: one }\na: { variables: { STAGE: two }, trigger: { include: child.yml, strategy: depend${forward} } }`,
      { 'child.yml': 'variables: { STAGE: three }\nb: { script: x, environment: $STAGE }' },
    )
    return jobIn(ci, 'a/b').environment?.name
  }

  test.each([
    ['', 'two'],
    [', forward: { yaml_variables: true }', 'two'],
    [', forward: { yaml_variables: false }', 'three'],
    [', forward: { pipeline_variables: true }', 'two'],
  ])('forward%s', (forward, expected) => {
    expect(env(forward)).toBe(expected)
  })

  test.each(['depend', 'mirror'])('strategy: %s waits', (strategy) => {
    const { ci } = readCi(
      `stages: [one, two]\na: { stage: one, trigger: { include: child.yml, strategy: ${strategy} } }\nc: { stage: two, script: x }`,
      { 'child.yml': 'b: { script: x }' },
    )
    expect(jobIn(ci, 'c').needs).toEqual(['a', 'a/b'])
  })

  test('inputs of what is included', () => {
    const { ci } = readCi('a: { trigger: { include: [{ local: child.yml, inputs: { stage: production } }] } }', {
      'child.yml': 'spec: { inputs: { stage: {} } }\n---\nb: { script: x, environment: "$[[ inputs.stage ]]" }',
    })
    expect(jobIn(ci, 'a/b').environment?.tier).toBe('production')
  })
})

describe('needs', () => {
  const needs = (text: string) =>
    jobIn(
      readCi(
        `stages: [one, two]\nb: { stage: one, script: x, parallel: { matrix: [{ OS: [x, y] }] } }\na: { stage: two, script: x, needs: ${text} }`,
      ).ci,
      'a',
    ).needs

  test.each([
    ['[b]', ['b']],
    ['[{ job: b, artifacts: false }]', ['b']],
    ['[{ job: b, optional: true }]', ['b']],
    ['[{ job: b, parallel: { matrix: [{ OS: x }] } }]', ['b']],
    ['[{ job: gone, optional: true }]', []],
    ['[{ project: acme/x, job: b, ref: main, artifacts: true }]', []],
    ['[{ pipeline: $UPSTREAM, job: b }]', []],
    ['[]', []],
  ])('%s', (text, expected) => {
    expect(needs(text)).toEqual(expected)
  })

  test('dependencies are about files, not about order', () => {
    const { ci } = readCi(
      'stages: [one]\nb: { stage: one, script: x }\na: { stage: one, script: x, dependencies: [b] }',
    )
    expect(jobIn(ci, 'a').needs).toEqual([])
  })
})

describe('when and whether', () => {
  test.each([
    ['rules: [{ changes: [src/**] }]', ['merge_request_event?', 'push?', 'tag']],
    [
      'rules: [{ changes: { paths: [src/**], compare_to: refs/heads/main } }]',
      ['merge_request_event?', 'push?', 'tag'],
    ],
    ['rules: [{ exists: [gone.txt] }]', []],
    ['rules: [{ exists: { paths: [there.txt] } }]', ['merge_request_event', 'push', 'tag']],
    ['rules: [{ exists: { paths: [there.txt], project: acme/x } }]', ['merge_request_event?', 'push?', 'tag?']],
    ['rules: [{ when: delayed, start_in: 30 minutes }]', ['merge_request_event', 'push', 'tag']],
    ['rules: [{ when: manual }]', ['merge_request_event by hand', 'push by hand', 'tag by hand']],
    ['when: manual, manual_confirmation: Really?', ['push by hand', 'tag by hand']],
  ])('%s', (keys, expected) => {
    const { ci } = readCi(`a: { script: x, ${keys} }\nz: { script: x, rules: [{ when: always }] }`, { 'there.txt': '' })
    const found = ci.jobs.find(({ id }) => id === 'a')
    expect(found === undefined ? [] : startsOf(found)).toEqual(expected)
  })

  test.each([
    ['allow_failure: true', true],
    ['allow_failure: false', undefined],
    // Other exit codes still fail the pipeline.
    ['allow_failure: { exit_codes: [137] }', undefined],
  ])('%s', (keys, expected) => {
    expect(job(`a: { script: x, ${keys} }`).allowFailure?.value).toBe(expected)
  })

  test.each([
    ['retry: 2', 2],
    ['retry: { max: 1, when: [script_failure, runner_system_failure] }', 1],
    ['retry: { max: 1, when: [runner_system_failure], exit_codes: 137 }', undefined],
    ['retry: { max: 1, exit_codes: 137 }', undefined],
    ['retry: { when: always }', undefined],
  ])('%s', (keys, expected) => {
    expect(job(`a: { script: x, ${keys} }`).retries?.value).toBe(expected)
  })
})

describe('what a job has', () => {
  test.each([
    ['id_tokens: { TOKEN: { aud: x } }', true],
    ['identity: google_cloud', true],
    ['secrets: { PASSWORD: { vault: a/b/c } }', false],
  ])('%s asks for an identity: %s', (keys, expected) => {
    expect(job(`a: { script: x, ${keys} }`).identityToken !== undefined).toBe(expected)
  })

  test.each([
    'vault: a/b@c',
    'gcp_secret_manager: { name: x }',
    'aws_secrets_manager: { secret_id: x }',
    'azure_key_vault: { name: x }',
  ])('secrets: %s', (from) => {
    expect(
      job(`a: { script: x, secrets: { PASSWORD: { ${from}, file: false } } }`).secrets?.map(({ value }) => value),
    ).toEqual(['PASSWORD'])
  })

  test('images with options', () => {
    const { images } = job(
      'a: { script: x, image: { name: "node:22", entrypoint: [""], docker: { user: node }, pull_policy: always }, services: [{ name: "postgres:17", alias: db }] }',
    )
    expect(images?.map(({ value, service }) => [value, service])).toEqual([
      ['node:22', undefined],
      ['postgres:17', true],
    ])
  })

  test('files with everything', () => {
    const { keeps } = job(
      'a: { script: x, artifacts: { name: x, paths: [out], exclude: [y], expire_in: 1 week, expose_as: z, public: false, access: developer, untracked: true, when: always, reports: { coverage_report: { coverage_format: cobertura, path: c.xml } } } }',
    )
    expect(keeps?.map(({ report, paths, when }) => [report, paths, when])).toEqual([
      ['coverage_report', ['c.xml'], 'always'],
      [undefined, ['out'], 'always'],
    ])
  })

  test('hooks, scripts and what stands behind', () => {
    expect(
      scriptsOf(
        job(
          'a: { hooks: { pre_get_sources_script: [zero] }, before_script: [one], script: [two], after_script: [three], release: { tag_name: v1 }, pages: { publish: out, path_prefix: x, expire_in: 1 day } }',
        ),
      ),
    ).toEqual(['zero', 'one\ntwo', 'three', 'gitlab:release', 'gitlab:pages'])
  })

  test('inputs of the job are not known', () => {
    const { steps } = job('a: { inputs: { stage: { default: staging } }, script: ["deploy $[[ job.inputs.stage ]]"] }')
    expect(steps[0]?.run?.value).toBe('deploy ${{ job.inputs.stage }}')
  })

  test.each([
    ['inherit: { default: false }', []],
    ['inherit: { default: [image] }', ['node:22']],
    ['inherit: { variables: false }', ['node:22']],
  ])('%s', (keys, expected) => {
    const { images = [] } = job(`default: { image: "node:22", interruptible: true }\na: { script: x, ${keys} }`)
    expect(images.map(({ value }) => value)).toEqual(expected)
  })
})

describe('spec:inputs', () => {
  const tier = (spec: string) => {
    const { ci } = readCi('include: [{ local: child.yml }]', {
      'child.yml': `spec: ${spec}\n---\na: { script: x, environment: "$[[ inputs.stage ]]" }`,
    })
    return jobIn(ci, 'a').environment?.name
  }

  test.each([
    ['{ inputs: { stage: { default: staging, options: [staging, production], description: where } } }', 'staging'],
    ['{ inputs: { stage: { default: staging, regex: "^s", type: string } } }', 'staging'],
    ['{ inputs: { stage: { options: [staging, production] } } }', '${{ inputs.stage }}'],
    // Which rule counts is decided when the pipeline is made.
    ['{ inputs: { stage: { rules: [{ if: $X, default: production }] } } }', '${{ inputs.stage }}'],
    ['{ include: [{ local: inputs.yml }] }', '${{ inputs.stage }}'],
  ])('%s', (spec, expected) => {
    expect(tier(spec)).toBe(expected)
  })
})

test.each([
  ['include: [{ component: gitlab.com/acme/kit/build@1.2.3 }]', true],
  ['include: [{ component: gitlab.com/acme/kit/build@~latest }]', false],
  ['include: [{ component: gitlab.com/acme/kit/build@1 }]', false],
  [`include: [{ component: gitlab.com/acme/kit/build@${'a'.repeat(40)} }]`, true],
  ['include: [{ remote: https://ci.example/a.yml, integrity: "sha256-x" }]', true],
  ['include: [{ remote: https://ci.example/a.yml, cache: true }]', false],
])('%s is pinned: %s', (text, pinned) => {
  const { ci } = readCi(`${text}\na: { script: x }`)
  expect(ci.includes?.map((each) => each.pinned)).toEqual([pinned])
})
