import {
  asItShould,
  branchLifespan,
  defineCheck,
  historyFacets,
  humanChanges,
  LEAST_CHANGES,
  openBranchesOf,
  percent,
  rounded,
  settingsChange,
  solvedBy,
  STALE_DAYS,
  unmeasured,
  z,
  type PastChange,
} from '../../src/check-api/index.js'

/** Open branches that are old are a habit from this number on, and from this share of all, in percent. */
const MOST_STALE = { count: 3, percent: 10 }

const isPushed = ({ way, wayUncertain }: PastChange): boolean => way === 'direct' && wayUncertain !== true

const PRACTICES = [
  'DL.LD.3',
  'DL.SCM.2',
  'DL.CI.1',
  'ops05-bp10.guidance.outcomes',
  'waf.opex.small-reversible-changes',
  'OPS05-BP09',
  'OPS09-BP01',
] as const

export default defineCheck({
  id: 'history-branch-lifespan',
  title: 'Branches live long or integrate rarely',
  severity: 'warning',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  // Branches that are left over mislead; they integrate no later for it.
  facets: { ...historyFacets(PRACTICES), merged: [] },
  needs: ['deliveryHistory', 'delivery', 'pipelines'],
  wants: ['merging', 'repository'],
  options: z.strictObject({
    days: z
      ._default(z.number().check(z.gte(0)), 3)
      .check(z.describe('Median days that a merged branch may have lived')),
    openDays: z._default(z.int().check(z.gte(1)), STALE_DAYS).check(z.describe('Age from which an open branch is old')),
    merged: z
      ._default(z.int().check(z.gte(1)), 10)
      .check(z.describe('Merged branches still there from which it is told that the host does not delete them')),
  }),
  messages: {
    long: {
      text: 'A merged branch had lived a median of {days} days ({count} branches), more than {target}.',
      remedy: 'Merge in smaller steps, unfinished work behind a flag, so that a branch is merged within {target} days.',
    },
    stale: {
      text: '{stale} of {open} open branches are older than {openDays} days.',
      remedy: 'Merge or delete them, and let the host delete branches once they are merged.',
    },
    kept: {
      text: '{count} branches are still there although they are merged, and the host does not delete merged branches.',
      remedy:
        'Turn on “Automatically delete head branches” (Settings → General → Pull Requests), and delete those that are left.',
    },
  },

  *run(subjects, { days: target, openDays, merged }) {
    const { deliveryHistory: history, delivery, pipelines, merging, repository } = subjects
    const left = history.mergedBranches
    const isArchived = repository.known && repository.value.archived
    if (left?.known === true && left.value >= merged && merging.known && !merging.value.deletesMerged && !isArchived) {
      const patch = solvedBy([settingsChange('PATCH', '', { delete_branch_on_merge: true })])
      const data = { count: left.value }
      yield { kind: 'problem', message: 'kept', data, severity: 'notice', facet: 'merged', ...patch }
    }
    const branches = openBranchesOf(history, openDays)
    if (branches !== undefined) {
      const { open, stale } = branches
      if (stale >= MOST_STALE.count && percent(stale, open) > MOST_STALE.percent)
        yield { kind: 'problem', message: 'stale', data: { stale, open, openDays } }
    }
    const life = branchLifespan({ history, delivery })
    const changes = humanChanges(history)
    const direct = changes.known ? changes.value.filter(isPushed).length : 0
    if (!life.known) {
      const isTrunkBased = changes.known && direct >= LEAST_CHANGES && direct * 2 > changes.value.length
      if (!isTrunkBased) return yield unmeasured(life)
      return yield* asItShould(pipelines, {
        text: '{direct} of {count} changes go to the default branch at once, without a branch of their own',
        data: { direct, count: changes.value.length },
      })
    }
    const { value, sample } = life.value
    const data = { days: rounded(value), count: sample, target }
    if (value > target) yield { kind: 'problem', message: 'long', data }
    else
      yield* asItShould(pipelines, { text: 'a merged branch lived a median of {days} days ({count} branches)', data })
  },
})
