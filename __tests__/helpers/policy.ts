import type { Policy } from '../../src/core/policy.js'

/** The policy of a repository without configuration, on a fixed day. */
export const policy: Policy = {
  failOn: 'foundational',
  unknown: 'ignore',
  gatePractices: [],
  checks: new Map(),
  exceptions: [],
  attestations: [],
  leftOut: new Map(),
  exempt: new Set(),
  newer: new Set(),
  baseline: new Map(),
  today: '2026-11-21',
}
