import type { MetricSummary } from '../../../src/core/figure.js'
import type { DeliveryGraph } from '../../../src/core/delivery-graph.js'
import type { Finding, Report, ServiceReport } from '../../../src/core/report.js'
import { finding, place, pullRequestReport } from '../reports.js'

/** A delivery from a build over a person's decision to production, with a way back and a controller. */
export function graph(text = 'deploy'): DeliveryGraph {
  const at = place('.github/workflows/release.yml', 3)
  const pipeline = '.github/workflows/release.yml'
  return {
    environments: [
      { name: `${text} staging`, tier: 'staging', persistent: true, after: [] },
      { name: `${text} preview`, tier: 'preview', persistent: false, after: [] },
    ],
    stages: [
      { id: 's1', pipeline, controller: null, jobs: [text], roles: ['build', 'test'], environments: [], at },
      { id: 's2', pipeline, controller: null, jobs: ['approve'], roles: ['approve'], environments: [], at },
      {
        id: 's3',
        pipeline,
        controller: null,
        jobs: [text, 'b'],
        roles: ['deploy'],
        environments: [text, 'unknown'],
        at,
      },
      { id: 's4', pipeline, controller: null, jobs: ['undo'], roles: ['roll-back'], environments: [], at },
      {
        id: 's5',
        pipeline: null,
        controller: 'argocd',
        jobs: [text],
        roles: ['deploy'],
        environments: ['unknown'],
        at,
      },
    ],
    flows: [
      { from: 's1', to: 's2', by: 'order', artifacts: [] },
      { from: 's2', to: 's3', by: 'order', artifacts: [] },
      { from: 's1', to: 's3', by: 'artifact', artifacts: [`image ${text}`, 'second'] },
      { from: 's3', to: 's4', by: 'failure', artifacts: [] },
      { from: 's3', to: 's5', by: 'pull', artifacts: [`image ${text}`] },
    ],
  }
}

/** A figure that meets its target and one without a value. */
export function metrics(text = 'ci.yml'): MetricSummary[] {
  const base = {
    id: 'change-lead-time',
    title: 'Change lead time',
    unit: 'days',
    better: 'less',
    state: 'known',
    value: 3,
    p90: 12.5,
    sample: 42,
    counted: 'delivered changes',
    band: 'high',
    target: 7,
    check: 'history-lead-time',
    because: 'from the first commit',
    file: text,
  } as const
  const missing = { state: 'unknown', value: null, p90: null, sample: null, band: null, target: null } as const
  return [base, { ...base, value: 30 }, { ...base, ...missing, title: 'Time to restore', because: text }]
}

/** The report with a delivery, its history and another tool's findings. */
export function withDelivery(report: Report, text?: string, help = 'https://docs.zizmor.sh/audits/'): Report {
  return {
    ...report,
    services: [service(text ?? 'api', 'fail'), service(`${text ?? 'web'} calm`, 'pass')],
    trust: [
      {
        kind: 'exception-added',
        message: ['An exception: ', { value: text ?? 'ci-job-timeout' }],
        at: place('pillarlint.yml', 4),
        owners: [text ?? '@acme/shop'],
      },
    ],
    changes: (['worse', 'open'] as const).map((direction) => ({
      id: 'DL.CI.2',
      title: 'Trigger builds',
      category: 'foundational' as const,
      url: 'https://docs.aws.amazon.com/',
      from: 'met' as const,
      to: direction === 'worse' ? ('not-met' as const) : ('unknown' as const),
      direction,
      because: text ?? 'the pipeline is gone',
    })),
    delivery: {
      ...report.delivery,
      graph: graph(text),
      history: { source: 'api', days: 90, reason: null, metrics: metrics(text) },
    },
    otherTools: [
      {
        tool: text ?? 'zizmor',
        report: 'zizmor.sarif',
        known: true,
        completed: true,
        shows: [],
        findings: [
          {
            rule: text ?? 'artipacked',
            severity: 'warning',
            message: text ?? 'credentials persist',
            help,
            practices: ['DL.CI.2'],
            unchanged: false,
            at: place('ci.yml', 4),
          },
        ],
        leftOut: { settled: 0, excluded: 0, told: 0, beyond: 0 },
      },
    ],
  }
}

/** A report with this many open findings of forty checks in ninety files. */
export function bigReport(count: number): Report {
  const severities = ['error', 'warning', 'notice'] as const
  const findings = Array.from({ length: count }, (_, i): Finding => {
    const severity = severities[i % 3] ?? 'notice'
    return finding({
      check: `check-${i % 40}`,
      title: `Title of check ${i % 40}`,
      severity,
      message: [`Number ${i}: `, { value: `value-${i}` }, ' is wrong'],
      fingerprint: i.toString(16).padStart(16, '0'),
      at: place(`folder-${i % 9}/file-${i % 90}.yml`, i + 1),
      practices: [`P.${i % 40}`],
      because: [
        { file: 'ci.yml', line: i + 1, text: 'make test' },
        { file: 'Makefile', line: 2, text: 'npm test' },
      ],
      delta: i % 2 === 0 ? 'introduced' : 'existing',
    })
  })
  return { ...pullRequestReport(), findings }
}

function service(name: string, verdict: 'pass' | 'fail'): ServiceReport {
  return {
    name,
    paths: [name],
    owners: [name],
    files: 3,
    derivedFrom: null,
    gate: {
      verdict,
      failOn: 'foundational',
      because: [],
      practices: verdict === 'fail' ? ['DL.CI.2'] : [],
      unknown: 'ignore',
    },
    settingsAt: null,
    practices: [],
    broken: verdict === 'fail' ? ['DL.CI.2'] : [],
    maturity: { level: 2, atMost: 3, name: 'Semi-automated' },
  }
}
