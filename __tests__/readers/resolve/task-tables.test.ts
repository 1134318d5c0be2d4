import { describe, expect, test } from '@jest/globals'
import { chain, commands, intents, open } from './support.js'

describe('tasks of Python projects and their like', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['poetry run task lint', 'pyproject.toml', '[tool.taskipy.tasks]\nlint = "ruff check ."', ['ruff check .']],
    ['task all', 'pyproject.toml', '[tool.taskipy.tasks]\nall = { cmd = "pytest", help = "tests" }', ['pytest']],
    [
      'poe ci',
      'pyproject.toml',
      '[tool.poe.tasks.ci]\nsequence = ["lint", "test"]\n[tool.poe.tasks.lint]\ncmd = "ruff check"\n[tool.poe.tasks]\ntest = "pytest"',
      ['ruff check', 'pytest'],
    ],
    [
      'pdm run lint',
      'pyproject.toml',
      '[tool.pdm.scripts.lint]\nshell = "ruff check . && mypy ."\nhelp = "all of it"',
      ['ruff check .', 'mypy .'],
    ],
    [
      'rye run lint',
      'pyproject.toml',
      '[tool.rye.scripts]\nlint = { chain = ["a", "b"] }\na = "ruff check"\nb = { cmd = "mypy" }',
      ['ruff check', 'mypy'],
    ],
    [
      'mise run test',
      'mise.toml',
      '[tasks.test]\nrun = "pytest"\ndepends = ["lint"]\n[tasks.lint]\nrun = ["ruff check", "mypy ."]',
      ['ruff check', 'mypy .', 'pytest'],
    ],
    [
      'pixi run test',
      'pixi.toml',
      '[tasks]\nbuild = "cmake --build ."\ntest = { cmd = "pytest", depends-on = ["build"] }',
      ['cmake --build .', 'pytest'],
    ],
  ])('%s of %s', (text, file, toml, expected) => {
    expect(commands(text, { [file]: `${toml}\n` })).toEqual(expected)
  })

  test('what two tasks need runs once, and tasks that need one another end', () => {
    const toml = `[tasks]
a = { cmd = "pytest", depends-on = ["b", "c"] }
b = { cmd = "mypy", depends-on = ["a", "c"] }
c = "ruff check"
`
    expect(commands('pixi run a', { 'pixi.toml': toml })).toEqual(['ruff check', 'mypy', 'pytest'])
  })

  test('a task that is defined elsewhere', () => {
    expect(open('mise run test', { 'mise.toml': '[tools]\nnode = "24"\n' })).toEqual([
      'unknown-command: mise run test (it runs a task of the repository)',
    ])
    const tree = { 'pyproject.toml': '[tool.black]\n', 'Taskfile.yml': "version: '3'\ntasks: {lint: ruff check}\n" }
    expect(commands('task lint', tree)).toEqual(['ruff check'])
  })
})

describe('tox in TOML', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'tox -e lint -- src',
      'tox.toml',
      '[env.lint]\ncommands = [["ruff", "check", { replace = "posargs", default = ["."], extend = true }], ["mypy", "a b"]]',
      ['ruff check src', 'mypy a b'],
    ],
    [
      'tox',
      'tox.toml',
      'env_list = ["py312", "lint"]\n[env_run_base]\ncommands = [["pytest"]]\n[env.lint]\ncommands = [\n  ["ruff", "check"], # all\n]',
      ['pytest', 'ruff check'],
    ],
    [
      'tox run -e type',
      'pyproject.toml',
      '[tool.tox.env_run_base]\ncommands = [["pytest"]]\n[tool.tox.env.type]\ncommands = [["mypy", "src"]]',
      ['mypy src'],
    ],
    [
      'tox',
      'pyproject.toml',
      '[tool.tox]\nlegacy_tox_ini = """\n[tox]\nenvlist = py,lint\n[testenv]\ncommands = pytest\n[testenv:lint]\ncommands =\n    ruff check\n"""',
      ['pytest', 'ruff check'],
    ],
  ])('%s with %s', (text, file, toml, expected) => {
    expect(commands(text, { [file]: `${toml}\n` })).toEqual(expected)
  })

  test('the chain leads to the line', () => {
    const toml =
      '[project]\nname = "a"\n[tool.tox]\nlegacy_tox_ini = """\n[testenv:lint]\ncommands =\n    ruff check\n"""\n'
    expect(chain('tox -e lint', { 'pyproject.toml': toml }).at(-1)).toBe('pyproject.toml:7 ruff check')
    const native = '[env.lint]\ndescription = "x"\ncommands = [["ruff", "check"]]\n'
    expect(chain('tox -e lint', { 'tox.toml': native }).at(-1)).toBe('tox.toml:3 ruff check')
  })

  test('a pyproject.toml without it', () => {
    expect(open('tox', { 'pyproject.toml': '[tool.black]\n' })).toEqual(['missing: the configuration of tox'])
  })
})

describe('tasks that need others', () => {
  const a = JSON.stringify({ name: 'a', scripts: { test: 'jest', lint: 'eslint .', build: 'tsc', gen: 'protoc x' } })
  const turbo = (tasks: object) => ({
    'package.json': '{}',
    'packages/a/package.json': a,
    'turbo.json': JSON.stringify(tasks),
  })
  const inA = (...lines: readonly string[]): string[] => lines.map((line) => `${line} in packages/a`)

  test.each<[string, object, readonly string[]]>([
    ['turbo run test', { tasks: { test: { dependsOn: ['build'] } } }, inA('tsc', 'jest')],
    ['turbo test', { pipeline: { test: { dependsOn: ['^build', '$X'] } } }, inA('tsc', 'jest')],
    [
      'turbo run test lint',
      { tasks: { test: { dependsOn: ['build', 'a#lint'] }, build: { dependsOn: ['gen', 'test'] } } },
      inA('protoc x', 'tsc', 'jest', 'eslint .'),
    ],
    ['turbo run test', { tasks: { test: { dependsOn: ['missing'] } } }, inA('jest')],
  ])('%s with %j', (text, tasks, expected) => {
    expect(commands(text, turbo(tasks))).toEqual(expected)
  })
})

describe('targets of Nx', () => {
  const project = (targets: object, name = 'a') => JSON.stringify({ name, targets })
  const command = (options: object): object => ({ executor: 'nx:run-commands', options })

  test('commands of a project', () => {
    const tree = {
      'apps/a/project.json': project({
        lint: command({ command: 'ruff check .', cwd: 'apps/a' }),
        types: { command: 'mypy .' },
      }),
    }
    expect(commands('nx affected -t lint types', tree)).toEqual(['ruff check . in apps/a', 'mypy .'])
    expect(open('nx affected -t lint types', tree)).toEqual([])
  })

  test('one target of one project', () => {
    const deploy = (name: string): object => ({
      deploy: command({ commands: [`helm upgrade ${name} .`, { command: 'sync' }] }),
    })
    const tree = {
      'apps/a/project.json': project(deploy('a')),
      'apps/b/project.json': project(deploy('b'), 'b'),
    }
    expect(commands('npx nx run a:deploy:production', tree)).toEqual(['helm upgrade a .', 'sync'])
    expect(commands('nx deploy b --skip-nx-cache', tree)).toEqual(['helm upgrade b .', 'sync'])
    expect(commands('nx deploy', tree)).toEqual(['nx deploy'])
    expect(intents('nx test c', { 'libs/c/package.json': '{"name": "c", "scripts": {"test": "vitest run"}}' })).toEqual(
      ['unit-test vitest'],
    )
    expect(commands('nx release version', tree)).toEqual(['nx release version'])
    expect(open('nx deploy $PROJECT', tree)).toEqual([
      'unknown-command: nx deploy $PROJECT (it runs targets of the workspace)',
    ])
  })

  test('what holds for targets of a name in every project', () => {
    const tree = {
      'nx.json': JSON.stringify({
        targetDefaults: { test: { options: { cwd: '{projectRoot}', command: 'pytest {projectName}' } } },
      }),
      'apps/a/project.json': project({ test: command({ command: './mvnw test' }) }),
      'apps/b/project.json': project({ test: {} }, 'b'),
    }
    expect(commands('nx test a', tree).at(0)).toBe('mvn test in apps/a')
    expect(commands('nx test b', tree)).toEqual(['pytest <{projectName}> in apps/b'])
  })

  test('other executors are told by the name of the target', () => {
    const tree = { 'apps/a/project.json': project({ test: { executor: '@nx/jest:jest' } }) }
    expect(intents('nx run-many -t test', tree)).toEqual(['unit-test nx'])
    expect(open('nx run-many -t test', tree)).toEqual([])
    const both = { ...tree, 'apps/b/package.json': JSON.stringify({ name: 'b', scripts: { test: 'vitest run' } }) }
    expect(intents('nx run-many -t test', both)).toEqual(['unit-test nx', 'unit-test vitest'])
  })
})
