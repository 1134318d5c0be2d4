import { describe, expect, test } from '@jest/globals'
import { commands, intents, open, understand } from './support.js'

/** Commands of `text` with this makefile. */
const made = (makefile: string, text = 'make', more: Readonly<Record<string, string>> = {}): string[] =>
  commands(text, { Makefile: makefile, ...more })

describe('targets', () => {
  const makefile = [
    '.PHONY: all test lint',
    'all: lint test ## everything',
    'test: prepare',
    '\tgo test ./...',
    'lint:; golangci-lint run',
    'prepare:',
    '\t@go generate ./...',
    'b/%.txt: %.src',
    '\tpack $< -o $@ --stem $*',
    '',
  ].join('\n')

  test.each([
    ['make', ['golangci-lint run', 'go generate ./...', 'go test ./...']],
    ['make test', ['go generate ./...', 'go test ./...']],
    ['make test lint', ['go generate ./...', 'go test ./...', 'golangci-lint run']],
    ['make -j4 lint', ['golangci-lint run']],
    ['gmake lint V=1', ['golangci-lint run']],
    ['make b/x.txt', ['pack x.src -o b/x.txt --stem x']],
  ])('%s', (text, expected) => {
    expect(made(makefile, text)).toEqual(expected)
  })

  test.each([
    ['make push', ['docker push acme/api:latest']],
    ['make push TAG=dev', ['docker push acme/api:dev']],
    ['make push TAG=$CI_COMMIT_SHA', ['docker push <acme/api:$CI_COMMIT_SHA>']],
    ['make push TAG=${{ github.sha }}', ['docker push <acme/api:${{ github.sha }}>']],
  ])('take variables from the command line: %s', (text, expected) => {
    expect(made('TAG = latest\npush:\n\tdocker push acme/api:$(TAG)\n', text)).toEqual(expected)
  })

  test('in another folder and another file', () => {
    const tree = { 'web/ci.mk': 'test:\n\tjest\n' }
    expect(commands('make -C web -f ci.mk test', tree)).toEqual(['jest in web'])
    expect(commands('cd web && make --file=ci.mk test', tree)).toEqual(['cd web', 'jest in web'])
  })

  test('included files', () => {
    const tree = {
      Makefile: 'DIR := mk\ninclude $(DIR)/test.mk\n-include none.mk\ninclude mk/*.inc\n',
      'mk/test.mk': 'test:\n\tjest\n',
      'mk/a.inc': 'a:\n\teslint .\n',
    }
    expect(commands('make test a', tree)).toEqual(['jest', 'eslint .'])
  })

  test('make within make', () => {
    expect(made('all:\n\t$(MAKE) -C web test\n', 'make', { 'web/Makefile': 'test:\n\tjest\n' })).toEqual([
      'jest in web',
    ])
  })

  test('a rule for any target passes on to the one that it names', () => {
    expect(made('%: common-% ;\n\ncommon-test:\n\tjest\n', 'make test')).toEqual(['jest'])
  })

  test.each([
    ['a rule for any target', '%:\n\tgo run ./make $@\n', 'make lint', ['go run ./make lint']],
    ['that swallows further words', 'test:\n\tjest\n%:\n\t@:\n', 'make test unit', ['jest', ':']],
    ['that makes no file of the tree', 'test: main.go\n\tjest\n%:\n\tfetch $@\n', 'make test', ['jest']],
    ['the default rule', '.DEFAULT:\n\tgo run ./make $@\n', 'make lint', ['go run ./make lint']],
    ['targets that ls names', 'T := $(shell ls ci)\n$(T):\n\tsh ci/$@\n', 'make lint', ['eslint .']],
    ['targets that a wildcard names', '$(wildcard ci/*):\n\tbash $@\n', 'make ci/lint', ['eslint .']],
  ])('%s', (_, makefile, text, expected) => {
    expect(made(makefile, text, { 'main.go': '', 'ci/lint': 'eslint .\n' })).toEqual(expected)
  })

  test('a target that no rule makes, where another rule is for names from elsewhere', () => {
    const tree = { Makefile: '$(shell ls ci):\n\tsh ci/$@\n', 'ci/lint': 'eslint .\n' }
    expect(open('make ship', tree)).toEqual(['missing: make target ship of Makefile'])
  })

  test('a folder below', () => {
    const tree = { 'a/Makefile': '$(wildcard ci/*):\n\tbash $@\n', 'a/ci/lint': 'eslint .\n' }
    expect(commands('make -C a ci/lint', tree)).toEqual(['eslint . in a'])
  })

  test('circles end', () => {
    expect(made('a: b\n\tmake a\n\tjest\nb: a\n\tmake b\n', 'make a')).toEqual(['jest', 'jest'])
  })

  test.each([
    ['make nothing', 'missing: make target nothing of Makefile'],
    ['make ${{ matrix.target }}', 'dynamic: make target ${{ matrix.target }}'],
    ['make -C none test', 'missing: a makefile in none'],
    ['make -f none.mk', 'missing: makefile none.mk'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, { Makefile: makefile })).toContain(expected)
  })

  test('without a makefile', () => {
    expect(open('make test')).toContain('missing: a makefile in the root')
  })

  test('a dry run runs nothing', () => {
    expect(made(makefile, 'make -n test')).toEqual(['make -n test'])
  })
})

describe('recipes', () => {
  test.each([
    ['prefixes', 't:\n\t@-jest\n', ['jest (recipe line starts with -)']],
    ['one shell a line', 't:\n\tcd web\n\tjest\n', ['cd web', 'jest']],
    ['continued lines', 't:\n\tcd web && \\\n\t  jest --ci\n', ['cd web', 'jest --ci in web']],
    [
      'a line does not stop by itself',
      't:\n\tjest; echo done\n',
      ['jest (the script goes on after a failure)', 'echo done'],
    ],
    [
      'unless the shell is told to',
      '.SHELLFLAGS := -eu -o pipefail -c\nt:\n\tjest | tee x; ls\n',
      ['jest', 'tee x', 'ls'],
    ],
    ['unless its own name says so', 'SHELL = /bin/bash -o pipefail\nt:\n\tjest | tee x\n', ['jest', 'tee x']],
    ['a dollar for the shell', 't:\n\tfor d in a b; do jest $$d; done\n', ['jest a', 'jest b']],
    [
      'a substitution of the shell',
      't:\n\techo $$(git describe)\n',
      ['git describe ($(…) in echo)', 'echo <$(git describe)>'],
    ],
    ['conditions', 't:\nifdef CI\n\tjest\nendif\n\teslint .\n', ['?jest', 'eslint .']],
    ['comments between lines', 't:\n\tjest\n# x\n\n\teslint .\n', ['jest', 'eslint .']],
    ['spaces in front of other lines', 't: u\n  X := y\nu:\n\tjest $(X)\n', ['jest y']],
    ['Windows line ends', 't:\r\n\tjest\r\n', ['jest']],
  ])('%s', (_, makefile, expected) => {
    expect(made(makefile, 'make t')).toEqual(expected)
  })

  test('make -i ignores failures', () => {
    expect(made('t:\n\tjest\n', 'make -i t')).toEqual(['jest (make -i)'])
  })

  test('the place of a command is that of its line', () => {
    const makefile = 'A = jest\n\nt:\n\teslint . && \\\n\t$(A) --ci\n'
    const places = understand('make t', { Makefile: makefile }).commands.map(({ at }) => `${at.line}:${at.column}`)
    expect(places[0]).toBe('4:2')
    expect(places[1]).toMatch(/^5:/)
  })
})

describe('variables', () => {
  test.each([
    ['literal ones', 'GO ?= go\nTEST = $(GO) test\nt:\n\t$(TEST) ./... ${FLAGS}\n', 'go test ./... <${FLAGS}>'],
    ['of one letter', 'G = go\nt:\n\t$G vet\n', 'go vet'],
    ['added to', 'F = -a\nF += -b\nt:\n\tjest $(F)\n', 'jest -a -b'],
    ['quiet ones', 'ifeq ($(V),1)\nQ =\nelse\nQ = @\nendif\nt:\n\t$(Q)jest\n', 'jest'],
    ['that nothing sets, in front', 't:\n\t$(SUDO) jest\n', 'jest'],
    ['that nothing sets, elsewhere', 't:\n\tjest $(ARGS)\n', 'jest <$(ARGS)>'],
    [
      'that a command sets',
      'V := $(shell git describe)\nt:\n\tdocker push x:$(V)\n',
      'docker push <x:$(shell git describe)>',
    ],
    ['that call themselves', 'A = $(B)\nB = $(A)\nt:\n\tjest $(A)\n', 'jest <$(A)>'],
    ['with arguments', 'run = jest $(1) --$(2)\nt:\n\t$(call run,a,b)\n', 'jest a --b'],
    ['the target', 't:\n\tjest $@\n', 'jest t'],
    ['the folder', 't:\n\tmake -C $(CURDIR)/web\n', 'jest in web'],
    ['exported', 'export X = y\nt:\n\tjest $(X)\n', 'jest y'],
    ['of the command line', 'X = y\nt:\n\tjest $(X)\n', 'jest z', 'make t X=z'],
    ['of the environment, where nothing else is set', 'X ?= y\nt:\n\tjest $(X)\n', 'jest z', 'X=z make t'],
    ['of the environment, overruled', 'X = y\nt:\n\tjest $(X)\n', 'jest y', 'X=z make t'],
  ])('%s', (_, makefile, expected, text = 'make t') => {
    expect(made(makefile, text, { 'web/Makefile': 'x:\n\tjest\n' })).toEqual([expected])
  })

  test('a program that depends on a condition is listed for each case', () => {
    const makefile = 'T := go test\nifdef X\nT := gotestsum --\nendif\nt:\n\t$(T) ./...\n'
    expect(made(makefile, 'make t')).toEqual(['?go test ./...', '?gotestsum -- ./...'])
    expect(intents('make t', { Makefile: makefile })).toHaveLength(2)
  })

  test('a value that doubles stays as written', () => {
    const doubling = Array.from({ length: 40 }, (_, index) => `A${index + 1} = $(A${index})$(A${index})`).join('\n')
    const [command] = understand('make t', { Makefile: `A0 = xxxxxxxxxx\n${doubling}\nt:\n\techo $(A40)\n` }).commands
    expect(command?.argv.map(({ text }) => text).join(' ').length).toBeLessThan(100_000)
  })
})
