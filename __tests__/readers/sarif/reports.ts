/** Small reports in the shape that each tool really writes. */
type Json = Readonly<Record<string, unknown>>

const log = (...runs: Json[]): string => JSON.stringify({ version: '2.1.0', runs })

const place = (uri: string, region: Json = {}, more: Json = {}): Json => ({
  physicalLocation: { artifactLocation: { uri, ...more }, region },
})

/** Report, by the name of the tool. */
export const REPORTS = {
  zizmor: log({
    invocations: [{ executionSuccessful: true }],
    tool: {
      driver: {
        name: 'zizmor',
        semanticVersion: '1.16.2',
        rules: [
          {
            id: 'zizmor/unpinned-uses',
            name: 'unpinned-uses',
            helpUri: 'https://docs.zizmor.sh/audits/#unpinned-uses',
          },
        ],
      },
    },
    results: [
      {
        kind: 'fail',
        level: 'error',
        ruleId: 'zizmor/unpinned-uses',
        message: { text: 'unpinned action reference' },
        locations: [
          {
            logicalLocations: [{ properties: { symbolic: { kind: 'Primary' } } }],
            ...place('.github/workflows/ci.yml', { startLine: 7, startColumn: 9, endLine: 7, endColumn: 36 }),
          },
        ],
      },
    ],
  }),
  actionlint: log({
    tool: {
      driver: {
        name: 'GitHub Actions lint',
        version: '1.7.7',
        rules: [{ id: 'expression', name: 'Expression', defaultConfiguration: { level: 'error' } }],
      },
    },
    results: [
      {
        ruleId: 'expression',
        message: { text: 'property "nope" is not defined' },
        locations: [
          place('.github/workflows/ci.yml', { startLine: 3, startColumn: 4, endColumn: 9 }, { uriBaseId: '%SRCROOT%' }),
        ],
      },
    ],
  }),
  checkov: log({
    tool: {
      driver: {
        name: 'Checkov',
        version: '3.2.400',
        rules: [{ id: 'CKV_AWS_24', name: 'No ingress to 22', defaultConfiguration: { level: 'error' } }],
        organization: 'bridgecrew',
      },
    },
    results: [
      {
        ruleId: 'CKV_AWS_24',
        ruleIndex: 0,
        level: 'error',
        attachments: [],
        message: { text: 'Ensure no security groups allow ingress to port 22' },
        locations: [place('infra/main%20one.tf', { startLine: 4, endLine: 12 })],
      },
      {
        ruleId: 'CKV_AWS_24',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'skipped in the code' },
        locations: [place('infra/main.tf', { startLine: 20, endLine: 22 })],
        suppressions: [{ kind: 'inSource', justification: 'a bastion' }],
      },
    ],
  }),
  trivy: log({
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOTPATH: { uri: 'file:///home/runner/work/shop/shop/' } },
    tool: {
      driver: {
        fullName: 'Trivy Vulnerability Scanner',
        name: 'Trivy',
        version: '0.58.0',
        rules: [
          {
            id: 'CVE-2020-8203',
            name: 'LanguageSpecificPackageVulnerability',
            defaultConfiguration: { level: 'error' },
          },
        ],
      },
    },
    results: [
      {
        ruleId: 'CVE-2020-8203',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'Package: lodash\nInstalled Version: 4.17.15\nVulnerability CVE-2020-8203' },
        locations: [
          place(
            'package-lock.json',
            { startLine: 9, startColumn: 1, endLine: 12, endColumn: 1 },
            { uriBaseId: 'ROOTPATH' },
          ),
        ],
      },
    ],
  }),
  kics: log({
    tool: {
      driver: {
        name: 'KICS',
        version: 'v2.1.3',
        rules: [
          {
            id: '61d1a2d0-4db8-405a-913d-5d2ce49dff6f',
            name: 'DB Instance Storage Not Encrypted',
            defaultConfiguration: { level: 'error' },
            relationships: [{ target: { id: 'CAT006', index: 1, toolComponent: { name: 'Categories' } } }],
          },
        ],
      },
    },
    taxonomies: [{ name: 'Categories', taxa: [{ id: 'CAT000' }, { id: 'CAT006', name: 'Encryption' }] }],
    results: [
      {
        ruleId: '61d1a2d0-4db8-405a-913d-5d2ce49dff6f',
        ruleIndex: 0,
        kind: 'fail',
        message: { text: "'storage_encrypted' is undefined" },
        locations: [place('infra/db.tf', { startLine: 2 })],
      },
    ],
  }),
  tflint: log(
    {
      tool: {
        driver: {
          name: 'tflint',
          version: '0.51.1',
          rules: [{ id: 'terraform_required_version', helpUri: 'https://example.com/rule' }],
        },
      },
      results: [
        {
          ruleId: 'terraform_required_version',
          level: 'warning',
          message: { text: 'terraform "required_version" attribute is required' },
          locations: [place('main.tf', { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 })],
        },
      ],
    },
    { tool: { driver: { name: 'tflint-errors', version: '0.51.1' } }, results: [] },
  ),
  'cfn-lint': log({
    originalUriBaseIds: { EXECUTIONROOT: { uri: 'file:///home/runner/work/shop/shop/' } },
    tool: {
      driver: {
        name: 'cfn-lint',
        version: '1.20.0',
        rules: [{ id: 'E3012', shortDescription: { text: 'Check types' } }],
      },
    },
    results: [
      {
        ruleId: 'E3012',
        level: 'error',
        message: { text: "'x' is not of type 'integer'" },
        locations: [place('templates/app.yaml', { startLine: 14, startColumn: 7 }, { uriBaseId: 'EXECUTIONROOT' })],
      },
    ],
  }),
  'cfn-nag': log({
    tool: {
      driver: {
        name: 'cfn_nag',
        rules: [{ id: 'F3', shortDescription: { text: 'IAM role should not allow * action' } }],
      },
    },
    results: [
      {
        ruleId: 'F3',
        level: 'error',
        message: { text: 'IAM role should not allow * action' },
        locations: [place('templates/role.yaml', { startLine: 3 }, { uriBaseId: '%SRCROOT%' })],
      },
    ],
  }),
  semgrep: log({
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
    tool: {
      driver: {
        name: 'Semgrep OSS',
        semanticVersion: '1.100.0',
        rules: [
          {
            id: 'python.lang.security.audit.eval',
            name: 'python.lang.security.audit.eval',
            defaultConfiguration: { level: 'warning' },
          },
        ],
      },
    },
    results: [
      {
        ruleId: 'python.lang.security.audit.eval',
        message: { text: 'eval is used' },
        locations: [
          place('app/run.py', { startLine: 5, startColumn: 3, endLine: 5, endColumn: 12 }, { uriBaseId: '%SRCROOT%' }),
        ],
      },
    ],
  }),
  codeql: log({
    tool: {
      driver: { name: 'CodeQL', semanticVersion: '2.20.0', rules: [] },
      extensions: [
        { name: 'codeql/util', rules: [{ id: 'not/this' }] },
        {
          name: 'codeql/actions-queries',
          rules: [
            {
              id: 'actions/unpinned-tag',
              name: 'actions/unpinned-tag',
              defaultConfiguration: { level: 'note' },
              properties: { tags: ['security'] },
            },
          ],
        },
      ],
    },
    artifacts: [{ location: { uri: '.github/workflows/ci.yml', uriBaseId: '%SRCROOT%', index: 0 } }],
    results: [
      {
        ruleId: 'actions/unpinned-tag',
        rule: { id: 'actions/unpinned-tag', index: 0, toolComponent: { index: 1 } },
        message: { text: 'Unpinned 3rd party action' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { index: 0 },
              region: { startLine: 7, startColumn: 15, endColumn: 36 },
            },
          },
        ],
      },
    ],
  }),
  scorecard: log({
    automationDetails: { id: 'supply-chain/branch-protection' },
    tool: {
      driver: {
        name: 'Scorecard',
        semanticVersion: 'v5.0.0',
        rules: [{ id: 'BranchProtectionID', name: 'Branch-Protection' }],
      },
    },
    results: [
      {
        ruleId: 'BranchProtectionID',
        ruleIndex: 0,
        message: { text: 'score is 0: branch protection is not on' },
        locations: [place('no file associated with this alert', { startLine: 1 })],
      },
    ],
  }),
  gitleaks: log({
    tool: {
      driver: {
        name: 'gitleaks',
        semanticVersion: 'v8.0.0',
        rules: [{ id: 'github-pat', shortDescription: { text: 'GitHub token' } }],
      },
    },
    results: [
      {
        ruleId: 'github-pat',
        message: { text: 'github-pat has detected secret for file app/.env.' },
        locations: [
          place('app/.env', { startLine: 2, startColumn: 8, endLine: 2, endColumn: 47, snippet: { text: 'hidden' } }),
        ],
        partialFingerprints: { commitSha: 'abc' },
        properties: { tags: [] },
      },
    ],
  }),
} as const
