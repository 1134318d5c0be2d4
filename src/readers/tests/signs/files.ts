import type { TestPurpose } from '../../../models/index.js'

/** A file that is, describes or configures tests of a tool of its own. */
interface SignFile {
  readonly purpose: TestPurpose
  /** Fits the path in lower case. */
  readonly path: RegExp
  /** Must be found in the file too, where the path alone does not tell. */
  readonly text?: RegExp
  /** What says in such a file what must hold, where the tool only measures without it. */
  readonly asserts?: RegExp
}

/** Folders and names of load tests. */
const LOAD = '(?:^|[/._-])(?:k6|load|perf|performance|stress|smoke|soak|spike)(?:[._-]?tests?)?[/._-]'

export const SIGN_FILES: readonly SignFile[] = [
  {
    purpose: 'end-to-end',
    path: /(?:^|\/)(?:playwright|cypress|wdio|nightwatch|codecept|testcafe|protractor)(?:\.[\w-]+)?\.(?:config|conf|json)(?:\.[cm]?[jt]s|\.json)?$/,
  },
  {
    purpose: 'end-to-end',
    path: /(?:^|\/)cypress\.json$|(?:^|\/)\.testcaferc\.\w+$|\.feature$|\.robot$|\.postman_collection\.json$|(?:^|\/)\.maestro\/|(?:^|\/)\.detoxrc(?:\.\w+)?$|\.side$/,
  },
  {
    purpose: 'performance',
    path: new RegExp(`${LOAD}(?:.*\\.)?[cm]?[jt]s$`),
    text: /from ['"]k6(?:\/|['"])/,
    asserts: /\bthresholds\b/,
  },
  {
    purpose: 'performance',
    path: /(?:^|\/)artillery[\w.-]*\.ya?ml$|(?:^|\/)artillery\/.*\.ya?ml$/,
    text: /^\s{0,4}(?:scenarios|phases):/m,
    asserts: /^\s{0,12}(?:ensure|expect):/m,
  },
  { purpose: 'performance', path: /(?:^|\/)\.?lighthouserc(?:\.\w+)?$/, asserts: /\bassert\b/ },
  {
    purpose: 'performance',
    path: /(?:^|\/)locustfile[\w-]*\.py$|\.jmx$|(?:^|\/)(?:gatling|jmeter|locust)\/.*\.(?:py|scala|java|kt)$|simulation\.(?:scala|java|kt)$/,
  },
  {
    purpose: 'accessibility',
    path: /(?:^|\/)\.?pa11y(?:ci)?(?:rc)?(?:\.\w+)*$|(?:^|\/)\.?lighthouserc(?:\.\w+)?$|(?:^|\/)\.?percy\.ya?ml$/,
  },
  {
    purpose: 'contract',
    path: /(?:^|\/)(?:dredd\.ya?ml|specmatic\.ya?ml|specmatic\.json|\.graphql-inspector\.ya?ml)$|(?:^|\/)pacts\/.*\.json$/,
  },
  { purpose: 'contract', path: /(?:^|\/)buf\.ya?ml$/, text: /^breaking:/m },
  {
    purpose: 'dynamic-security',
    path: /(?:^|\/)(?:stackhawk[\w.-]*\.ya?ml|\.zap\/rules\.tsv|nuclei-config\.ya?ml|zap[\w-]*\.(?:conf|tsv))$/,
  },
  {
    purpose: 'dynamic-security',
    path: /(?:^|\/)zap[\w.-]*\.ya?ml$/,
    text: /^\s{0,4}-?\s{0,3}type:\s{0,3}["']?(?:spider|activescan|activescan-config|openapi|passivescan)/im,
  },
  { purpose: 'resilience', path: /(?:^|\/)toxiproxy[\w.-]*\.json$/ },
  {
    purpose: 'resilience',
    path: /(?:^|[/._-])(?:chaos|litmus|experiments?|faults?)[\w.-]*(?:\/.*)?\.(?:ya?ml|json)$/,
    text: /^kind: (?:ChaosEngine|\w+Chaos)\s*$|["']?steady-state-hypothesis["']?\s{0,3}:/m,
  },
  {
    purpose: 'data-quality',
    path: /(?:^|\/)(?:great_expectations|gx|expectations)\/.*\.(?:ya?ml|json|py)$|(?:^|\/)soda\/.*\.ya?ml$|(?:^|\/)data-?contracts?\/.*\.ya?ml$/,
  },
  { purpose: 'data-quality', path: /(?:^|[/_-])checks?[\w-]*\.ya?ml$/, text: /^checks? for \w/m },
  {
    purpose: 'data-quality',
    path: /(?:^|\/)(?:models|snapshots|seeds|sources|data)\/.*\.ya?ml$/,
    text: /^\s{1,12}-?\s{0,3}(?:data_)?tests:/m,
  },
  { purpose: 'data-quality', path: /(?:^|\/)tests\/.*\.sql$/, text: /\{\{\s{0,3}(?:ref|source)\(/ },
  { purpose: 'data-quality', path: /\.sqlx$/, text: /\bassertions\s{0,3}:|type:\s{0,3}["']assertion["']/ },
  {
    purpose: 'data-quality',
    path: /(?:^|\/)(?:dlt|databricks|pipelines?|notebooks?|bronze|silver|gold)\/.*\.py$/,
    text: /@(?:dlt|dp)\.expect/,
  },
  { purpose: 'data-logic', path: /(?:^|\/)(?:tsqlt|pgtap)\// },
  {
    purpose: 'data-logic',
    path: /(?:^|\/)(?:tests?|t)\/.*\.sql$/,
    text: /^\s{0,4}select\s{1,4}(?:\*\s{1,4}from\s{1,4})?(?:no_)?plan\(/im,
  },
  { purpose: 'data-logic', path: /(?:^|\/)tests\/test_.*\.ya?ml$/, text: /^\s{2,4}model:/m },
  { purpose: 'data-logic', path: /(?:^|\/)(?:models|tests|snapshots)\/.*\.ya?ml$/, text: /^unit_tests:/m },
  { purpose: 'data-logic', path: /\.sqlx$/, text: /type:\s{0,3}["']test["']/ },
]
