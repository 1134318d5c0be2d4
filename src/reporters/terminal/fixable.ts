import type { Finding } from '../../core/report.js'

/** Problems of one check that `--fix` knows how to solve. */
interface Fixable {
  readonly check: string
  /** Of these messages; of all of them, if absent. */
  readonly messages?: readonly string[]
  /** Where it does so, if not everywhere: what paths start with. */
  readonly below?: string
  /** GitHub has to be asked. */
  readonly asks?: true
}

/** Where fixes would be made: with GitHub to ask, or without. */
export type FixOffer = 'online' | 'offline'

const WORKFLOWS = '.github/workflows/'

/**
 * What the safe fixes are about. A test compares it with them: they are not loaded where nobody asks for a fix, and a
 * run that only counts should not have to.
 */
export const FIXABLE: readonly Fixable[] = [
  { check: 'ci-exit-code-lost' },
  { check: 'ci-gate-job-skippable' },
  { check: 'ci-job-timeout', messages: ['missing'], below: WORKFLOWS },
  {
    check: 'deploy-concurrency',
    messages: ['noLock', 'noLockAnywhere', 'cancels', 'cancelsAnywhere'],
    below: WORKFLOWS,
  },
  { check: 'iac-key-rotation', messages: ['absent'] },
  { check: 'pipeline-script-injection', messages: ['injected', 'typed', 'handed'] },
  { check: 'pipeline-unpinned-action', messages: ['movable'], asks: true },
  { check: 'rollback-cfn-disabled', messages: ['config', 'command', 'action'] },
  { check: 'rollback-ecs-circuit-breaker' },
  { check: 'rollback-instance-refresh', messages: ['noRollback'] },
  { check: 'rollback-nomad-auto-revert', messages: ['none'] },
  { check: 'rollback-swarm-failure-action', messages: ['none'] },
  { check: 'tf-state-locking', messages: ['switchedOff'] },
  { check: 'tf-version-constraints', messages: ['noProvider'] },
]

/**
 * How many of the findings `--fix` may solve. It proves each fix by linting its result and leaves what cannot be proved, so
 * there are that many at most.
 */
export function countFixable(findings: readonly Finding[], offer: FixOffer): number {
  const known = FIXABLE.filter(({ asks }) => asks !== true || offer === 'online')
  return findings.filter((each) => isFixable(each, known)).length
}

function isFixable({ check, messageId, at, standing, concealed }: Finding, known: readonly Fixable[]): boolean {
  if (at === undefined || standing !== 'open' || concealed === true) return false
  return known.some(
    ({ check: id, messages, below = '' }) =>
      id === check && at.file.startsWith(below) && (messages?.includes(messageId) ?? true),
  )
}
