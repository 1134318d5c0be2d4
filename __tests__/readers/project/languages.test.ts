import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

const languages = (paths: readonly string[] | Record<string, string>) =>
  project(paths).languages.map(({ language, sourceFiles, testFiles, share }) => [
    language,
    sourceFiles.length,
    testFiles.length,
    Math.round(share * 100),
  ])

describe('what counts as a source', () => {
  test.each([
    'README.md',
    'package.json',
    'src/types.d.ts',
    'public/app.min.js',
    'api/service.pb.go',
    'api/service_pb2.py',
    'lib/model.g.dart',
    'pkg/zz_generated.deepcopy.go',
    'src/__generated__/schema.ts',
    'web/generated/client.ts',
    'panel/entry.0123abcd.js',
    'eslint.config.js',
    '.prettierrc.cjs',
    'setup.py',
    'node_modules/a/index.js',
    'vendor/a/a.go',
    'examples/a.ts',
    'ts',
  ])('%s does not', (path) => expect(languages([path])).toEqual([]))

  test.each([
    ['src/app.ts', 'javascript'],
    ['src/App.vue', 'javascript'],
    ['app/main.py', 'python'],
    ['main.go', 'go'],
    ['src/main/kotlin/App.kt', 'java'],
    ['lib/shop.rb', 'ruby'],
    ['src/Shop.cs', 'dotnet'],
    ['src/Shop.php', 'php'],
    ['scripts/release.sh', 'shell'],
    ['main.tf', 'terraform'],
    ['src/main.rs', 'rust'],
    ['src/config.ts', 'javascript'],
    ['src/general.gen/x.ts', 'javascript'],
  ])('%s is %s', (path, language) => expect(languages([path])).toEqual([[language, 1, 0, 100]]))
})

describe('what counts as a test', () => {
  test.each([
    'src/latest.ts',
    'src/contest.py',
    'src/testing.go',
    'src/attest.go',
    'src/testimonials/list.ts',
    'src/Latest.java',
    'lib/greatest.rb',
    'protest/a.js',
  ])('%s does not', (path) => expect(languages([path])[0]?.slice(1, 3)).toEqual([1, 0]))

  test.each([
    'src/app.test.ts',
    'src/app.spec.tsx',
    'src/__tests__/app.js',
    'test/app.js',
    'e2e/checkout.ts',
    'cypress/e2e/shop.cy.ts',
    'test_app.py',
    'app/app_test.py',
    'tests/conftest.py',
    'shop/tests.py',
    'pkg/shop_test.go',
    'tests/it.rs',
    'src/test/java/shop/Any.java',
    'src/shop/ShopTest.java',
    'src/ShopSpec.scala',
    'spec/shop_spec.rb',
    'Shop.Tests/Cart.cs',
    'src/CartTests.cs',
    'tests/CartTest.php',
    'tests/cart.bats',
    'infra/cart.tftest.hcl',
    'Tests/CartTests.swift',
    'test/cart_test.exs',
    'tests/testthat/test-cart.R',
  ])('%s does', (path) => expect(languages([path])[0]?.slice(1, 3)).toEqual([0, 1]))

  test('Rust tests inside the sources', () => {
    expect(languages({ 'src/lib.rs': 'fn a() {}\n#[cfg(test)]\nmod tests {}', 'src/a.rs': '' })).toEqual([
      ['rust', 2, 1, 100],
    ])
    expect(languages({ 'src/lib.rs': 'fn a() {}' })).toEqual([['rust', 1, 0, 100]])
  })
})

test('shares are of the files that are not tests, the most used language first', () => {
  expect(languages(['a.py', 'b.ts', 'c.ts', 'd.ts', 'a.test.ts', 'tests/b.py'])).toEqual([
    ['javascript', 3, 1, 75],
    ['python', 1, 1, 25],
  ])
})
