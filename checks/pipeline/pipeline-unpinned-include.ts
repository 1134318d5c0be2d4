import {
  defineCheck,
  jobsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Include,
  type Location,
  type Pipelines,
} from '../../src/check-api/index.js'

/** `v4.2.0`, `refs/tags/v4`: a tag that people do not move. */
const VERSION = /^(refs\/tags\/.+|v?\d+\.\d+\.\d+([-+.][\w.-]+)?)$/

/** `5`, `5.1`, `v2`, `~1`: whatever is newest of it. */
const RANGE = /^[~^]?v?\d+(\.\d+)?(\.x)?$/

interface Reference extends Pick<Include, 'text' | 'pinned' | 'official'> {
  readonly ref?: string
  readonly kind: Include['kind'] | 'pipe'
  readonly at: Location
}

export default defineCheck({
  id: 'pipeline-unpinned-include',
  title: 'Included pipeline code can change without a commit here',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  systems: [
    'gitlab-ci',
    'jenkins',
    'azure-pipelines',
    'circleci',
    'bitbucket-pipelines',
    'buildkite',
    'drone',
    'woodpecker',
    'tekton',
  ],
  fixable: 'suggestion',
  practices: ['AG.SAD.3', 'SEC11-BP07', 'ba.versioning', 'ba.trap.unversioned-config'],
  needs: ['pipelines', 'settings'],
  options: z.strictObject({}),
  messages: {
    noRef: {
      text: '{reference} names no version, so the newest one runs here at once.',
      remedy: 'Name a version or a commit.',
    },
    movable: {
      text: '{reference} follows {ref}, so what is changed there runs here at once.',
      remedy: 'Name a version tag or a commit instead of {ref}.',
    },
    range: {
      text: '{reference} takes the newest version that fits {ref}.',
      remedy: 'Name the full version, and let a bot propose new ones.',
    },
  },

  *run({ pipelines, settings }) {
    yield* unreadPipelines(pipelines)
    const trusted = new Set(settings.trustedOwners.map((each) => each.toLowerCase()))
    const seen = new Set<string>()
    for (const reference of referencesIn(pipelines)) {
      // Several files of one project are one reference.
      const [text = ''] = reference.text.split(', file:')
      const place = `${reference.at.file} ${text} ${reference.ref}`
      if (seen.has(place)) continue
      seen.add(place)
      yield judge({ ...reference, text }, trusted)
    }
  },
})

function referencesIn(pipelines: Pipelines): Reference[] {
  const pipes = jobsOf(pipelines).flatMap(({ job }) =>
    job.steps.flatMap(({ uses }): Reference[] =>
      uses?.kind === 'pipe' ? [{ ...uses, kind: 'pipe', pinned: false, official: false }] : [],
    ),
  )
  return [...pipelines.all.flatMap(({ includes = [] }) => includes), ...pipes]
}

function judge(
  { text, ref, kind, pinned, official, at }: Reference,
  trusted: ReadonlySet<string>,
): CheckOutcome<'noRef' | 'movable' | 'range'> {
  const data = { reference: text }
  const evidence = (reason: string) => ({ kind: 'evidence', text: `{reference} ${reason}`, data, at }) as const
  if (pinned) return evidence('cannot change without a change here')
  if (kind === 'template' && official) return evidence('comes with the CI system')
  if (ref !== undefined && VERSION.test(ref)) return evidence('names a version')
  if (text.split(/[^\w.-]+/).some((name) => trusted.has(name.toLowerCase())))
    return evidence('comes from an owner that the configuration trusts')
  if (/\$|<</.test(ref ?? ''))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'which version of {reference} runs hangs on a variable',
      data,
      at,
    }
  if (ref === undefined) return { kind: 'problem', message: 'noRef', data, at }
  if (RANGE.test(ref)) return { kind: 'problem', message: 'range', data: { ...data, ref }, at, severity: 'notice' }
  return { kind: 'problem', message: 'movable', data: { ...data, ref }, at }
}
