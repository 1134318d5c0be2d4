import {
  defineCheck,
  reachedByItself,
  updatableFiles,
  updateCoverage,
  updateSteps,
  z,
  type CheckOutcome,
  type Pipelines,
  type Subjects,
  type UpdateScope,
  type Updater,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'obsolete' | 'uncovered' | 'folders' | 'slow' | 'securityOnly' | 'atOnce'>

/** Files named in a finding. */
const MOST_NAMED = 3

export default defineCheck({
  id: 'supply-dependency-updates',
  title: 'Dependencies are not kept up to date automatically',
  severity: 'warning',
  confidence: 'high',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'OA.BCL.2',
    'QA.ST.1',
    'AG.ACG.6',
    'ops05-bp10.hardening.refine',
    'OPS05-BP05',
    'SEC06-BP01',
    'SEC06-BP05',
    'PERF05-BP06',
  ],
  judgesExamples: false,
  needs: ['project', 'pipelines', 'infrastructure', 'files'],
  wants: ['history'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing proposes newer versions of the dependencies ({ecosystems}), so fixes arrive only when somebody thinks of them.',
      remedy: 'Add .github/dependabot.yml with an entry for each of them, or let Renovate run on the repository.',
    },
    obsolete: {
      text: '{file} is the configuration of a Dependabot that no longer runs.',
      remedy: 'Move it to .github/dependabot.yml, version 2.',
    },
    uncovered: {
      text: '{tool} looks after some dependencies, but not after {ecosystems} (as in {files}).',
      remedy: 'Add an entry for each of them, or take it off the list of what is left out.',
    },
    folders: {
      text: '{tool} looks after {ecosystem} dependencies, but not after those in {files}.',
      remedy: 'Add their folders to the entry; Dependabot takes wildcards under directories.',
    },
    slow: {
      text: '{tool} looks for newer versions of {ecosystem} dependencies {interval} only.',
      remedy: 'Let it look every month at least; groups keep the number of changes small.',
    },
    securityOnly: {
      text: '{tool} proposes only versions of {ecosystem} dependencies that close a vulnerability; the others grow old until an urgent fix needs a large step.',
      remedy: 'Let it propose ordinary updates too, grouped and with a limit.',
    },
    atOnce: {
      text: '{tool} proposes new versions on the day they come out, before anybody could notice a malicious one.',
      remedy: 'Let them wait some days: cooldown of Dependabot, minimumReleaseAge of Renovate.',
    },
  },

  *run({ project, pipelines, infrastructure, files, history }): Generator<Outcome> {
    const needed = updatableFiles({ project, pipelines, infrastructure, files })
    if (needed.size === 0)
      return yield { kind: 'not-applicable', reason: 'nothing here fixes versions of others’ code' }
    const updaters = project.updaters.filter(({ obsolete }) => obsolete !== true)
    const running = updateSteps(pipelines)
    for (const { tool, at, because } of running)
      yield { kind: 'evidence', text: '{tool} raises versions in a pipeline', data: { tool }, at, because }
    for (const updater of updaters) yield* judge(updater, needed)
    if (updaters.length === 0 && running.length === 0)
      return yield without(needed, project.updaters, pipelines, history)
    if (running.some(({ ecosystem }) => ecosystem === undefined)) return
    const raised = new Set(running.map(({ ecosystem }) => ecosystem))
    yield* gaps(new Map([...needed].filter(([ecosystem]) => !raised.has(ecosystem))), updaters)
  },
})

/** What one bot does, and what of it is too little. */
function* judge({ tool, scopes, open, at }: Updater, needed: ReadonlyMap<string, unknown>): Generator<Outcome> {
  const useful = scopes.filter(({ ecosystem }) => needed.has(ecosystem))
  if (useful.length === 0) return
  const ecosystems = listed(useful.map(({ ecosystem }) => ecosystem))
  yield { kind: 'evidence', text: '{tool} looks after {ecosystems}', data: { tool, ecosystems }, at }
  const slow = useful.find((scope) => scope.slow !== undefined)
  if (slow?.slow !== undefined) {
    const data = { tool, ecosystem: slow.ecosystem, interval: slow.slow.value }
    yield { kind: 'problem', message: 'slow', data, at: slow.slow.at }
  }
  const security = useful.find(({ securityOnly }) => securityOnly !== undefined)
  if (security?.securityOnly !== undefined) {
    const data = { tool, ecosystem: security.ecosystem }
    yield { kind: 'problem', message: 'securityOnly', data, at: security.securityOnly, severity: 'notice' }
  }
  if (open === undefined && !useful.some(waitsEnough))
    yield { kind: 'problem', message: 'atOnce', data: { tool }, at, severity: 'notice' }
}

function waitsEnough({ waits, securityOnly, slow }: UpdateScope): boolean {
  return waits || securityOnly !== undefined || slow !== undefined
}

/** What no bot looks after: whole ecosystems, and folders of the others. */
function* gaps(needed: ReadonlyMap<string, readonly string[]>, updaters: readonly Updater[]): Generator<Outcome> {
  const [first] = updaters
  const coverage = updateCoverage(needed, updaters).filter(({ missed }) => missed.length > 0)
  if (first === undefined || coverage.length === 0) return
  const tool = listed(updaters.map((each) => each.tool))
  const open = updaters.find((each) => each.open !== undefined)
  if (open?.open !== undefined) {
    const reason = 'what {tool} looks after hangs on {what}, which is not read'
    return yield { kind: 'unknown', origin: 'files', reason, data: { tool: open.tool, what: open.open }, at: open.at }
  }
  const whole = coverage.filter(({ covered }) => covered.length === 0)
  if (whole.length > 0) {
    const named = whole.flatMap(({ missed }) => missed.slice(0, 1))
    const data = { tool, ecosystems: listed(whole.map(({ ecosystem }) => ecosystem)), files: shortened(named) }
    yield { kind: 'problem', message: 'uncovered', data, at: first.at }
  }
  for (const { ecosystem, missed, covered } of coverage) {
    if (covered.length === 0) continue
    const data = { tool, ecosystem, files: shortened(missed) }
    yield { kind: 'problem', message: 'folders', data, at: first.at, severity: 'notice' }
  }
}

/** Nothing in the tree configures or runs a bot: the history, or what cannot be looked into, may still show one. */
function without(
  needed: ReadonlyMap<string, unknown>,
  configured: readonly Updater[],
  pipelines: Pipelines,
  history: Subjects['history'] extends infer H ? { known: true; value: H } | { known: false } : never,
): Outcome {
  const [bot] = history.known ? (history.value.updaters ?? []) : []
  if (bot !== undefined)
    return { kind: 'evidence', text: '{bot} raises versions here, as the history shows', data: { bot } }
  const [obsolete] = configured
  if (obsolete !== undefined)
    return { kind: 'problem', message: 'obsolete', data: { file: obsolete.at.file }, at: obsolete.at }
  const scheduled = reachedByItself(pipelines, { schedule: true }).steps.filter(({ pipeline }) =>
    pipeline.triggers.some(({ kind }) => kind === 'schedule'),
  )
  const hidden = scheduled
    .flatMap(({ step }) => step.opaque)
    .find(({ what }) => /update|upgrade|bump|depend|renovate/i.test(what))
  if (hidden !== undefined) {
    const { what, at, because } = hidden
    const reason = '{what} runs on a schedule, may raise versions and cannot be looked into'
    return { kind: 'unknown', origin: 'files', reason, data: { what }, at, because }
  }
  return { kind: 'problem', message: 'none', data: { ecosystems: listed([...needed.keys()]) } }
}

/** `npm, docker and terraform`. */
function listed(names: readonly string[]): string {
  const all = [...new Set(names)]
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

function shortened(files: readonly string[]): string {
  const more = files.length - MOST_NAMED
  return more > 0 ? `${files.slice(0, MOST_NAMED).join(', ')} and ${more} more` : listed(files)
}
