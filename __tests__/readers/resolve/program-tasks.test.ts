// Task runners whose tasks are programs: only literal commands are followed, everything else is left open.
import { describe, expect, test } from '@jest/globals'
import { chain, commands, open } from './support.js'

describe('invoke', () => {
  const tree = {
    'tasks.py': [
      'from invoke import task',
      '',
      '@task',
      'def unit_test(c):',
      '    c.run("pytest tests/unit")',
      '',
      '@task(pre=[unit_test], name="ship")',
      'def deploy(c, env="test"):',
      '    c.run(',
      '        f"kubectl apply -f k8s/{env}"',
      '        " --wait"',
      '    )',
      '    lint(c)',
      '',
      'def lint(c):',
      '    c.run("ruff check .", pty=True)',
      '',
      '@task',
      'def open_ended(c):',
      '    c.run(COMMAND)',
      '    c.run("make " + target)',
    ].join('\n'),
  }

  test.each([
    ['inv unit-test', ['pytest tests/unit']],
    ['invoke ship', ['pytest tests/unit', 'ruff check .', 'kubectl apply -f <k8s/${{ env }}> --wait']],
    ['invoke unit-test --verbose', ['pytest tests/unit']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test.each([
    ['invoke nothing', ['missing: invoke task nothing']],
    ['invoke $TASK', ['dynamic: invoke task $TASK']],
    ['invoke open-ended', ['dynamic: a command that is put together in the task open_ended']],
  ])('%s leaves open what it runs', (text, expected) => {
    expect(open(text, tree)).toEqual(expected)
  })

  test('without tasks.py', () => {
    expect(open('invoke test')).toEqual(['missing: tasks.py'])
  })

  test('the chain names the line of the task', () => {
    expect(chain('inv unit-test', tree)).toEqual([
      '.github/workflows/ci.yml:1 inv unit-test',
      'tasks.py:5 pytest tests/unit',
    ])
  })
})

describe('rake', () => {
  const tree = {
    Rakefile: [
      "require 'rspec/core/rake_task'",
      'RSpec::Core::RakeTask.new(:spec)',
      'RuboCop::RakeTask.new',
      '',
      'task default: %i[spec rubocop]',
      'task :ci => [:spec, "deploy:check"]',
      '',
      'namespace :deploy do',
      "  desc 'look first'",
      '  task :check do',
      "    sh 'kubectl diff -f k8s'",
      '  end',
      '  task :production, [:tag] => :check do |_, args|',
      '    if args[:tag]',
      '      sh "kubectl set image deployment/shop shop=shop:#{args[:tag]}"',
      '    end',
      "    Rake::Task['db:migrate'].invoke",
      '  end',
      'end',
    ].join('\n'),
    'lib/tasks/db.rake': "namespace :db do\n  task :migrate do\n    system('flyway', 'migrate')\n  end\nend\n",
  }

  test.each([
    ['rake', ['rspec', 'rubocop']],
    ['rake ci', ['rspec', 'kubectl diff -f k8s']],
    ['bundle exec rake deploy:check', ['kubectl diff -f k8s']],
    [
      'rake "deploy:production[v2]" RAILS_ENV=production',
      ['kubectl diff -f k8s', 'flyway migrate', 'kubectl set image deployment/shop <shop=shop:${{ args[:tag] }}>'],
    ],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('a task that no file defines is what the lexicon knows of it', () => {
    expect(commands('rake assets:precompile', tree)).toEqual(['rake assets:precompile'])
  })
})

describe('mage', () => {
  const tree = {
    'magefile.go': [
      '//go:build mage',
      '',
      'package main',
      '',
      'var Default = Build',
      '',
      'func Build() error {',
      '\tmg.Deps(Lint, Test.Unit)',
      '\treturn sh.RunWith(map[string]string{}, "go", "build", "-o", output(), "./...")',
      '}',
      '',
      'func Lint() error { return sh.Run("golangci-lint", "run") }',
      '',
      'func (Test) Unit() error {',
      '\treturn sh.RunV("go", "test", "./...")',
      '}',
      '',
      'func Odd() error {',
      '\treturn exec.Command(name).Run()',
      '}',
    ].join('\n'),
  }

  test.each([
    ['mage', ['golangci-lint run', 'go test ./...', 'go build -o <${{ output() }}> ./...']],
    ['mage -v test:unit', ['go test ./...']],
    ['mage lint', ['golangci-lint run']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test.each([
    ['mage nothing', ['missing: mage target nothing']],
    ['mage odd', ['dynamic: a command that is put together in the target odd']],
  ])('%s leaves open what it runs', (text, expected) => {
    expect(open(text, tree)).toEqual(expected)
  })
})

describe('cargo', () => {
  const tree = { '.cargo/config.toml': '[alias]\nxtask = "run --package xtask --"\nt = ["test", "--workspace"]\n' }

  test.each([
    ['cargo t --locked', ['cargo test --workspace --locked']],
    ['cargo +nightly xtask ci', ['cargo +nightly run --package xtask -- ci']],
    ['cargo build', ['cargo build']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })

  test('an alias of itself ends', () => {
    expect(commands('cargo b', { '.cargo/config.toml': '[alias]\nb = "b"\nc = "d"\nd = "c"\n' })).toEqual(['cargo b'])
    expect(commands('cargo c', { '.cargo/config.toml': '[alias]\nc = "d"\nd = "c"\n' })).toHaveLength(1)
  })
})

describe('go generate', () => {
  const tree = {
    'a/a.go': 'package a\n\n//go:generate mockgen -source a.go\n',
    'b/b.go': 'package b\n\n//go:generate go run ../gen\n',
    'b/text.txt': '//go:generate rm -rf /\n',
  }

  test.each([
    ['go generate ./...', ['mockgen -source a.go in a', 'go run ../gen in b']],
    ['go generate ./a', ['mockgen -source a.go in a']],
    ['go generate', []],
    ['go test ./...', ['go test ./...']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree).filter((each) => each !== 'go generate')).toEqual(expected)
  })
})

describe('docker compose', () => {
  const tree = {
    'compose.yaml': [
      'services:',
      '  unit: { build: ., command: npm run unit }',
      '  list: { image: node, volumes: ["./:/app"], entrypoint: ["npm", "run"], command: [unit] }',
      '  elsewhere: { image: acme/tests, command: npm run unit }',
      '  silent: { image: acme/tests }',
    ].join('\n'),
    'package.json': '{ "scripts": { "unit": "jest" } }',
  }

  test.each([
    ['docker compose run --rm unit', ['jest']],
    ['docker-compose up --build --exit-code-from list', ['jest']],
    ['docker compose run unit eslint .', ['eslint .']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree).map((each) => each.replace(/ in \?$/, ''))).toEqual(expected)
  })

  test.each([
    [
      'a folder that is mounted where it works',
      '{ image: node, volumes: ["./web:/app"], working_dir: /app }',
      'vitest in web',
    ],
    ['a folder below', '{ image: node, volumes: [".:/app"], working_dir: /app/web/ }', 'vitest in web'],
    [
      'a mount in the long form',
      '{ volumes: [{type: bind, source: ./web, target: /app}], working_dir: /app }',
      'vitest in web',
    ],
    ['the root', '{ image: node, volumes: [".:/app:ro"] }', 'jest'],
    ['what its image is built of', '{ build: ./web }', 'vitest in web'],
    ['what its image is built of, in the long form', '{ build: { context: web } }', 'vitest in web'],
    ['an image from elsewhere', '{ image: acme/x }', 'npm run unit in ?'],
    [
      'a folder that nothing is mounted to',
      '{ image: node, volumes: [".:/app"], working_dir: /srv }',
      'npm run unit in ?',
    ],
  ])('a command that is given runs in the folder of the service: %s', (_, service, expected) => {
    const more = {
      'compose.yaml': `services:\n  s: ${service}\n`,
      'web/package.json': '{"scripts": {"unit": "vitest"}}',
    }
    expect(commands('docker compose run --rm s npm run unit', { ...tree, ...more })).toEqual([expected])
    expect(commands('docker-compose exec -T s npm run unit', { ...tree, ...more })).toEqual([expected])
  })

  test.each([
    ['docker compose run elsewhere', /^dynamic: package script unit/],
    ['docker compose run silent', /^unknown-command: the entry point of the service silent$/],
    ['docker compose run other', /^missing: service other$/],
    ['docker compose -f missing.yaml run unit', /^missing: the Compose file of the service unit$/],
  ])('%s leaves open what it runs', (text, expected) => {
    expect(open(text, tree)).toEqual([expect.stringMatching(expected)])
  })
})
