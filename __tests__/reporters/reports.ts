import type { HistorySummary } from '../../src/core/figure.js'
import { fileLocation, type Location } from '../../src/core/location.js'
import type { Message } from '../../src/core/message.js'
import type { CheckResult } from '../../src/core/outcome.js'
import type { Finding, PracticeVerdict, Report, VerdictChange } from '../../src/core/report.js'
import type { TrustNotice } from '../../src/core/trust.js'

/** A place in a file, on one line unless told otherwise. */
export function place(file: string, line = 1, column = 1, endColumn = column + 1, endLine = line): Location {
  return { ...fileLocation(file), line, column, endLine, endColumn, route: `line ${line}` }
}

/** An open error with a place. */
export function finding(part: Partial<Finding> = {}): Finding {
  return {
    kind: 'problem',
    check: 'pipeline-unpinned-action',
    title: 'Action that its owner can change',
    severity: 'error',
    confidence: 'high',
    messageId: 'unpinned',
    message: [{ value: 'acme/deploy@v2' }, ' can be moved by its owner'],
    remedy: ['pin it to a commit'],
    because: [],
    fingerprint: '0123456789abcdef',
    at: place('.github/workflows/ci.yml', 12, 15, 29),
    practices: ['DL.CI.2'],
    standing: 'open',
    delta: null,
    inChange: null,
    ...part,
  }
}

/** A finding about a setting, which has no place. */
export function settingFinding(part: Partial<Finding> = {}): Finding {
  const settled = finding(part)
  return Object.fromEntries(Object.entries(settled).filter(([key]) => key !== 'at')) as unknown as Finding
}

/** A foundational practice that is met. */
export function practice(part: Partial<PracticeVerdict> = {}): PracticeVerdict {
  return {
    id: 'DL.CI.2',
    framework: 'aws-devops-guidance',
    title: 'Trigger builds automatically upon source code modifications',
    category: 'foundational',
    url: 'https://docs.aws.amazon.com/wellarchitected/latest/devops-guidance/dl.ci.2.html',
    verdict: 'met',
    reason: 'jest runs in a pipeline',
    evidence: [],
    findings: [],
    permissions: [],
    rule: 3,
    ...part,
  }
}

/** A comment that the change adds to ignore findings. */
export function trustNotice(part: Partial<TrustNotice> = {}): TrustNotice {
  const message = ['A comment ignores findings of ', { value: 'ci-job-timeout' }, '.']
  return {
    kind: 'suppression-added',
    message,
    at: place('.github/workflows/ci.yml', 4),
    owners: ['@acme/platform'],
    ...part,
  }
}

/** A practice that the change improves. */
export function change(part: Partial<VerdictChange> = {}): VerdictChange {
  const { id, title, category, url, verdict, reason } = practice()
  return { id, title, category, url, from: 'not-met', to: verdict, direction: 'better', because: reason, ...part }
}

/** A check that found evidence. */
export function checkResult(part: Partial<CheckResult> = {}): CheckResult {
  return { id: 'ci-pipeline-present', state: 'evidence', reason: '3 pipelines were read', outcomes: [], ...part }
}

/** No history was read. */
export const NO_HISTORY: HistorySummary = {
  source: null,
  days: null,
  reason: 'the delivery history was not read',
  metrics: [],
}

/** The report of a small repository that passes with nothing to say. */
export function quietReport(part: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'pillarlint', version: '0.1.0' },
    subject: { repository: 'acme/shop', revision: null, baseRevision: null, kind: 'application', pullRequest: null },
    gate: { verdict: 'pass', failOn: 'foundational', scope: 'repository', because: [], practices: [] },
    practices: [practice()],
    findings: [],
    fixed: [],
    checks: [checkResult()],
    maturity: { level: 2, atMost: 3, name: 'Semi-automated', next: [], toAttest: [], phases: [], criteria: [] },
    leftovers: [],
    configChanges: [],
    delivery: {
      deployments: [],
      pulls: [],
      graph: { environments: [], stages: [], flows: [] },
      history: NO_HISTORY,
    },
    coverage: { files: { seen: 40, read: 9, unread: [] }, practices: [], unresolved: [], hosting: [] },
    ...part,
  }
}

/** What a pull request brings: an error that blocks it, a notice that does not, and a warning that was there before. */
export const FINDINGS: readonly Finding[] = [
  finding({ delta: 'introduced', inChange: true }),
  finding({
    check: 'ci-job-timeout',
    title: 'Job without a time limit',
    severity: 'notice',
    message: ['job ', { value: 'build' }, ' has no timeout'],
    remedy: ['set ', { value: 'timeout-minutes' }],
    fingerprint: '1123456789abcdef',
    at: place('.github/workflows/ci.yml', 5, 3, 8),
    practices: ['DL.CI.4'],
    delta: 'introduced',
    inChange: true,
  }),
  settingFinding({
    check: 'owners-file-present',
    title: 'No code owners',
    severity: 'warning',
    message: ['no CODEOWNERS file was found'],
    remedy: ['add one in ', { value: '.github/' }],
    fingerprint: '2123456789abcdef',
    practices: ['DL.CR.8'],
    delta: 'existing',
    inChange: false,
  }),
]

const PRACTICES: readonly PracticeVerdict[] = [
  practice({
    verdict: 'not-met',
    rule: 2,
    reason: '"acme/deploy@v2" can be moved by its owner',
    findings: ['0123456789abcdef'],
  }),
  practice({
    id: 'DL.CI.3',
    title: 'Run tests',
    evidence: [
      {
        check: 'test-run-in-ci',
        text: [{ value: 'jest' }, ' runs in a pipeline'],
        at: place('.github/workflows/ci.yml', 14),
        because: [{ file: 'package.json', line: 4, text: 'jest' }],
      },
    ],
  }),
  practice({
    id: 'DL.CR.8',
    category: 'recommended',
    title: 'Designate code owners',
    verdict: 'partly-met',
    reason: 'no CODEOWNERS file was found',
  }),
  practice({
    id: 'DL.CR.9',
    category: 'recommended',
    title: 'Protect the branch',
    verdict: 'unknown',
    reason: 'the protection of main cannot be read',
    permissions: ['administration: read'],
  }),
  practice({
    id: 'OA.X.1',
    category: 'optional',
    title: 'Celebrate',
    verdict: 'not-applicable',
    reason: 'nothing to celebrate',
  }),
  practice({
    id: 'REL08-BP05',
    framework: 'aws-well-architected',
    category: null,
    url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_tracking_change_management_automated_changemgmt.html',
    title: 'Deploy changes with automation',
    verdict: 'attested',
    reason: 'ops attests it',
  }),
]

/** The report of a pull request that brings one blocking finding and leaves and fixes others. */
export function pullRequestReport(part: Partial<Report> = {}): Report {
  const subject = {
    repository: 'acme/shop',
    revision: 'a'.repeat(40),
    baseRevision: 'b'.repeat(40),
    kind: 'application',
    pullRequest: 7,
  }
  return quietReport({
    subject,
    gate: {
      verdict: 'fail',
      failOn: 'foundational',
      scope: 'changes',
      because: ['DL.CI.2 “Trigger builds” is not met: "acme/deploy@v2" can be moved by its owner'],
      practices: ['DL.CI.2'],
    },
    findings: FINDINGS,
    fixed: [
      {
        check: 'ci-test-cannot-fail',
        message: ['the failure of ', { value: 'npm test' }, ' is discarded'],
        fingerprint: '3123456789abcdef',
        at: place('.github/workflows/ci.yml', 9),
      },
    ],
    practices: PRACTICES,
    trust: [trustNotice()],
    changes: [
      change({ from: 'met', to: 'not-met', direction: 'worse', because: '"acme/deploy@v2" can be moved by its owner' }),
      change({ id: 'DL.CI.3', title: 'Run tests', from: 'partly-met' }),
      change({ id: 'DL.CR.9', title: 'Protect the branch', to: 'unknown', direction: 'open' }),
    ],
    checks: [
      checkResult(),
      checkResult({
        id: 'protection-default-branch',
        state: 'skipped',
        reason: 'no token was given',
        permission: 'administration: read',
      }),
    ],
    maturity: {
      level: 2,
      atMost: 4,
      name: 'Semi-automated',
      next: [
        {
          check: 'test-run-in-ci',
          title: 'Run the tests in a pipeline',
          state: 'fail',
          effort: 'medium',
          phase: 'automate',
        },
        {
          check: 'protection-default-branch',
          title: 'Protect the default branch',
          state: 'unknown',
          effort: 'small',
          phase: 'culture',
        },
      ],
      toAttest: ['hc.maturity.l4.no-ops-needed'],
      phases: [
        { phase: 'culture', title: 'Build your team culture', level: 2, atMost: 4 },
        { phase: 'automate', title: 'Automate your workflows', level: 2, atMost: 4 },
      ],
      criteria: [
        {
          level: 2,
          title: 'Semi-automated',
          met: ['hc.maturity.l2.iac-tools'],
          partlyMet: [],
          notMet: ['hc.maturity.l2.image-build'],
          unknown: ['hc.maturity.l2.user-data'],
          notApplicable: [],
        },
      ],
    },
    leftovers: [
      {
        message: 'the exception for ci-job-timeout is not needed any more',
        severity: 'warning',
        at: place('pillarlint.yml', 4),
      },
    ],
    configChanges: ['it adds an exception for ci-job-timeout until 2027-01-01'],
    coverage: {
      files: { seen: 400, read: 31, unread: [{ file: 'big.yml', reason: 'it has 2000000 bytes' }] },
      practices: [],
      unresolved: [
        {
          what: 'remote reusable workflow acme/ci/.github/workflows/test.yml@v1',
          at: place('.github/workflows/ci.yml', 20),
        },
      ],
      hosting: [
        {
          fact: 'branch protection',
          reason: 'the token may not read it',
          permission: 'administration: read',
          remedy: 'Grant it to the token',
        },
      ],
    },
    ...part,
  })
}

/** Text that tries to be something else in one sink or another. */
export const HOSTILE: readonly string[] = [
  '::error file=a.ts,line=1::forged',
  '\n::set-output name=a::b',
  '##[error]forged',
  '::stop-commands::x\r\n::error::y',
  '| a | b |',
  '\\|',
  'a\\',
  '`',
  '``` `` `',
  ' `a` ',
  '```\n</details>\n```',
  '</details></summary><h1>x</h1>',
  '<!-- ',
  '-->',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://evil.example/a.png)',
  '[click](https://evil.example)',
  '[click][1]\n\n[1]: https://evil.example',
  'https://evil.example/a_b_c',
  'www.evil.example',
  '_www.evil.example',
  '@octocat @acme/team',
  'mail@example.com',
  'fixes #1 acme/shop#2 GH-3',
  '0123456789abcdef0123456789abcdef01234567',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '===',
  '---',
  '*a* _b_ ~c~ **d** $x$ $$y$$ :tada:',
  '&lt;b&gt; &#64;octocat',
  '[^1]',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  'a\u202etxt.exe',
  '\u2066hidden\u2069',
  'zero\u200bwidth\ufeff',
  '\u2028\u2029',
  '\u0000\u0008\u007f',
  '\ud800 lone \udc00',
  'constructor',
  '__proto__',
  '{0} {message} %s %d %0A',
  '../../etc/passwd',
  'C:\\Windows\\a b.yml',
  'a b/ü/日本語/😀.yml',
  '"quoted" \'single\'',
  'x'.repeat(5000),
  '',
  ' ',
  '\t',
]

/** A report in which every text that can come from a repository is `text`. */
export function hostileReport(text: string): Report {
  const message: Message = ['it is ', { value: text }, ' here']
  const because = [
    { file: text, line: 3, text },
    { file: 'Makefile', line: 1, text },
  ]
  const at = place(text === '' ? 'a' : text, 3, 2, 9)
  const base = pullRequestReport()
  const settled = finding({
    standing: 'excepted',
    standingReason: text,
    message,
    fingerprint: 'f'.repeat(16),
    delta: 'existing',
  })
  const open = base.findings.map((each) => ({
    ...each,
    title: text,
    message,
    remedy: message,
    because,
    at,
    suggestion: text,
    patch: [{ command: text, file: text, body: text }, { command: text }],
  }))
  return {
    ...base,
    subject: { ...base.subject, repository: text, kind: text },
    gate: { ...base.gate, because: [text] },
    findings: [...open, settled],
    fixed: [{ check: 'a', message, at, fingerprint: '9'.repeat(16) }],
    practices: base.practices.map((each) => ({
      ...each,
      reason: text,
      evidence: [{ check: 'a', text: message, at, because }],
      permissions: [text],
    })),
    checks: [
      checkResult({ id: 'a', state: 'crashed', reason: text }),
      checkResult({ id: 'b', state: 'skipped', reason: text, permission: text }),
    ],
    leftovers: [{ at, message: text, severity: 'notice' }],
    configChanges: [text],
    changes: [change({ title: text, because: text })],
    trust: [trustNotice({ message, at, owners: [text] })],
    coverage: {
      files: { seen: 1, read: 1, unread: [{ file: text, reason: text }] },
      practices: [],
      unresolved: [{ what: text, at }],
      hosting: [{ fact: text, reason: text, permission: text, remedy: text }],
    },
  }
}
