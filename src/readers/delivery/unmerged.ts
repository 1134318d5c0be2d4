import { NO_CONTEXTS } from '../../models/evaluate.js'
import type { Command, Job, Pipeline, Step, Trigger, UnmergedRun } from '../../models/index.js'
import { PipelineRuns } from './reach.js'
import { isForChange, runForBranch, runForChange, type Run } from './runs.js'
import { runsThatFit, type TestedRun } from './script-tests.js'

/** A branch that somebody made for a change. */
const BRANCH = 'feature/change'

/** Patterns that every branch fits, or nearly every (GitHub docs: Filter pattern cheat sheet). */
const ANY: ReadonlySet<string> = new Set(['*', '**', '**/*', '.*'])

/** The runs of code that nobody has merged yet, as far as triggers and conditions tell which jobs they get to. */
export class UnmergedRuns {
  readonly #runs: PipelineRuns
  readonly #pipeline: Pipeline

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
    this.#runs = new PipelineRuns(pipeline, unmergedRunsOf)
  }

  /**
   * @param command the command of the step that is looked at: its script may test what it runs for
   * @param takes whether a run does what is asked about: deploys to one of the job's environments
   */
  reaching(job: Job, step: Step, command?: Command, takes: (run: Run) => boolean = () => true): UnmergedRun[] {
    const { system } = this.#pipeline
    if (job.starts !== undefined) return byRule(job, this.#pipeline, command, takes)
    const runs = runsThatFit(this.#runs.reaching(job, step).filter(takes), command, system)
    const found = runs.map(({ trigger, certain }) => ({ trigger, of: kindOf(trigger), certain }))
    // What is chosen makes no other kind of run.
    return found.filter(
      (one, index) => found.findIndex((each) => each.trigger === one.trigger && each.certain === one.certain) === index,
    )
  }
}

type RuleRun = TestedRun & { readonly found: Pick<UnmergedRun, 'trigger' | 'of'> }

/** The runs of other systems, where each job says which of them it is for. */
function byRule(
  { starts = [] }: Job,
  { system }: Pipeline,
  command: Command | undefined,
  takes: (run: Run) => boolean,
): UnmergedRun[] {
  const contexts = { contexts: NO_CONTEXTS, next: NO_CONTEXTS }
  const taken = starts.filter(({ trigger }) => takes({ trigger, forChange: isForChange(trigger), ...contexts }))
  const runs = taken.flatMap(({ trigger, certain }): RuleRun[] => {
    if (trigger.kind === 'change-request')
      return [{ trigger, certain, contexts: NO_CONTEXTS, found: { trigger, of: 'change' } }]
    // Other readers leave the filter out where the default branch is meant.
    if (system !== 'gitlab-ci' || trigger.kind !== 'push' || trigger.branches !== undefined) return []
    const onBranch = { ...trigger, branches: [{ value: BRANCH, at: trigger.at }] }
    return [{ trigger: onBranch, certain, contexts: NO_CONTEXTS, found: { trigger, of: 'branch' } }]
  })
  return runsThatFit(runs, command, system).map(({ certain, found }) => ({ ...found, certain }))
}

function unmergedRunsOf(pipeline: Pipeline, trigger: Trigger): Run[] {
  switch (kindOf(trigger)) {
    case 'branch':
      return takesAnyBranch(trigger) ? [runForBranch(pipeline, trigger, BRANCH)] : []
    case 'started':
      return [runForBranch(pipeline, trigger, BRANCH)]
    case 'change':
    case 'closed':
      return trigger.kind === 'change-request' ? [runForChange(pipeline, trigger)] : []
  }
}

function kindOf({ kind, event, types }: Trigger): UnmergedRun['of'] {
  if (kind.startsWith('change-request')) return types?.length === 1 && types[0] === 'closed' ? 'closed' : 'change'
  return event === 'workflow_dispatch' ? 'started' : 'branch'
}

function takesAnyBranch({ kind, branches, tags }: Trigger): boolean {
  if (kind !== 'push') return false
  return branches === undefined ? tags === undefined : branches.some(({ value }) => ANY.has(value))
}
