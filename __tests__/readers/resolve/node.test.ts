import { describe, expect, test } from '@jest/globals'
import { commands, open, packageJson } from './support.js'

const one = {
  'package.json': packageJson({
    test: 'jest',
    'test:unit': 'vitest run',
    'test:e2e': 'playwright test',
    prebuild: 'rimraf dist',
    build: 'tsc -p .',
    postbuild: 'cp a dist',
    start: 'node server.js',
    all: 'run-s test:*',
    both: "concurrently 'npm:test:unit' 'eslint .'",
    served: 'start-server-and-test start http://localhost:3000 test:e2e',
    __proto__x: 'eslint .',
  }),
  'web/package.json': packageJson({ test: 'ava' }),
}

describe('package scripts', () => {
  test.each([
    ['npm test', ['jest']],
    ['npm t', ['jest']],
    ['npm run test', ['jest']],
    ['npm run-script test -- --ci --shard=1/2', ['jest --ci --shard=1/2']],
    ['npm test -- "a b" $X', ['jest a b <$X>']],
    ['npm run --silent build', ['rimraf dist', 'tsc -p .', 'cp a dist']],
    ['npm --prefix web test', ['ava in web']],
    ['npm test --prefix=web', ['ava in web']],
    ['cd web && npm test', ['cd web', 'ava in web']],
    ['cd web/src && npm test', ['cd web/src', 'ava in web']],
    ['yarn test --ci', ['jest --ci']],
    ['yarn run test --ci', ['jest --ci']],
    ['yarn --cwd web test', ['ava in web']],
    ['yarn jest --ci', ['jest --ci']],
    ['pnpm test', ['jest']],
    ['pnpm -C web test', ['ava in web']],
    ['pnpm run test --ci', ['jest --ci']],
    ['pnpm eslint .', ['eslint .']],
    ['bun run test', ['jest']],
    ['node --run test', ['jest']],
    ['npm run all', ['vitest run', 'playwright test']],
    ['npm run both', ['vitest run', 'eslint .']],
    ['npm run __proto__x', ['eslint .']],
    ['npm run missing --if-present', ['npm run missing --if-present']],
  ])('%s', (text, expected) => {
    expect(commands(text, one)).toEqual(expected)
    expect(open(text, one)).toEqual([])
  })

  test.each([
    ['npm ci', ['npm ci']],
    ['npm publish', ['npm publish']],
    ['yarn', ['yarn']],
    ['yarn install --frozen-lockfile', ['yarn install --frozen-lockfile']],
    ['pnpm install', ['pnpm install']],
    ['bun test', ['bun test']],
  ])('%s is no script', (text, expected) => {
    expect(commands(text, { 'package.json': packageJson({ ci: 'x', install: 'x', publish: 'x' }) })).toEqual(expected)
  })

  test('an install that tests does both', () => {
    expect(commands('npm cit', one)).toEqual(['npm cit', 'jest'])
  })

  test('a server for the tests runs beside them', () => {
    expect(commands('npm run served', one)).toEqual(['node server.js', 'playwright test'])
  })

  test.each([
    ['npm run nothing', 'missing: package script nothing'],
    ['npm run ${{ matrix.script }}', 'dynamic: package script ${{ matrix.script }}'],
    ['cd $X && npm test', 'dynamic: package script test in a folder that cannot be told'],
    ['yarn check:all', 'missing: package script check:all'],
    ['npm test -w none', 'missing: package script test'],
    ['npm run constructor', 'missing: package script constructor'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, one)).toContain(expected)
  })

  test('in an unknown folder not even the only package is meant', () => {
    const tree = { 'web/package.json': packageJson({ test: 'jest' }) }
    expect(commands('cd $X && npm test', tree)).toEqual(['cd <$X>', 'npm test in ?'])
  })

  test('a file that is no JSON has no scripts', () => {
    expect(open('npm test', { 'package.json': '{"scripts": [' })).toEqual(['missing: package script test'])
  })
})

describe('workspaces', () => {
  const tree = {
    'package.json': packageJson({ test: 'npm test --workspaces', build: 'turbo run build' }),
    'packages/a/package.json': packageJson({ test: 'jest a', build: 'tsc a' }, '@x/a'),
    'packages/b/package.json': packageJson({ test: 'jest b' }, '@x/b'),
    'node_modules/c/package.json': packageJson({ test: 'jest c' }),
    'examples/d/package.json': packageJson({ test: 'jest d' }),
  }
  const both = ['jest a in packages/a', 'jest b in packages/b']

  test.each([
    ['npm test', both],
    ['npm run test --workspaces --if-present', both],
    ['npm test -w packages/a', ['jest a in packages/a']],
    ['npm test --workspace=@x/b', ['jest b in packages/b']],
    ['pnpm -r test', both],
    ['pnpm --recursive run test', both],
    ['pnpm --filter @x/a test', ['jest a in packages/a']],
    ['pnpm --filter "./packages/**" test', both],
    ['yarn workspace @x/a test', ['jest a in packages/a']],
    ['yarn workspaces run test', both],
    ['yarn workspaces foreach -A run test', both],
    ['lerna run test --scope @x/a', both],
    ['npx turbo run test build', [...both, 'tsc a in packages/a']],
    ['turbo test', both],
    ['nx run-many -t test', both],
    ['nx run-many --targets=test,build', [...both, 'tsc a in packages/a']],
    ['nx affected --target test', both],
  ])('%s', (text, expected) => {
    expect(commands(text, tree)).toEqual(expected)
  })
})
