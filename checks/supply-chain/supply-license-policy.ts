import {
  defineCheck,
  discardOf,
  licenceWorkOf,
  reachedByItself,
  reportersNamed,
  searchGap,
  z,
  type CheckOutcome,
  type Intent,
  type LicenceWork,
  type Pipelines,
  type Project,
  type Reached,
  type StepInJob,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'listed' | 'vain'>

/** Words in the names of apps that hold licences against a policy of their own. */
const SERVICES: ReadonlySet<string> = new Set([
  'fossa',
  'snyk',
  'mend',
  'whitesource',
  'blackduck',
  'debricked',
  'sonatype',
])

interface Found {
  readonly where: StepInJob
  readonly intent: Intent
  readonly does: LicenceWork
}

export default defineCheck({
  id: 'supply-license-policy',
  title: 'Dependency licences are not checked against a list',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.SCM.5', 'SEC11-BP05'],
  needs: ['pipelines', 'project', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing holds the licences of dependencies against a list of those that may be used.',
      remedy:
        'Give actions/dependency-review-action its allow-licenses, or run cargo deny, go-licenses check, license-checker --onlyAllow, pip-licenses --allow-only or licensed on changes.',
    },
    listed: {
      text: '{tool} lists the licences of dependencies, and nothing stops one that must not be used.',
      remedy: 'Give it the licences that may be used, so that it fails for others.',
    },
    vain: {
      text: '{tool} holds licences against a list, and nothing comes of it: {construct}.',
      remedy: 'Let it fail the run; leave single packages out by name, with a reason.',
    },
  },

  *run({ pipelines, project, reportedChecks }): Generator<Outcome> {
    const reason = notApplicable(project)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const reached = reachedByItself(pipelines, { schedule: true })
    const found = reached.steps.flatMap(licenceWorkIn)
    const enforcing = found.filter(({ does }) => does === 'enforces')
    const blocking = enforcing.filter((each) => keptFromFailing(each) === undefined)
    for (const { intent } of blocking)
      yield { kind: 'evidence', text: '{tool} stops licences that are not allowed', ...shown(intent) }
    if (blocking.length > 0) return
    yield* lesser(found)
    if (!found.some(({ does }) => does === 'lists') && enforcing.length === 0 && !found.some(isElsewhere))
      yield whyNone(reached, pipelines, reportedChecks) ?? { kind: 'problem', message: 'none' }
  },
})

function notApplicable({ kind, manifests, dependencies }: Project): string | undefined {
  if (kind !== 'application' && kind !== 'library') return 'nothing is handed out that dependencies are a part of'
  const inUse = manifests.filter(({ hasDependencies, ecosystem }) => {
    const named = dependencies.filter((each) => each.ecosystem === ecosystem)
    return hasDependencies !== false && (named.length === 0 || named.some(({ development }) => !development))
  })
  return inUse.length > 0 ? undefined : 'there are no third-party dependencies outside of development'
}

function licenceWorkIn(where: StepInJob): Found[] {
  return where.step.intents.flatMap((intent) => {
    const does = licenceWorkOf(intent, where.step)
    return does === undefined ? [] : [{ where, intent, does }]
  })
}

/** What does less than it should: a list that stops nothing, a list of what there is, or a policy that is not seen. */
function* lesser(found: readonly Found[]): Generator<Outcome> {
  const elsewhere = found.find(isElsewhere)
  if (elsewhere !== undefined) {
    const reason = 'which licences {tool} lets through is decided by its server'
    return yield { kind: 'unknown', origin: 'hosting', reason, ...shown(elsewhere.intent) }
  }
  for (const each of found) {
    const { data, ...place } = shown(each.intent)
    const construct = keptFromFailing(each)
    if (each.does === 'enforces' && construct !== undefined)
      yield { kind: 'problem', message: 'vain', data: { ...data, construct }, ...place }
    if (each.does !== 'lists') continue
    yield { kind: 'evidence', text: '{tool} lists the licences of dependencies', data, ...place }
    yield { kind: 'problem', message: 'listed', data, ...place }
  }
}

function isElsewhere({ does }: Found): boolean {
  return does === 'elsewhere'
}

function shown({ tool, at, because }: Intent) {
  return { data: { tool }, at, because }
}

/** What keeps a licence that is not allowed from stopping the run, as far as the pipeline says. */
function keptFromFailing({ where, intent }: Found): string | undefined {
  if (where.step.with.get('warn-only')?.value === 'true') return 'warn-only: true'
  return discardOf(where, intent)?.text
}

/** What hides a list, or is the cause that there is none. */
function whyNone(
  reached: Reached,
  pipelines: Pipelines,
  reported: Parameters<typeof searchGap>[2],
): Outcome | undefined {
  const configured = reached.steps.find(
    ({ step: { uses, with: inputs } }) =>
      uses?.repository === 'actions/dependency-review-action' && inputs.has('config-file'),
  )?.step
  const file = configured?.with.get('config-file')
  if (file !== undefined) {
    const reason = 'the list of licences may stand in {file}, which is not read'
    return { kind: 'unknown', origin: 'files', reason, data: { file: file.value }, at: file.at }
  }
  const gap = searchGap(reached, pipelines, reported, 'check licences')
  if (gap?.origin === 'files') return gap
  const [service] = reportersNamed(SERVICES, reported)
  if (service !== undefined)
    return {
      kind: 'unknown',
      origin: 'hosting',
      reason: '{what} reports checks and may check licences',
      data: { what: service },
    }
  if (pipelines.all.every(({ kind }) => kind === 'action'))
    return { kind: 'implied', by: 'ci-pipeline-present', reason: 'there is no pipeline that could check licences' }
  return gap
}
