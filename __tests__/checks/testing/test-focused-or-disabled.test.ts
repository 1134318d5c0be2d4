import check from '../../../checks/testing/test-focused-or-disabled.js'
import { testCheck } from '../../helpers/check-tester.js'

const file = (path: string, ...lines: string[]) => ({ [path]: lines.join('\n') })
const js = (...lines: string[]) => file('src/shop.test.ts', ...lines)
const plain = (count: number) => Array.from({ length: count }, (_, index) => `it('adds ${index}', () => {})`)
/** Enough that a few of them are no more than one in twenty. */
const many = plain(60)

testCheck(check, {
  notApplicable: [
    {
      name: 'a collection of samples',
      files: js(`it.only('a', () => {})`),
      settings: { kind: 'examples' },
    },
    { name: 'a language without such constructs', files: file('tests/shop.rs', '#[test]', '#[ignore]', 'fn a() {}') },
    { name: 'helpers of tests alone', files: file('tests/helpers/tax.ts', 'export const tax = 7') },
  ],
  passes: [
    { name: 'plain tests', files: js(...plain(2)) },
    { name: 'a comment', files: js(...plain(2), `// it.only('adds', () => {})`, '/*', `it.only('a')`, '*/') },
    { name: 'a string', files: js(...plain(2), 'const code = `', `it.only('adds', () => {})`, '`') },
    { name: 'a regular expression with a quotation mark', files: js('const q = /["`]/', ...plain(2)) },
    { name: 'a rule that is tested', files: js(...plain(2), `run({ valid: ["it.only('a')"] })`) },
    { name: 'an assertion of the same name', files: js(...plain(2), `expect(it.only).toBeDefined()`) },
    { name: 'a function of the same name', files: js(...plain(2), `fit(image, 200)`) },
    { name: 'focused if a condition holds', files: js(...plain(2), `const run = debug ? it.only : it`) },
    { name: 'skipped if a condition holds', files: js(...plain(3), `test.skip(isWindows, 'no sockets')`) },
    { name: 'few are off', files: js(...many, `it.skip('a')`, ``, `it.skip('b')`, ``, `it.skip('c')`) },
    { name: 'two are off', files: js(...plain(2), `it.skip('a', () => {})`, ``, `xit('b', () => {})`) },
    {
      name: 'a comment gives the reason',
      files: js(
        ...plain(2),
        `// #412`,
        `it.skip('a', () => {})`,
        ``,
        `xit('b', () => {}) // flaky on arm`,
        ``,
        `it.skip('c', () => {`,
        `  // waits for #9`,
        `})`,
      ),
    },
    {
      name: 'reasons in Java',
      files: file(
        'src/test/java/ShopTest.java',
        ...['@Test', '@Disabled("see #4")', 'void a() {}'],
        ...['@Test', '@Ignore("slow")', 'void b() {}'],
        ...['@Test', '@org.junit.jupiter.api.Disabled("x")', 'void c() {}'],
      ),
    },
    {
      name: 'reasons and conditions in Python',
      files: file(
        'tests/test_shop.py',
        ...['@pytest.mark.skip(reason="no broker")', 'def test_a(): pass'],
        ...['@unittest.skip("slow")', 'def test_b(): pass'],
        ...['@pytest.mark.skipif(WINDOWS, reason="x")', 'def test_c(): pass'],
        ...['@pytest.mark.skipif(WINDOWS)', 'def test_d(): pass'],
      ),
    },
    {
      name: 'reasons and conditions in Go',
      files: file(
        'shop_test.go',
        ...['func TestA(t *testing.T) {', '\tt.Skip("needs a broker")', '}'],
        ...['func TestB(t *testing.T) {', '\tif testing.Short() {', '\t\tt.Skip()', '\t}', '}'],
        ...['func TestC(t *testing.T) {', '\tFit(1)', '}'],
      ),
    },
    {
      name: 'all that may be off',
      files: js(`it.skip('a')`, ``, `xit('b')`, ``, `xit('c')`),
      options: { maxDisabledShare: 1 },
    },
  ],
  fails: [
    { name: 'it.only', files: js(`it.only('adds', () => {}) # ! focused`, ...plain(2)) },
    { name: 'describe.only', files: js(`  describe.only("tax", () => { # ! focused`, ...plain(2), '})') },
    { name: 'a table', files: js('test.only.each([[1, 2]])("adds %i", () => {}) # ! focused', ...plain(2)) },
    { name: 'chained', files: js(`test.describe.serial.only('checkout', () => {}) # ! focused`, ...plain(2)) },
    { name: 'Jasmine', files: js(`fdescribe('tax', () => { # ! focused`, `fit(\`adds\`, () => {}) # ! focused`, '})') },
    { name: 'behind a string with a backtick', files: js('const tick = "`"', `it.only('adds') # ! focused`) },
    {
      name: 'RSpec',
      files: file('spec/shop_spec.rb', `describe Shop do`, `  fit 'adds' do # ! focused`, '  end', 'end'),
    },
    {
      name: 'Ginkgo',
      files: file('shop_test.go', 'func TestShop(t *testing.T) {}', '\tFIt("adds", func() {}) # ! focused'),
    },
    {
      name: 'many are off',
      files: js(...plain(5), `it.skip('a') # ! disabled`, ``, `xtest('b')`, ``, `describe.skip('c', () => {})`),
    },
    {
      name: 'off in Java',
      files: file(
        'src/test/java/ShopTest.java',
        ...['@Test', '@Disabled # ! disabled', 'void a() {}'],
        ...['@Disabled()', '@Test', 'void b() {}'],
        ...['@Test', '@Ignore', 'void c() {}'],
      ),
    },
    {
      name: 'off in Python',
      files: file(
        'tests/test_shop.py',
        ...['@pytest.mark.skip # ! disabled', 'def test_a(): pass', '@pytest.mark.skip()', 'def test_b(): pass'],
        ...['@pytest.mark.skip', 'def test_c(): pass'],
      ),
    },
    {
      name: 'off in Go',
      files: file(
        'shop_test.go',
        ...['func TestA(t *testing.T) {', '\tt.Skip() # ! disabled', '}'],
        ...['func TestB(t *testing.T) {', '\tt.SkipNow()', '}', 'func TestC(t *testing.T) {', '\tt.Skip()', '}'],
      ),
    },
    {
      name: 'off in C#',
      files: file(
        'Shop.Tests/ShopTests.cs',
        ...['[TestMethod]', '[Ignore] # ! disabled', 'public void A() {}'],
        ...['[TestMethod]', '[Ignore]', 'public void B() {}', '[Ignore]', '[TestMethod]', 'public void C() {}'],
      ),
    },
    { name: 'one is too many', files: js(...plain(5), `xit('a') # ! disabled`), options: { minDisabled: 1 } },
  ],
})
