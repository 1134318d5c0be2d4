import type { Located } from '../../../core/location.js'
import type { Job, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import type { Budget } from '../budget.js'
import { newJob, scriptStep, usesStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { sourceOf } from '../source-text.js'
import { keyOf, type TravisJob } from './jobs.js'
import { deployRule, type TravisRuns } from './runs.js'
import { deployPhase } from './steps.js'

/** A deployment with the jobs that carry it. */
interface Deploy {
  readonly node: YamlMapping
  readonly provider: YamlScalar
  readonly jobs: TravisJob[]
}

/** Every deployment of a build as written, each once. */
export function deploysOf(jobs: readonly TravisJob[]): YamlMapping[] {
  return [...groupsOf(jobs).values()].map(({ node }) => node)
}

/**
 * The deployments of a build as jobs of their own: other runs get to them than to the jobs whose last phase they are, and
 * they need those jobs.
 */
export function deployJobs(
  reading: AdapterReading,
  jobs: readonly TravisJob[],
  runs: TravisRuns,
  budget: Budget,
): Job[] {
  const used = new Map<string, number>()
  return [...groupsOf(jobs).values()].flatMap(({ node, provider, jobs: carriers }): Job[] => {
    const [first] = carriers
    if (first === undefined) return []
    const name = `deploy ${provider.text}`
    const number = (used.get(name) ?? 0) + 1
    used.set(name, number)
    const starts = carriers.flatMap((job) => runs.starts(job, deployRule(node)))
    const condition = scalarAt(valueAt(node, 'on'), 'condition')
    return [
      newJob({
        id: number === 1 ? name : `${name} ${number}`,
        at: provider.at,
        stage: first.stage,
        needs: carriers.map(({ id }) => id),
        starts: distinct(starts),
        env: first.variables,
        ...(condition !== undefined && { condition: located(condition) }),
        steps: [
          ...deployPhase(reading, first, 'before_deploy', budget),
          providerStep(reading, node, provider),
          ...deployPhase(reading, first, 'after_deploy', budget),
        ],
      }),
    ]
  })
}

function groupsOf(jobs: readonly TravisJob[]): Map<YamlNode, Deploy> {
  const groups = new Map<YamlNode, Deploy>()
  for (const job of jobs) {
    const written = keyOf(job, 'deploy')
    for (const node of written?.kind === 'sequence' ? itemsOf(written) : written === undefined ? [] : [written]) {
      const provider = node.kind === 'mapping' ? scalarAt(node, 'provider') : undefined
      if (node.kind !== 'mapping' || provider === undefined || isNull(provider)) continue
      const group = groups.get(node)
      if (group === undefined) groups.set(node, { node, provider, jobs: [job] })
      else group.jobs.push(job)
    }
  }
  return groups
}

/** A run that gets to one of the carriers for certain gets there for certain. */
function distinct(starts: NonNullable<Job['starts']>): NonNullable<Job['starts']> {
  const byTrigger = new Map<object, NonNullable<Job['starts']>[number]>()
  for (const start of starts) {
    const before = byTrigger.get(start.trigger)
    if (before === undefined || (!before.certain && start.certain)) byTrigger.set(start.trigger, start)
  }
  return [...byTrigger.values()]
}

/** What a provider does; `script` runs a command of the file. */
function providerStep(reading: AdapterReading, node: YamlMapping, provider: YamlScalar): Step {
  const script = scalarAt(node, 'script')
  if (provider.text === 'script' && script !== undefined) {
    const settings = { shell: 'bash', failFast: false, pipefail: false, directory: '', because: [] }
    return scriptStep(reading.resolver, sourceOf(script), settings)
  }
  const uses = {
    text: provider.text,
    kind: 'provider' as const,
    repository: `travis-ci:${provider.text.toLowerCase()}`,
    at: provider.at,
  }
  return usesStep(reading.resolver, uses, inputsOf(node), [])
}

function inputsOf(node: YamlMapping): ReadonlyMap<string, Located<string>> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }): [string, Located<string>][] =>
      value.kind === 'scalar' && key.text !== 'provider' ? [[key.text, located(value)]] : [],
    ),
  )
}
