import {
  because,
  defineCheck,
  deployPaths,
  openTo,
  refPattern,
  sampleTag,
  solvedBy,
  tagRuleset,
  unreadable,
  z,
  type Activity,
  type CheckOutcome,
  type Delivery,
  type TagProtection,
  type Trigger,
} from '../../src/check-api/index.js'

/** Work that a tag starts. */
type Work = Pick<Activity, 'pipeline' | 'job' | 'triggers' | 'at'> & { readonly does: 'publishes' | 'deploys' }

/** A pattern of tags and the first work that such a tag starts. */
interface TagWork {
  readonly pattern: string
  readonly trigger: Trigger
  readonly work: Work
}

export default defineCheck({
  id: 'protection-release-tags',
  title: 'Release tags can be moved or made by anyone',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.SAD.3', 'OPS05-BP01', 'SEC06-BP04', 'ba.versioning'],
  needs: ['delivery'],
  wants: ['tagProtection', 'repository', 'project'],
  options: z.strictObject({}),
  messages: {
    open: {
      text: 'Whoever may push can {actions} a tag {pattern}, from which job {job} {does}: what was released as that version can change.',
      remedy:
        'Add a tag ruleset for {pattern} that restricts updates and deletions (Settings → Rules → Rulesets → New tag ruleset).',
    },
  },

  *run({ delivery, tagProtection, repository, project }) {
    if (repository.known && (repository.value.archived || repository.value.mirror))
      return yield { kind: 'not-applicable', reason: 'tags of an archived repository or a mirror are not made here' }
    const tags = releaseTags(delivery)
    if (tags.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline publishes or deploys what was tagged' }
    if (!tagProtection.known) return yield unreadable(tagProtection)
    const outcomes = tags.map((each) => ({ ...each, outcome: judge(each, tagProtection.value, delivery) }))
    const open = outcomes.filter(({ outcome }) => outcome.kind === 'problem').map(({ pattern }) => pattern)
    const isMoved = project.known && project.value.kind === 'pipeline-library'
    const patch = solvedBy(rulesetFor(open, isMoved))
    for (const { outcome } of outcomes) yield outcome.kind === 'problem' ? { ...outcome, ...patch } : outcome
  },
})

/** The patterns of tags that start what publishes or deploys, once each. */
function releaseTags(delivery: Delivery): TagWork[] {
  const found = new Map<string, TagWork>()
  const works: Work[] = [
    ...delivery.publications.map((each) => ({ ...each, does: 'publishes' as const })),
    ...deployPaths(delivery).map((each) => ({ ...each, does: 'deploys' as const })),
  ]
  for (const work of works) {
    for (const trigger of work.triggers.filter(({ kind }) => kind === 'tag')) {
      const patterns = trigger.tags?.map(({ value }) => value).filter((value) => !value.startsWith('!')) ?? []
      for (const pattern of patterns.length === 0 ? ['*'] : patterns)
        if (!found.has(pattern)) found.set(pattern, { pattern, trigger, work })
    }
  }
  return [...found.values()]
}

/** Where others use actions of the repository, `v1` moves on purpose: then full versions alone are kept. */
function rulesetFor(patterns: readonly string[], isMoved: boolean) {
  const refs = patterns.map((pattern) => refPattern(isMoved && /^v?\*+$/.test(pattern) ? 'v*.*.*' : pattern))
  const known = refs.filter((ref) => ref !== undefined)
  return known.length === 0 || known.length < refs.length ? undefined : tagRuleset([...new Set(known)])
}

function judge(
  { pattern, trigger, work }: TagWork,
  { rulesets, immutableReleases, sources }: TagProtection,
  delivery: Delivery,
): CheckOutcome<'open'> {
  const tag = sampleTag(pattern)
  if (tag === undefined && rulesets.length > 0) {
    const reason = 'which tags {pattern} means cannot be told'
    return { kind: 'unknown', origin: 'files', reason, data: { pattern }, at: trigger.at }
  }
  const actions = openTo(tag ?? '', rulesets)
  if (actions.length === 0) {
    const data = { pattern, source: sources.join(', ') }
    return { kind: 'evidence', text: 'tags {pattern} can neither be moved nor deleted ({source})', data }
  }
  const isReleased = delivery.publications.some(
    ({ pipeline, intent }) => pipeline === work.pipeline && intent.kind === 'release',
  )
  if (isReleased && !immutableReleases.known) return unreadable(immutableReleases)
  if (isReleased && immutableReleases.known && immutableReleases.value)
    return { kind: 'evidence', text: 'releases are immutable: they fix their tags' }
  const data = { actions: actions.join(' or '), pattern, job: work.job.id, does: work.does }
  return { kind: 'problem', message: 'open', data, because: [because(trigger.at, `a tag ${pattern} starts it`)] }
}
