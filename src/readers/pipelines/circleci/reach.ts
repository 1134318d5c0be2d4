import { both, either, negated } from '../../../core/three-valued.js'
import type { Location } from '../../../core/location.js'
import type { JobStart, Trigger } from '../../../models/index.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import { defaultBranchIn, runKindsOf, startsOf, type NamedRef, type RunKind, type SampleRun } from '../run-kinds.js'
import { namedInLogic, readFilter } from './filters.js'
import type { Invocation } from './invocations.js'
import { holds, textsIn } from './logic.js'
import type { Scope } from './scope.js'

/** Branches of changes from forks are built under this name (docs: Building open source projects). */
const FORKED = 'pull/123'
const EVENTS = { change: 'pull_request', push: 'push', tag: 'tag' }

/** Which runs of a workflow get to which of its jobs. */
export class WorkflowRuns {
  readonly #kinds: readonly RunKind[]
  readonly #rule: (run: SampleRun) => boolean | undefined
  readonly #byName = new Map<string, Invocation[]>()
  readonly #known = new Map<Invocation, Map<SampleRun, boolean | undefined>>()

  constructor(workflow: YamlMapping, invocations: readonly Invocation[], scope: Scope, at: Location) {
    this.#kinds = kindsOf(workflow, invocations, scope, at)
    this.#rule = (run) => workflowRule(workflow, scope, run)
    for (const each of invocations) {
      for (const name of each.names) {
        const before = this.#byName.get(name)
        if (before === undefined) this.#byName.set(name, [each])
        else before.push(each)
      }
    }
  }

  /** What starts runs of the workflow, whether or not they get to a job. */
  get triggers(): Trigger[] {
    return this.#kinds.map(({ trigger }) => trigger)
  }

  /** The jobs that an entry of `requires` stands for. */
  named(name: string): readonly Invocation[] {
    return this.#byName.get(name) ?? []
  }

  /**
   * The kinds of runs that get to a job.
   * @param certain false if it is not known whether anything starts the workflow at all
   */
  starts(invocation: Invocation, { certain, manual }: { certain: boolean; manual: boolean }): JobStart[] {
    const starts = startsOf(this.#kinds, (run) => this.#reaches(invocation, run, []), { manual })
    return certain ? starts : starts.map((start) => ({ ...start, certain: false }))
  }

  /** Single runs that may get to a job. */
  samples(invocation: Invocation): SampleRun[] {
    return this.#kinds.flatMap(({ samples }) => samples).filter((run) => this.#reaches(invocation, run, []) !== false)
  }

  /** Where all jobs that it requires are filtered out, a job does not run either (docs: requires). */
  #reaches(invocation: Invocation, run: SampleRun, path: readonly Invocation[]): boolean | undefined {
    const results = this.#known.get(invocation) ?? new Map<SampleRun, boolean | undefined>()
    this.#known.set(invocation, results)
    if (results.has(run)) return results.get(run)
    const own = both(this.#rule(run), invocation.filter.passes(run))
    const required = invocation.requires.flatMap(({ name }) => this.named(name)).filter((each) => !path.includes(each))
    // A required job that is not found, or requires itself, is no reason to leave this one out.
    const isOpen = required.length === 0 || path.length > 200
    const before = isOpen
      ? true
      : required
          .map((each) => this.#reaches(each, run, [...path, invocation]))
          .reduce(either, false as boolean | undefined)
    const result = both(own, before)
    results.set(run, result)
    return result
  }
}

function workflowRule(workflow: YamlMapping, scope: Scope, run: SampleRun): boolean | undefined {
  const [when, unless] = [valueAt(workflow, 'when'), valueAt(workflow, 'unless')]
  return both(
    when === undefined ? true : holds(when, scope, run),
    unless === undefined ? true : negated(holds(unless, scope, run)),
  )
}

function kindsOf(
  workflow: YamlMapping,
  invocations: readonly Invocation[],
  scope: Scope,
  at: Location,
): readonly RunKind[] {
  const texts = textsOf(workflow, invocations)
  const defaultBranch = defaultBranchIn(texts)
  const schedules = schedulesOf(workflow, defaultBranch, scope)
  if (schedules.length > 0) return schedules
  const logic = [valueAt(workflow, 'when'), valueAt(workflow, 'unless')].map((node) => namedInLogic(node))
  const filters = invocations.map(({ filter }) => filter)
  const tags = [...filters, ...logic].flatMap((each) => each.tags)
  const forTags = filters.some((each) => each.forTags)
  const kinds = runKindsOf({
    named: { branches: [...filters, ...logic].flatMap(({ branches }) => branches), tags: forTags ? tags : undefined },
    defaultBranch,
    events: EVENTS,
    moreChanges: [FORKED],
    at,
  })
  return [...kinds.map(withPullRequests), ...startedOtherwise(texts, defaultBranch, scope, at)]
}

/** A change is built because of its pushes, or because of its pull request, as the project is set up. */
function withPullRequests(kind: RunKind): RunKind {
  if (kind.trigger.kind !== 'change-request') return kind
  const samples = kind.samples.flatMap((run) => ['push', 'pull_request'].map((event) => ({ ...run, event })))
  return { ...kind, samples }
}

function textsOf(workflow: YamlMapping, invocations: readonly Invocation[]): string[] {
  const conditions = ['when', 'unless', 'triggers'].flatMap((key) => textsIn(valueAt(workflow, key)))
  const jobs = invocations.flatMap(({ filter, definition }) => [
    ...filter.texts,
    ...(definition.kind === 'own' ? conditionTexts(definition.node) : []),
  ])
  return [...conditions, ...jobs]
}

/** What the steps of a job are told apart by. */
function conditionTexts(job: YamlMapping): string[] {
  return itemsOf(valueAt(job, 'steps')).flatMap((step) =>
    entriesOf(step).flatMap(({ key, value }) =>
      key.text === 'when' || key.text === 'unless' ? textsIn(valueAt(value, 'condition')) : [],
    ),
  )
}

/** The workflow's own schedules; with them nothing else starts it (docs: Configuration reference, triggers). */
function schedulesOf(workflow: YamlMapping, defaultBranch: string, scope: Scope): RunKind[] {
  return itemsOf(valueAt(workflow, 'triggers')).flatMap((trigger): RunKind[] => {
    const schedule = valueAt(trigger, 'schedule')
    if (schedule === undefined) return []
    const { branches } = readFilter(valueAt(schedule, 'filters'), scope)
    const cron = scalarAt(schedule, 'cron') ?? schedule
    const refs: readonly Pick<NamedRef, 'example'>[] = branches.length > 0 ? branches : [{ example: defaultBranch }]
    return [
      {
        trigger: {
          kind: 'schedule',
          event: 'schedule',
          ...(branches.length > 0 && { branches: branches.map(({ written }) => written) }),
          at: cron.at,
        },
        samples: refs.map(({ example }) => ({
          kind: 'schedule',
          branch: example,
          isDefaultBranch: example === defaultBranch,
        })),
      },
    ]
  })
}

/** Schedules and calls of the interface, which no file shows, where conditions tell them apart from pushes. */
function startedOtherwise(texts: readonly string[], defaultBranch: string, scope: Scope, at: Location): RunKind[] {
  const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text))
  const run = { branch: defaultBranch, isDefaultBranch: true }
  const kinds: RunKind[] = []
  if (says(/scheduled_pipeline|pipeline\.schedule\.|["']schedule["']|^schedule$/)) {
    kinds.push({ trigger: { kind: 'schedule', event: 'schedule', at }, samples: [{ kind: 'schedule', ...run }] })
  }
  if (scope.config.phase !== 'continued' && says(/pipeline\.parameters\.|^api$|["']api["']|trigger_source/)) {
    const inputs = new Map(
      Array.from(scope.config.parameters, ([name, node]) => [
        name.toLowerCase(),
        scalarAt(node, 'type')?.text ?? 'string',
      ]),
    )
    kinds.push({
      trigger: { kind: 'manual', event: 'api', ...(inputs.size > 0 && { inputs }), at },
      samples: [{ kind: 'manual', ...run }],
    })
  }
  return kinds
}
