import { fileLocation, type Location } from '../../../core/location.js'
import type { JobStart, Trigger, TriggerKind } from '../../../models/index.js'
import type { GroovyCall } from '../../groovy/index.js'
import { CAUSES } from './causes.js'
import { isLiteral } from './compare.js'
import { argument, namedArguments, placeIn, type ScriptFile } from './file.js'
import { literalText, type Rules } from './rules.js'
import { textAt } from './texts.js'
import { NULL, unknownValue, type Value } from './values.js'

/** A kind of run, with what is known of it beforehand. */
export interface Run {
  readonly trigger: Trigger
  /** Whether such runs certainly happen: the server's settings, which no file shows, decide more than elsewhere. */
  readonly certain: boolean
  /** Values of environment variables; what is not here is not known. */
  readonly environment: ReadonlyMap<string, Value>
  readonly isChange: boolean | undefined
  readonly isTag: boolean | undefined
}

/** What a person calls the default branch where the file does not say (`git init` and GitHub's default). */
const DEFAULT_BRANCHES = ['main', 'master']

/** Steps that say what starts a project, by kind. */
const TRIGGERS: ReadonlyMap<string, TriggerKind> = new Map([
  ['cron', 'schedule'],
  ['parameterizedCron', 'schedule'],
  ['pollSCM', 'push'],
  ['githubPush', 'push'],
  ['bitbucketPush', 'push'],
  ['gitlab', 'push'],
  ['upstream', 'upstream'],
  ['snapshotDependencies', 'upstream'],
  ['issueCommentTrigger', 'comment'],
  ['GenericTrigger', 'other'],
])

const OF_CHANGE = ['CHANGE_ID', 'CHANGE_URL', 'CHANGE_TITLE', 'CHANGE_AUTHOR', 'CHANGE_TARGET', 'CHANGE_BRANCH']

/**
 * The kinds of runs that the rules of a script tell apart. Whether a project is built for branches, changes and tags at
 * all is set on the server: that it asks for them shows that it is (Jenkins handbook: Branches and Pull Requests).
 */
export function runsOf(file: ScriptFile, rules: Rules): Run[] {
  const text = (value: string): Value => textAt(value, file, 0)
  const noChange = OF_CHANGE.map((name) => [name, NULL] as const)
  const noTag = [['TAG_NAME', NULL]] as const
  const branch = (value: Value): [string, Value][] =>
    ['BRANCH_NAME', 'GIT_BRANCH', 'GIT_LOCAL_BRANCH', 'BRANCH'].map((name) => [name, value])
  const { multibranch } = rules
  const given = rules.triggers.flatMap(({ call, file: of, listed }) => triggerOf(call, of, listed))
  const pushes = pushTriggers(file, rules).map(({ trigger, value, isDefault }) => ({
    trigger,
    certain: multibranch || given.some(({ kind }) => kind === 'push') || given.length === 0,
    environment: new Map<string, Value>([
      ...branch(typeof value === 'string' ? text(value) : value),
      ...noChange,
      ...noTag,
      ['BRANCH_IS_PRIMARY', isDefault ? text('true') : unknownValue('env.BRANCH_IS_PRIMARY')],
    ]),
    isChange: false,
    isTag: false,
  }))
  const change: Run = {
    trigger: { kind: 'change-request', event: 'changeRequest', at: rules.changes ?? fileLocation(file.path) },
    certain: multibranch || rules.triggers.some(({ call }) => startsForChanges(call)),
    environment: new Map<string, Value>([
      ...branch(text('PR-1')),
      ...OF_CHANGE.map((name) => [name, { ...unknownValue(`env.${name}`), given: true }] as const),
      ...noTag,
      ['BRANCH_IS_PRIMARY', NULL],
    ]),
    isChange: true,
    isTag: false,
  }
  const others = given.filter(({ kind }) => kind !== 'push').map((trigger) => openRun(trigger))
  const { parameters: inputs, choices } = rules
  const manual = openRun({
    kind: 'manual',
    event: 'manual',
    ...(inputs.size > 0 && { inputs }),
    ...(choices.size > 0 && { choices }),
    at: fileLocation(file.path),
  })
  return [change, ...pushes, ...tagRuns(file, rules, branch), ...others, ...awaitedRuns(rules, given), manual]
}

/** Runs that a stage waits for and nothing in the file starts: the server may be set to. */
function awaitedRuns({ causes }: Rules, given: readonly Trigger[]): Run[] {
  const kinds = new Map(Array.from(causes, ([cause, at]) => [CAUSES.get(cause), at] as const))
  return [...kinds].flatMap(([kind, at]) =>
    kind === undefined || kind === 'manual' || given.some((trigger) => trigger.kind === kind)
      ? []
      : [{ ...openRun({ kind, event: 'triggeredBy', at }), certain: false }],
  )
}

/** GitLab plugin: Pipeline jobs, triggerOnMergeRequest; GitHub Integration plugin: githubPullRequests. */
function startsForChanges(call: GroovyCall): boolean {
  if (call.name === 'githubPullRequests') return true
  const value = call.name === 'gitlab' ? namedArguments(call.arguments).get('triggerOnMergeRequest') : undefined
  return value?.kind === 'literal' && value.value === true
}

/** A run of which it is not known for which branch it is. */
function openRun(trigger: Trigger): Run {
  return { trigger, certain: true, environment: new Map(), isChange: undefined, isTag: undefined }
}

/** What another plugin brings starts it too, if it is listed among the triggers. */
function triggerOf(call: GroovyCall, file: ScriptFile, listed: boolean): Trigger[] {
  const { name = '' } = call
  const kind = TRIGGERS.get(name) ?? (listed && !startsForChanges(call) ? 'other' : undefined)
  if (kind === undefined) return []
  const at = placeIn(file, call)
  const projects = kind === 'upstream' ? upstreamOf(call) : undefined
  return [{ kind, event: name, ...(projects !== undefined && { upstream: projects }), at }]
}

function upstreamOf(call: GroovyCall): string[] | undefined {
  const names = literalText(argument(call, 'upstreamProjects'))
  return names?.split(',').map((name) => name.trim())
}

interface Push {
  readonly trigger: Trigger
  readonly value: string | Value
  readonly isDefault: boolean
}

/** One trigger for each branch or pattern that a rule names, one for the default branch and one for all others. */
function pushTriggers(file: ScriptFile, { branches, triggers }: Rules): Push[] {
  const poll = triggers.find(({ call: { name } }) => TRIGGERS.get(name ?? '') === 'push')
  const at = poll === undefined ? fileLocation(file.path) : placeIn(poll.file, poll.call)
  const push = (names: readonly string[], place: Location): Trigger => ({
    kind: 'push',
    event: 'push',
    branches: names.map((value) => ({ value, at: place })),
    at: place,
  })
  if (branches.size === 0) {
    const value: Value = { kind: 'branch' }
    return [{ trigger: { kind: 'push', event: 'push', at }, value, isDefault: true }]
  }
  const names = [...branches.keys()]
  const named = [...branches].map(([rule, place]) => ({
    trigger: push([rule], place),
    value: isLiteral(rule) ? rule : ({ kind: 'branch', pattern: rule } as const),
    isDefault: DEFAULT_BRANCHES.includes(rule),
  }))
  const hasDefault = named.some(({ isDefault }) => isDefault)
  const main = hasDefault ? [] : [{ trigger: push(DEFAULT_BRANCHES, at), value: 'main', isDefault: true }]
  const ignored = [...names, ...(hasDefault ? [] : DEFAULT_BRANCHES)]
  const others: Push = {
    trigger: { kind: 'push', event: 'push', branchesIgnored: ignored.map((value) => ({ value, at })), at },
    value: { kind: 'branch', excluded: ignored },
    isDefault: false,
  }
  return [...named, ...main, others]
}

/** Tags are built where the server is set to find them; rules that ask for them show it. */
function tagRuns(file: ScriptFile, { tags, tagNames }: Rules, branch: (value: Value) => [string, Value][]): Run[] {
  if (tags === undefined) return []
  const patterns = Array.from(tagNames, ([value, at]) => ({ value, at }))
  const name: Value = { ...unknownValue('env.TAG_NAME'), given: true }
  return [
    {
      trigger: { kind: 'tag', event: 'buildingTag', ...(patterns.length > 0 && { tags: patterns }), at: tags },
      certain: true,
      environment: new Map<string, Value>([
        ...branch(name),
        ...OF_CHANGE.map((each) => [each, NULL] as const),
        ['TAG_NAME', name],
        ['BRANCH_IS_PRIMARY', textAt('false', file, 0)],
      ]),
      isChange: false,
      isTag: true,
    },
  ]
}

/** The runs in which a condition may hold. */
export function narrowed(
  starts: readonly JobStart[],
  runs: ReadonlyMap<Trigger, Run>,
  holds: (run: Run) => boolean | undefined,
): readonly JobStart[] {
  const kept = starts.flatMap((start) => {
    const run = runs.get(start.trigger)
    const value = run === undefined ? undefined : holds(run)
    if (value === false) return []
    return [value === true || !start.certain ? start : { ...start, certain: false }]
  })
  return kept.length === starts.length && kept.every((each, index) => each === starts[index]) ? starts : kept
}
