import type { TestPurpose } from '../../../models/index.js'

/** What test code says by its path, or by what it calls. Patterns over text have no repetition of their own. */
interface CodeSign {
  readonly purpose: TestPurpose
  /** Fits the path of a test file. */
  readonly path?: RegExp
  /** Found in the text of a test file. */
  readonly text?: RegExp
}

/** Fits folders and files that are called by one of these words, alone or with a word for tests. */
function called(words: string): RegExp {
  const tests = '(?:[._-]?(?:tests?|specs?))?'
  const folder = `(?:^|/)(?:tests?[._-])?(?:${words})${tests}(?:/|\\.[^/.]+$)`
  const file = `[._-](?:${words})[._-](?:tests?|specs?|it)\\.[^/]+$`
  return new RegExp(`${folder}|${file}|(?:^|/)test_(?:${words})[_.]`, 'i')
}

const END_TO_END = 'e2e|end[_-]?to[_-]?end|acceptance|system|smoke'

/** Folders and names that mean the same in every language. */
const ANY: readonly CodeSign[] = [
  { purpose: 'integration', path: called(`integration|integ|component|functional|${END_TO_END}`) },
  { purpose: 'end-to-end', path: called(`browser|ui|cypress|playwright|features|${END_TO_END}`) },
  {
    purpose: 'contract',
    // A contract may also be what the application is about: alone, the word must stand with one for tests.
    path: /(?:^|\/)(?:contract[._-]?tests?|tests?[/._-]contracts?|contracts?\/tests?|pacts?)\/|\.(?:contract|pact)[._-](?:test|spec)s?\.[^/]+$|Contract(?:Tests?|IT|Spec)\.\w+$|Pact(?:Tests?|IT)?\.\w+$/,
  },
  { purpose: 'performance', path: called('performance|perf|load|stress|bench|benchmarks?') },
  { purpose: 'accessibility', path: called('a11y|accessibility') },
  { purpose: 'resilience', path: called('chaos|resilience|fault[_-]?injection') },
]

/** By the names that {@link LanguageUse} has. */
export const CODE_SIGNS: ReadonlyMap<string, readonly CodeSign[]> = new Map<string, readonly CodeSign[]>([
  [
    'javascript',
    [
      ...ANY,
      {
        purpose: 'integration',
        text: /['"]supertest['"]|['"](?:@testcontainers\/|testcontainers['"])|mongoose\.connect\(|new PrismaClient\(|createConnection\(|new (?:Pool|Client|DataSource)\(|\.inject\(\{|MongoMemoryServer/,
      },
      { purpose: 'end-to-end', text: /['"]@playwright\/test['"]|\bcy\.visit\(|\bbrowser\.url\(|['"]puppeteer['"]/ },
      { purpose: 'accessibility', text: /\baxe\(|AxeBuilder|checkA11y|toHaveNoViolations/ },
      { purpose: 'contract', text: /@pact-foundation\/pact|toSatisfyApiSpec/ },
      {
        purpose: 'infrastructure',
        text: /aws-cdk-lib\/assertions|Template\.fromStack|@aws-cdk\/assert|SynthUtils|toMatchCdkSnapshot|integ-tests-alpha|setMocks\(|cdktf\/(?:lib\/)?testing|Testing\.(?:synth|fullSynth|chart|app)\(/,
      },
    ],
  ],
  [
    'python',
    [
      ...ANY,
      {
        purpose: 'integration',
        text: /\btest_client\(|TestClient\(|django\.test|rest_framework\.test|mark\.(?:integration|django_db)|testcontainers|mock_aws|create_engine\(|db\.create_all|LiveServer/,
      },
      { purpose: 'end-to-end', text: /from (?:playwright|selenium)\b|sync_playwright|webdriver\./ },
      { purpose: 'contract', text: /\bschemathesis\b|from pact\b/ },
      {
        purpose: 'infrastructure',
        text: /set_mocks\(|aws_cdk\.assertions|aws_cdk import assertions|Template\.from_stack|\btestinfra\b|import tftest|Testing\.synth|\bhelm template\b|["']helm["'], ["']template["']/,
      },
      { purpose: 'data-quality', text: /\bpandera\b|great_expectations/ },
      {
        purpose: 'data-logic',
        text: /assert_(?:frame|series)_equal|pandas\.testing|\bchispa\b|assertDataFrameEqual|TestPipeline\(|SparkSession|pl\.testing/,
      },
    ],
  ],
  [
    'go',
    [
      ...ANY,
      {
        purpose: 'integration',
        text: /httptest\.New(?:TLS|Unstarted)?Server|testcontainers|dockertest|envtest|\/\/go:build .{0,40}(?:integration|e2e)|sql\.Open\(|embedded-postgres|miniredis/,
      },
      { purpose: 'performance', text: /^func Benchmark/m },
      {
        purpose: 'infrastructure',
        text: /gruntwork-io\/terratest|infra\/blueprint-test|pulumi\.WithMocks|awscdk\/v2\/assertions/,
      },
      { purpose: 'resilience', text: /toxiproxy|failpoint\.Enable/i },
    ],
  ],
  [
    'java',
    [
      ...ANY,
      {
        purpose: 'integration',
        path: /(?:IT|ITCase|IntegrationTests?|IntegrationSpec|IntTest)\.(?:java|kt|scala|groovy)$/,
      },
      {
        purpose: 'integration',
        text: /@(?:SpringBootTest|DataJpaTest|DataMongoTest|JdbcTest|QuarkusTest|MicronautTest|Testcontainers|EmbeddedKafka|ClientTest)\b|org\.testcontainers|DropwizardAppExtension|DropwizardAppRule|EmbeddedPostgres|MockMvc|WebTestClient|RestAssured|@Rule public JenkinsRule|JenkinsRule\b/,
      },
      {
        purpose: 'end-to-end',
        text: /org\.openqa\.selenium|com\.microsoft\.playwright|io\.cucumber|com\.codeborne\.selenide/,
      },
      { purpose: 'contract', text: /au\.com\.dius\.pact|StubRunner/ },
      { purpose: 'resilience', text: /ToxiproxyContainer|chaos\.monkey/ },
      { purpose: 'infrastructure', text: /software\.amazon\.awscdk\.assertions|PulumiTest\.withMocks/ },
      { purpose: 'data-logic', text: /SparkSession|TestPipeline/ },
    ],
  ],
  [
    'ruby',
    [
      ...ANY,
      { purpose: 'integration', path: /^(?:spec|test)\/(?:controllers|models|api|services|system)\// },
      { purpose: 'end-to-end', path: /^(?:spec|test)\/(?:features|system)\/|^features\// },
      {
        purpose: 'integration',
        text: /type: :(?:request|system|feature|integration)|IntegrationTest|Rack::Test|ActiveSupport::TestCase|FactoryBot|create\(:/,
      },
    ],
  ],
  [
    'dotnet',
    [
      ...ANY,
      { purpose: 'integration', path: /(?:Integration|Functional|Api)\.?Tests?[./]/ },
      {
        purpose: 'integration',
        text: /WebApplicationFactory|TestServer|Testcontainers|UseSqlServer|UseNpgsql|UseInMemoryDatabase|UseSqlite|DistributedApplicationTestingBuilder/,
      },
      { purpose: 'infrastructure', text: /Amazon\.CDK\.Assertions|IMocks\b/ },
    ],
  ],
  [
    'rust',
    [
      ...ANY,
      { purpose: 'integration', text: /sqlx::test|testcontainers|TestServer|spawn_app|PgPool|wiremock|oneshot\(/ },
    ],
  ],
  [
    'php',
    [
      ...ANY,
      { purpose: 'integration', path: /(?:^|\/)tests\/Feature\// },
      {
        purpose: 'integration',
        text: /WebTestCase|KernelTestCase|RefreshDatabase|DatabaseTransactions|DatabaseMigrations|ApiTestCase|getJson\(|postJson\(/,
      },
    ],
  ],
  ['shell', [{ purpose: 'infrastructure', text: /\bhelm template\b|\bterraform (?:plan|apply)\b/ }]],
])
