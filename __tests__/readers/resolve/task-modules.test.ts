import { describe, expect, test } from '@jest/globals'
import { chain, commands, open } from './support.js'

describe('nox', () => {
  const PROGRAMS = { lint: 'flake8', docs: 'mkdocs', tests: 'pytest' }
  const noxfile = (options: string): string =>
    `import nox\n${options}\n${Object.entries(PROGRAMS)
      .map(([name, program]) => `@nox.session\ndef ${name}(session):\n    session.run("${program}")\n`)
      .join('')}`

  test.each([
    ['nox.options.sessions = ["lint"]', ['flake8']],
    ["nox.options.sessions = (\n    'tests',\n    'lint',\n)", ['pytest', 'flake8']],
    ['nox.options.sessions = DEFAULT', ['flake8', 'mkdocs', 'pytest']],
    ['nox.options.reuse_existing_virtualenvs = True', ['flake8', 'mkdocs', 'pytest']],
  ])('%s', (options, expected) => {
    expect(commands('nox', { 'noxfile.py': noxfile(options) })).toEqual(expected)
    expect(commands('nox -s docs', { 'noxfile.py': noxfile(options) })).toEqual(['mkdocs'])
  })
})

describe('modules of just', () => {
  const tree = {
    justfile: "mod web\nmod api 'services/api.just'\nmod? gone\n\nci:\n  ruff check\n",
    'web/mod.just': 'mod e2e\ntest kind:\n  vitest {{kind}}\n',
    'web/e2e.just': 'run:\n  playwright test\n',
    'services/api.just': 'test:\n  go test ./...\n',
  }

  test.each([
    ['just ci', ['ruff check']],
    ['just web::test run', ['vitest run in web']],
    ['just web test run', ['vitest run in web']],
    ['just web::e2e::run', ['playwright test in web']],
    ['just api::test', ['go test ./... in services']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('modules that are not there, and one that holds itself', () => {
    expect(open('just gone::x', tree)).toEqual(['missing: just recipe gone::x of justfile'])
    expect(open('just a::a::a::x', { justfile: "mod a 'justfile'\n" })).toEqual(['missing: just recipe x of justfile'])
  })
})

describe('rake in braces', () => {
  const Rakefile = 'task(:prepare) { sh \'rubocop\' }\ntask unit: :prepare do\n  sh "rspec spec/unit"\nend\n'

  test('a task on one line', () => {
    expect(commands('rake unit', { Rakefile })).toEqual(['rubocop', 'rspec spec/unit'])
    expect(open('rake unit', { Rakefile })).toEqual([])
  })
})

describe('Composer', () => {
  test('scripts that call one another end', () => {
    const scripts = { a: ['@b', 'phpstan'], b: ['@a', '@b', 'phpunit'] }
    expect(commands('composer a', { 'composer.json': JSON.stringify({ scripts }) })).toEqual(['phpunit', 'phpstan'])
  })
})

describe('a package of Invoke tasks', () => {
  const tree = {
    'tasks/__init__.py':
      'from invoke import Collection, task\nfrom . import docs\n\n@task\ndef lint(c):\n    c.run("ruff check")\n',
    'tasks/docs.py':
      'from invoke import task\n\n@task\ndef clean(c):\n    c.run("rm -rf out")\n\n@task(pre=[clean])\ndef build_all(c):\n    c.run("sphinx-build . out")\n',
  }

  test.each([
    ['inv lint', ['ruff check']],
    ['invoke docs.build-all', ['rm -rf out', 'sphinx-build . out']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('the chain names the module', () => {
    expect(chain('inv docs.build-all', tree).at(-1)).toBe('tasks/docs.py:9 sphinx-build . out')
  })
})
