import { describe, expect, test } from '@jest/globals'
import { chain, commands, open } from './support.js'

describe('just', () => {
  const justfile = [
    'set shell := ["bash", "-euc"]',
    'target := "release"',
    'version := `git describe`',
    'alias t := test',
    '',
    '# the first recipe',
    'default: lint (test "unit") && clean',
    '',
    'test kind="all" *flags:',
    '    @jest {{kind}} {{flags}}',
    '    -eslint .',
    'lint:',
    '    ruff check; echo done',
    'build:',
    '    cargo build --{{target}} {{version}}',
    'clean:',
    '    rm -rf {{ target }}',
    'script:',
    '    #!/usr/bin/env bash',
    '    set -e',
    '    jest',
    '    eslint .',
    'program:',
    '    #!/usr/bin/env python3',
    '    print(1)',
    'long:',
    '    jest \\',
    '      --ci',
    '',
  ].join('\n')
  const run = (text: string): string[] => commands(text, { justfile })

  test.each([
    ['just', ['ruff check', 'echo done', 'jest all', 'eslint . (recipe line starts with -)', 'rm -rf release']],
    ['just t unit --ci', ['jest unit --ci', 'eslint . (recipe line starts with -)']],
    ['just test ${{ matrix.kind }}', ['jest <{{kind}}>', 'eslint . (recipe line starts with -)']],
    ['just lint clean', ['ruff check', 'echo done', 'rm -rf release']],
    ['just build', ['cargo build --release <{{version}}>']],
    ['just script', ['set -e', 'jest', 'eslint .']],
    ['just long', ['jest --ci']],
    ['cd a/b && just clean', ['cd a/b', 'rm -rf release']],
  ])('%s', (text, expected) => {
    expect(run(text)).toEqual(expected)
  })

  test('the chain names recipes and lines', () => {
    expect(chain('just', { justfile }).slice(1)).toEqual([
      'justfile:7 default: lint test',
      'justfile:17 rm -rf {{ target }}'.replace('{{ target }}', 'release'),
    ])
  })

  test.each([
    ['just nothing', 'missing: just recipe nothing of justfile'],
    ['just program', 'unsupported: recipe program in #!/usr/bin/env python3'],
    ['just ${{ matrix.x }}', 'dynamic: just recipe ${{ matrix.x }}'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, { justfile })).toContain(expected)
  })

  test('recipes of the file itself count before those that it imports', () => {
    const tree = {
      justfile: "import 'ci.just'\ntest:\n    jest\nlint:\n    eslint .\nimport 'more.just'\n",
      'ci.just': 'ship:\n    helm upgrade a b\nlint:\n    true\n',
      'more.just': 'test:\n    mocha\n',
    }
    expect(commands('just', tree)).toEqual(['jest'])
    expect(commands('just test lint ship', tree)).toEqual(['jest', 'eslint .', 'helm upgrade a b'])
  })

  test('without a justfile', () => {
    expect(open('just test')).toContain('missing: a justfile')
  })
})

describe('Task', () => {
  const tree = {
    'Taskfile.yml': `
version: '3'
vars: {FLAGS: --ci}
includes:
  web: ./web
tasks:
  default:
    deps: [lint]
    cmds:
      - task: test
        vars: {X: y}
      - cmd: echo done
        ignore_error: true
  test:
    aliases: [t]
    dir: api
    cmds:
      - jest {{.FLAGS}} {{.CLI_ARGS}} {{.OTHER}}
  lint: eslint .
  short:
    - eslint a
    - eslint b
  strict:
    set: [errexit, pipefail]
    cmd: |
      jest | tee x
      eslint .
`,
    'web/Taskfile.yml': 'tasks:\n  build:\n    cmds: [vite build]\n',
  }

  test.each([
    ['task', ['eslint .', 'jest --ci <{{.OTHER}}> in api', 'echo done (ignore_error: true)']],
    ['task t -- --watch', ['jest --ci --watch <{{.OTHER}}> in api']],
    ['task short lint', ['eslint a', 'eslint b', 'eslint .']],
    ['task web:build', ['vite build']],
    ['go-task strict', ['jest', 'tee x', 'eslint .']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test.each([
    ['task nothing', 'missing: task nothing of Taskfile.yml'],
    ['task ${{ matrix.x }}', 'dynamic: task ${{ matrix.x }}'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, tree)).toContain(expected)
  })

  test('a file that is no YAML has no tasks', () => {
    expect(open('task x', { 'Taskfile.yml': '{' })).toEqual(
      [expect.stringMatching(/^missing: /), expect.any(String)].slice(0, 1),
    )
  })
})

describe('tox', () => {
  const ini = `
[tox]
env_list = py{311,312}, lint
[testenv]
commands_pre = python -m pip check
commands =
    py311: pytest {posargs:tests} \\
        -q
    !py311: pytest -x
    - coverage report
[testenv:lint]
commands_pre =
commands = {[base]lint}
    {envbindir}/ruff format --check {env:SRC}
[base]
lint = ruff check .
`
  const tree = { 'tox.ini': ini }

  test.each([
    ['tox -e py311', ['python -m pip check', 'pytest tests -q', 'coverage report (command line starts with -)']],
    ['tox -e py312', ['python -m pip check', 'pytest -x', 'coverage report (command line starts with -)']],
    ['tox run -e lint', ['ruff check .', 'ruff format --check <{env:SRC}>']],
    ['python -m tox -e lint', ['ruff check .', 'ruff format --check <{env:SRC}>']],
    ['tox -e py311 -- tests/a.py', expect.arrayContaining(['pytest tests/a.py -q'])],
    ['TOXENV=lint tox', expect.arrayContaining(['ruff check .'])],
    ['tox', expect.arrayContaining(['pytest tests -q', 'pytest -x', 'ruff check .'])],
    ['tox -e py${{ matrix.python }}', expect.arrayContaining(['pytest -x'])],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('setup.cfg', () => {
    expect(commands('tox', { 'setup.cfg': '[tox:tox]\nenvlist = a\n[testenv]\ncommands = pytest\n' })).toEqual([
      'pytest',
    ])
  })

  test.each([
    ['tox -e ${{ matrix.env }}', 'dynamic: tox environment ${{ matrix.env }}', tree],
    ['tox', 'missing: the configuration of tox', {}],
  ])('%s is left open', (text, expected, files) => {
    expect(open(text, files)).toContain(expected)
  })

  test('references in a circle end', () => {
    expect(open('tox', { 'tox.ini': '[testenv]\ncommands = {[testenv]commands}\n' })).toHaveLength(1)
  })
})

describe('nox', () => {
  const noxfile = `
import nox

@nox.session(python=["3.11", "3.12"])
def tests(session):
    session.install(".")
    session.run("pytest", "-q", *session.posargs, env={"A": "b"})
    session.run(
        "coverage",  # a comment, with a comma
        'report',
        f"--fail-under={LIMIT}",
    )

@nox.session(name="lint-all", default=False)
def lint(session: nox.Session) -> None:
    session.run("ruff", "check")

def helper(session):
    session.run("rm", "x")
`
  const tree = { 'noxfile.py': noxfile }
  const tests = ['pytest -q <*session.posargs>', 'coverage report <--fail-under={LIMIT}>']

  test.each([
    ['nox', tests],
    ['nox -s tests', tests],
    ['nox -s tests-3.12 -- -x', tests],
    ['nox -s tests-${{ matrix.python }}', tests],
    ['nox --session=lint-all', ['ruff check']],
    ['nox -s tests lint-all', [...tests, 'ruff check']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test.each([
    ['nox -s none', 'missing: nox session none', tree],
    ['nox -t ci', 'dynamic: nox sessions chosen by tag or keyword', tree],
    ['nox', 'missing: noxfile.py', {}],
  ])('%s is left open', (text, expected, files) => {
    expect(open(text, files)).toContain(expected)
  })
})

describe('tasks of Python projects', () => {
  const tree = {
    'pyproject.toml': `
[tool.hatch.envs.default.scripts]
test = "pytest {args:tests}"
cov = ["test --cov", "- coverage html"]
[tool.hatch.envs.lint.scripts]
style = "ruff check ."
[tool.pdm.scripts]
unit = "pytest -q"
both = {composite = ["unit", "ruff check"]}
shell = {shell = "ruff check && pytest"}
[tool.poe.tasks]
types = {cmd = "mypy src"}
`,
  }

  test.each([
    ['hatch run test', ['pytest tests']],
    ['hatch run test -x', ['pytest -x']],
    ['hatch run lint:style', ['ruff check .']],
    ['hatch run pytest -q', ['pytest -q']],
    ['pdm run unit', ['pytest -q']],
    ['pdm run both', ['pytest -q', 'ruff check']],
    ['pdm run shell', ['ruff check', 'pytest']],
    ['poe types', ['mypy src']],
    ['poetry run poe types', ['mypy src']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test.each([
    ['hatch run a:b', 'missing: hatch task a:b'],
    ['rye run test', 'missing: rye task test'],
    ['poe nothing', 'missing: poe task nothing'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, tree)).toContain(expected)
  })
})

describe('Composer and Deno', () => {
  const tree = {
    'composer.json': JSON.stringify({
      scripts: {
        test: ['@lint', '@php vendor/bin/phpunit', 'Acme\\Scripts::report', '@putenv A=b'],
        lint: 'phpstan analyse',
      },
    }),
    'deno.json': '{"tasks": {"test": "deno test -A", "check": {"command": "deno lint"}}}',
  }

  test.each([
    ['composer test', ['phpstan analyse', 'php vendor/bin/phpunit']],
    ['composer run-script lint -- --debug', ['phpstan analyse --debug']],
    ['composer install', ['composer install']],
    ['deno task test', ['deno test -A']],
    ['deno task check', ['deno lint']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('what cannot be followed is left open', () => {
    expect(open('composer test', tree)).toContain('unsupported: PHP callback Acme\\Scripts::report')
    expect(open('composer nothing', tree)).toContain('missing: composer script nothing')
    expect(open('deno task nothing', tree)).toContain('missing: deno task nothing')
  })
})

describe('build tools whose scripts stand in the tree', () => {
  test.each([
    ['./gradlew test --no-daemon', 'gradle test --no-daemon'],
    ['../gradlew check', 'gradle check'],
    ['./mvnw -B verify', 'mvn -B verify'],
  ])('%s', (text, expected) => {
    const tree = { gradlew: '#!/bin/sh\nexec java', mvnw: '#!/bin/sh\nexec java' }
    expect(commands(text, tree)[0]).toBe(expected)
  })
})
