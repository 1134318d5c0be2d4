import { describe, expect, test } from '@jest/globals'
import { chain, commands, intents, open } from './support.js'

const CONFIG = '.pre-commit-config.yaml'

describe('pre-commit', () => {
  const config = `
default_stages: [pre-commit]
ci: {skip: [golangci-lint]}
repos:
  - repo: meta
    hooks: [{id: check-hooks-apply}]
  - repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v6.0.0
    hooks:
      - id: trailing-whitespace
      - id: detect-private-key
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.14.0
    hooks:
      - id: ruff-check
        args: [--fix, --exit-non-zero-on-fix]
      - id: ruff-format
  - repo: git@github.com:antonbabenko/pre-commit-terraform.git
    rev: v1.100.0
    hooks:
      - id: terraform_fmt
      - id: terraform_validate
        alias: validate
        stages: [manual, push]
  - repo: local
    hooks:
      - id: types
        name: types
        entry: uv run mypy
        args: ['--config-file', 'my pyproject.toml']
        language: system
      - id: unit
        name: unit
        entry: scripts/test.sh
        language: script
        stages: [push]
      - id: no-print
        entry: 'print\\('
        language: pygrep
      - id: lint-in-a-shell
        entry: bash -c 'npm run lint && npm test'
        language: system
      - id: spell
        entry: acme/spell:1 --all
        language: docker_image
`
  const tree = { [CONFIG]: config, 'scripts/test.sh': 'pytest tests\n' }
  const usual = [
    'trailing-whitespace',
    'detect-private-key',
    'ruff-check --fix --exit-non-zero-on-fix',
    'ruff-format',
    'terraform_fmt',
    'mypy --config-file my pyproject.toml',
    'npm run lint',
    'npm test',
  ]

  test.each([
    ['pre-commit run --all-files', usual],
    ['pre-commit', usual],
    ['python -m pre_commit run -a', usual],
    ['uvx prek -a', usual],
    ['cd docs && pre-commit run', ['cd docs', ...usual]],
    ['pre-commit run ruff-check --all-files', [usual[2]]],
    ['pre-commit run types --files a.py b.py', [usual[5]]],
    ['prek run ruff-check ruff-format', [usual[2], usual[3]]],
    ['prek ruff-format', [usual[3]]],
    ['prek run --skip types --skip spell ruff-format types', [usual[3]]],
    ['pre-commit run --hook-stage manual', ['terraform_validate']],
    ['pre-commit run --hook-stage=manual validate', ['terraform_validate']],
    ['pre-commit run --hook-stage push', ['terraform_validate', 'pytest tests']],
    ['pre-commit run -c other.yaml', ['eslint']],
  ])('%s', (text, expected) => {
    const other = { ...tree, 'other.yaml': 'repos: [{repo: x/mirrors-eslint, hooks: [{id: eslint}]}]' }
    expect(commands(text, other).filter((each) => !each.includes('acme/spell'))).toEqual(expected)
  })

  test.each([
    ['SKIP=ruff-check,ruff-format pre-commit run', 0],
    ['SKIP=ruff-check pre-commit run', 1],
    ['pre-commit run', 2],
  ])('%s', (text, hooks) => {
    expect(commands(text, tree).filter((each) => each.startsWith('ruff'))).toHaveLength(hooks)
  })

  test('which hooks are left out is not known', () => {
    expect(commands('SKIP=$HOOKS pre-commit run ruff-format', tree)).toEqual(['?ruff-format'])
    expect(commands('export SKIP=ruff-format; pre-commit run ruff-format', tree)).toContain('?ruff-format')
    expect(commands('pre-commit run ruff-format', tree, { env: new Map([['SKIP', 'ruff-format']]) })).toEqual([
      'pre-commit run ruff-format',
    ])
  })

  test('hooks mean what the lexicon says of them', () => {
    expect(intents('pre-commit run', tree)).toEqual([
      'secret-scan pre-commit-hooks',
      'lint ruff',
      'format-check ruff',
      'format-check terraform',
      'type-check mypy',
      'unit-test npm',
    ])
  })

  test('a local formatter that writes fails where it changes something', () => {
    const hook = (id: string, entry: string): string => `{id: ${id}, entry: '${entry}', language: system}`
    const hooks = [
      hook('prettier', 'npx prettier --write'),
      hook('ruff-format', 'uv run ruff format'),
      hook('black', 'scripts/other.sh'),
      hook('docs', 'npx prettier --write'),
    ].join(', ')
    const files = { [CONFIG]: `repos: [{repo: local, hooks: [${hooks}]}]`, 'scripts/other.sh': 'jest\n' }
    expect(intents('pre-commit run', files)).toEqual(['format-check prettier', 'format-check ruff', 'unit-test jest'])
  })

  test('the chain leads from the pipeline to the hook', () => {
    expect(chain('pre-commit run ruff-format', tree)).toEqual([
      '.github/workflows/ci.yml:1 pre-commit run ruff-format',
      '.pre-commit-config.yaml:12 repo: https://github.com/astral-sh/ruff-pre-commit',
      '.pre-commit-config.yaml:17 ruff-format',
    ])
    expect(chain('pre-commit run types', tree).slice(1)).toEqual([
      '.pre-commit-config.yaml:25 repo: local',
      '.pre-commit-config.yaml:27 id: types',
      ".pre-commit-config.yaml:29 uv run mypy --config-file 'my pyproject.toml'",
    ])
  })

  test.each([
    ['pre-commit run $HOOK', tree, ['dynamic: hook $HOOK']],
    ['pre-commit run nothing', tree, ['missing: hook nothing']],
    ['pre-commit run', {}, ['missing: the configuration of pre-commit']],
    ['pre-commit run', { [CONFIG]: '- a list' }, ['missing: the configuration of pre-commit']],
    ['pre-commit run -c $FILE', tree, ['dynamic: the configuration $FILE of pre-commit']],
    ['pre-commit run spell', tree, ['unknown-command: image acme/spell:1']],
    [
      'pre-commit run',
      { [CONFIG]: 'repos: [{repo: https://git.acme.com/hooks, hooks: [{id: acme-policy}]}]' },
      ['unknown-command: acme-policy (a hook of https://git.acme.com/hooks)'],
    ],
    [
      'pre-commit run',
      { [CONFIG]: 'repos: [{repo: local, hooks: [{id: x}]}]' },
      ['unknown-command: hook x without an entry'],
    ],
  ])('%s is left open', (text, files, expected) => {
    expect(open(text, files)).toEqual(expected)
  })

  test('a collection whose hooks are not in sight is still one', () => {
    expect(intents('pre-commit run')).toEqual(['lint pre-commit'])
    expect(commands('pre-commit install && pre-commit autoupdate', tree)).toEqual([
      'pre-commit install',
      'pre-commit autoupdate',
    ])
  })

  test('the configuration may say what an unknown hook does', () => {
    const files = { [CONFIG]: 'repos: [{repo: https://git.acme.com/hooks, hooks: [{id: acme-policy}]}]' }
    const settings = { lexicon: [{ command: 'acme-policy', intents: ['iac-scan' as const] }] }
    expect(intents('pre-commit run', files, { settings })).toEqual(['iac-scan acme-policy'])
    expect(open('pre-commit run', files, { settings })).toEqual([])
  })

  test('prek takes in the projects below', () => {
    const files = {
      [CONFIG]: 'repos: [{repo: local, hooks: [{id: a, entry: eslint .}]}]',
      [`web/${CONFIG}`]: 'repos: [{repo: local, hooks: [{id: b, entry: jest}]}]',
    }
    expect(commands('prek run', files)).toEqual(['eslint .', 'jest in web'])
    expect(commands('prek run web/', files)).toEqual(['jest in web'])
    expect(commands('cd web && prek run web:b', files)).toEqual(['cd web', 'jest in web'])
    expect(commands('pre-commit run', files)).toEqual(['eslint .'])
  })

  test('a hook that runs pre-commit ends', () => {
    const files = { [CONFIG]: 'repos: [{repo: local, hooks: [{id: a, entry: pre-commit run -a}]}]' }
    expect(commands('pre-commit run', files)).toEqual([])
  })

  test('many hooks take linear time', () => {
    const hooks = Array.from({ length: 20_000 }, (_, index) => `{id: h${index}, entry: jest ${index}}`).join(', ')
    expect(commands('pre-commit run', { [CONFIG]: `repos: [{repo: local, hooks: [${hooks}]}]` })).toHaveLength(300)
  })
})

describe('lefthook', () => {
  const files = {
    'lefthook.yml': `
pre-commit:
  parallel: true
  commands:
    lint:
      glob: "*.ts"
      run: npx eslint {staged_files}
    types: {root: web, run: npx tsc --noEmit}
    off: {skip: true, run: jest}
  jobs:
    - name: checks
      root: api
      group:
        jobs:
          - run: ruff check {all_files}
          - {name: unit, run: pytest}
    - {script: verify.sh, runner: bash}
  scripts:
    "secrets.sh": {}
commit-msg:
  commands: {msg: {run: npx commitlint --edit {1}}}
`,
    '.lefthook/pre-commit/verify.sh': 'hadolint Dockerfile\n',
    '.lefthook/pre-commit/secrets.sh': 'gitleaks git\n',
  }

  test.each([
    [
      'npx lefthook run pre-commit --all-files',
      [
        'eslint <{staged_files}>',
        'tsc --noEmit in web',
        'ruff check <{all_files}> in api',
        'pytest in api',
        'hadolint Dockerfile',
        'gitleaks git',
      ],
    ],
    ['lefthook run pre-commit --commands lint,unit', ['eslint <{staged_files}>', 'pytest in api']],
    ['lefthook install', ['lefthook install']],
  ])('%s', (text, expected) => {
    expect(commands(text, files)).toEqual(expected)
  })

  test.each([
    ['lefthook run pre-push', files, ['missing: hook pre-push of lefthook']],
    ['lefthook run $HOOK', files, ['dynamic: hook $HOOK of lefthook']],
    ['lefthook run pre-push', {}, ['missing: the configuration of lefthook']],
    [
      'lefthook run pre-push',
      { '.lefthook.yaml': 'remotes: [{git_url: https://github.com/acme/hooks}]\nextends: [a.yml]' },
      ['remote: hooks of https://github.com/acme/hooks', 'unsupported: hooks of a.yml'],
    ],
  ])('%s is left open', (text, tree, expected) => {
    expect(open(text, tree)).toEqual(expected)
  })
})

describe('lint-staged', () => {
  const manifest = JSON.stringify({
    'lint-staged': { '*.ts': ['eslint --fix', 'tsc-files --noEmit'], '*.md': 'markdownlint' },
  })

  test.each([
    [{ 'package.json': manifest }, ['eslint --fix', 'tsc-files --noEmit', 'markdownlint']],
    [{ 'package.json': '{}', '.lintstagedrc': '{"*.py": "ruff check"}' }, ['ruff check']],
    [{ 'package.json': '{}', '.lintstagedrc.yaml': '"*.py":\n  - ruff check\n' }, ['ruff check']],
  ])('commands of %j', (files, expected) => {
    expect(commands('npx lint-staged --diff=origin/main...HEAD', files)).toEqual(expected)
  })

  test.each([
    [{}, ['missing: the configuration of lint-staged']],
    [{ 'lint-staged.config.js': 'export default {}' }, ['unsupported: the program lint-staged.config.js']],
  ])('%j is left open', (files, expected) => {
    expect(open('npx lint-staged', files)).toEqual(expected)
  })
})
