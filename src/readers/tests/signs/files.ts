import type { TestPurpose } from '../../../models/index.js'

/** Files that are, describe or configure tests of tools of their own, by their path in lower case. */
export const SIGN_FILES: readonly { readonly purpose: TestPurpose; readonly path: RegExp }[] = [
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
    path: /(?:^|\/)(?:locustfile\.py|artillery[\w.-]*\.ya?ml|\.?lighthouserc(?:\.\w+)?)$|\.jmx$|(?:^|\/)(?:k6|gatling|jmeter|locust|artillery|load-?tests?|stress-?tests?)\/.*\.(?:js|ts|py|scala|java|kt|ya?ml|jmx)$|simulation\.(?:scala|java|kt)$/,
  },
  {
    purpose: 'accessibility',
    path: /(?:^|\/)\.?pa11y(?:ci)?(?:rc)?(?:\.\w+)*$|(?:^|\/)\.?lighthouserc(?:\.\w+)?$|(?:^|\/)\.?percy\.ya?ml$/,
  },
  {
    purpose: 'contract',
    path: /(?:^|\/)(?:dredd\.ya?ml|specmatic\.ya?ml|specmatic\.json|api-extractor\.json|\.graphql-inspector\.ya?ml)$|(?:^|\/)pacts\/.*\.json$/,
  },
  {
    purpose: 'resilience',
    path: /(?:^|\/)(?:toxiproxy[\w.-]*\.json|chaos[\w.-]*\.(?:ya?ml|json))$|(?:^|\/)(?:chaos|litmus|chaos-?mesh|experiments)\/.*\.(?:ya?ml|json)$/,
  },
  {
    purpose: 'data-quality',
    path: /(?:^|\/)(?:great_expectations|gx|expectations)\/.*\.(?:ya?ml|json|py)$|(?:^|\/)soda\/|(?:^|[/_-])soda[_-]?checks|(?:^|\/)checks?\.ya?ml$|(?:^|\/)data-?contracts?\/.*\.ya?ml$/,
  },
  { purpose: 'data-logic', path: /(?:^|\/)(?:tsqlt|pgtap)\/|(?:^|\/)tests\/test_.*\.ya?ml$/ },
]
