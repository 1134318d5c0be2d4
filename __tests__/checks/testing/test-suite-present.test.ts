import check from '../../../checks/testing/test-suite-present.js'
import { testCheck } from '../../helpers/check-tester.js'

const many = (extension: string, folder = 'src/') =>
  Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${folder}${name}.${extension}`, '']))
const image = { Dockerfile: 'FROM alpine:3.22\nEXPOSE 80\n' }
const sources = { ...many('ts'), ...image }

testCheck(check, {
  notApplicable: [
    { name: 'infrastructure', files: { 'main.tf': 'terraform {\n  backend "s3" {}\n}\n' } },
    { name: 'documents', files: { 'README.md': '# shop' } },
    { name: 'fewer files than need a suite', files: { 'a.go': '', 'b.go': '', ...image } },
    { name: 'a language without a convention', files: { ...many('lua'), ...image } },
    { name: 'generated sources', files: { ...many('pb.go'), ...image } },
    { name: 'sources of others', files: { ...many('go', 'vendor/acme/'), 'main.go': '', ...image } },
    { name: 'a kind that the configuration gives', files: sources, settings: { kind: 'infrastructure' } },
  ],
  passes: [
    { name: 'javascript', files: { ...sources, 'src/a.test.ts': '' } },
    { name: 'a specification', files: { ...sources, 'src/a.spec.tsx': '' } },
    { name: 'a folder of tests', files: { ...sources, '__tests__/a.ts': '' } },
    { name: 'go', files: { ...many('go'), ...image, 'src/a_test.go': '' } },
    { name: 'python', files: { ...many('py'), ...image, 'tests/test_a.py': '' } },
    { name: 'java', files: { ...many('java'), ...image, 'src/test/java/ATest.java': '' } },
    { name: 'dotnet', files: { ...many('cs'), ...image, 'Shop.Tests/CartTests.cs': '' } },
    { name: 'ruby', files: { ...many('rb'), ...image, 'spec/a_spec.rb': '' } },
    { name: 'php', files: { ...many('php'), ...image, 'tests/CartTest.php': '' } },
    { name: 'rust, inside a source', files: { ...many('rs'), ...image, 'src/a.rs': '#[cfg(test)]\nmod tests {}\n' } },
    { name: 'rust, beside the sources', files: { ...many('rs'), ...image, 'tests/cart.rs': '' } },
    {
      name: 'a language that is hardly used',
      files: {
        ...sources,
        ...many('ts', 'lib/'),
        ...many('ts', 'web/'),
        ...many('ts', 'app/'),
        'src/a.test.ts': '',
        'x.py': '',
        'y.py': '',
        'z.py': '',
      },
    },
  ],
  fails: [
    { name: 'no test', files: sources, expect: ['none'] },
    { name: 'only tests of examples', files: { ...sources, 'examples/a.test.ts': '' }, expect: ['none'] },
    {
      name: 'a library',
      files: { ...many('ts'), 'package.json': '{ "name": "cart", "version": "1.0.0", "exports": "./a.js" }' },
      expect: ['none'],
    },
    { name: 'one of two languages', files: { ...sources, ...many('go'), 'src/a_test.go': '' }, expect: ['none'] },
    { name: 'a lower limit', files: { 'a.go': '', ...image }, options: { minFiles: 1 }, expect: ['none'] },
  ],
})
