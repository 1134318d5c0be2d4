import { describe, expect, test } from '@jest/globals'
import type { DeliveryFlow, DeliveryGraph, DeliveryStage } from '../../../src/core/delivery-graph.js'
import { renderSummary } from '../../../src/reporters/markdown/summary.js'
import { NO_HISTORY, place, quietReport } from '../reports.js'

const stage = (id: string, part: Partial<DeliveryStage> = {}): DeliveryStage => ({
  id,
  pipeline: '.github/workflows/cd.yml',
  controller: null,
  jobs: [id],
  roles: ['build'],
  environments: [],
  at: place('.github/workflows/cd.yml'),
  ...part,
})
const flow = (from: string, to: string, part: Partial<DeliveryFlow> = {}): DeliveryFlow => ({
  from,
  to,
  by: 'order',
  artifacts: [],
  ...part,
})
const EMPTY: DeliveryGraph = { environments: [], stages: [], flows: [] }

function drawn(graph: Partial<DeliveryGraph>, withDelivery = true): string {
  const report = quietReport({
    delivery: { deployments: [], pulls: [], graph: { ...EMPTY, ...graph }, history: NO_HISTORY },
  })
  return renderSummary(report, { limit: 60_000, withDelivery })
}

describe('no drawing', () => {
  test('where nothing is delivered', () => {
    expect(drawn({})).not.toContain('Delivery')
  })

  test('unless it is asked for', () => {
    expect(drawn({ stages: [stage('s1')] }, false)).not.toContain('mermaid')
  })
})

test('environments in words, stages and flows as Mermaid', () => {
  const text = drawn({
    environments: [
      { name: 'qa-eu', tier: 'test', persistent: true, after: [] },
      { name: 'production', tier: 'production', persistent: true, after: ['qa-eu'] },
    ],
    stages: [
      stage('s1', { jobs: ['build', 'assets', 'docs'] }),
      stage('s2', { jobs: ['qa'], roles: ['deploy', 'verify'], environments: ['qa-eu'] }),
      stage('s3', { jobs: ['ask'], roles: ['approve'] }),
      stage('s4', { jobs: ['live'], roles: ['deploy'], environments: ['production'] }),
      stage('s5', {
        pipeline: null,
        controller: 'argocd',
        jobs: ['shop'],
        roles: ['deploy'],
        environments: ['unknown'],
      }),
    ],
    flows: [
      flow('s1', 's2', { artifacts: ['site', 'map'] }),
      flow('s2', 's3'),
      flow('s3', 's4'),
      flow('s1', 's4', { by: 'artifact', artifacts: ['site'] }),
      flow('s4', 's5', { by: 'pull' }),
    ],
  })
  expect(text).toContain('2 environments, in order of promotion: `qa-eu` (test) → `production`')
  expect(text.slice(text.indexOf('```mermaid'), text.lastIndexOf('```') + 3)).toBe(
    [
      '```mermaid',
      'flowchart LR',
      'subgraph f0[".github/workflows/cd.yml"]',
      '  direction LR',
      '  s1["build and 2 more<br>build"]',
      '  s2(["qa<br>deploy to qa-eu · verify"])',
      '  s3{{"ask<br>approve"}}',
      '  s4(["live<br>deploy to production"])',
      'end',
      '  s5(["argocd#58; shop<br>deploy"])',
      '  s1 -->|"site and 1 more"| s2',
      '  s2 --> s3',
      '  s3 --> s4',
      '  s1 -.->|"site"| s4',
      '  s4 -- pulled by --> s5',
      '```',
    ].join('\n'),
  )
})

test.each([
  ['quotes', 'a"] --> b["'],
  ['a fence', 'a\n```\n# Owned'],
  ['an entity', 'a#quot;b;'],
  ['a directive', '%%{init: {}}%%'],
  ['a click', 'x\nclick s1 "javascript:alert(1)"'],
  ['HTML', '<img src=x onerror=alert(1)>'],
])('%s in a name stay text', (_, name) => {
  const text = drawn({ stages: [stage('s1', { jobs: [name], pipeline: name })], flows: [] })
  const diagram = text.slice(text.indexOf('```mermaid'), text.lastIndexOf('```'))
  const lines = diagram.trimEnd().split('\n')
  expect(lines).toHaveLength(6)
  expect(lines[4]).toMatch(/^ {2}s1\["[\p{L}\p{N} ,._/→…#;␊-]+<br>build"\]$/u)
})

test('a graph too large to read is cut and says so', () => {
  const stages = Array.from({ length: 70 }, (_, index) => stage(`s${index + 1}`))
  const text = drawn({ stages, flows: [flow('s1', 's70'), flow('s1', 's2')] })
  expect(text).toContain('…and 10 more stages; the JSON report has them all.')
  expect(text).toContain('s1 --> s2')
  expect(text).not.toContain('s70')
})
