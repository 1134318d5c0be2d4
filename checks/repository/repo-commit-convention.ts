import {
  commitForms,
  defineCheck,
  pathsFitting,
  signInSteps,
  z,
  type CheckOutcome,
  type FileIndex,
  type GitHook,
  type Known,
  type Location,
  type Pipelines,
  type Subjects,
} from '../../src/check-api/index.js'

/** Fewer commits show no habit. */
const LEAST_COMMITS = 50

/** How many of the newest commits are looked at. */
const LOOKED_AT = 100

/** Settings of tools that check messages (documentation of each tool). */
const SETTINGS =
  /^(?:\.commitlintrc(?:\.\w+)?|commitlint\.config\.\w+|\.czrc|\.cz\.(?:json|toml|ya?ml)|cz\.(?:json|toml|ya?ml)|\.cz-config\.js|\.gitlint|cog\.toml|\.conform\.ya?ml|\.github\/semantic\.ya?ml|\.commitsar\.ya?ml|\.versionrc(?:\.\w+)?)$/

const ACTIONS =
  /^(?:amannn\/action-semantic-pull-request|wagoid\/commitlint-github-action|webiny\/action-conventional-commits|cocogitto\/cocogitto-action|aevea\/commitsar|ytanikin\/pr-?conventional-?commits|deepakputhraya\/action-pr-title|zeke\/semantic-pull-requests|gsactions\/commit-message-checker|jorisroovers\/gitlint|siderolabs\/conform|thehanimo\/pr-title-checker|morrisoncole\/pr-lint-action)$/i
const PROGRAMS = /(?:^|[/@])(?:commitlint|gitlint|conform|cog|committed|commitsar|convco)(?:@.*)?$/

export default defineCheck({
  id: 'repo-commit-convention',
  title: 'Commit messages follow no convention',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CR.7', 'OPS05-BP01', 'hc.define.commit-messages'],
  needs: ['files', 'pipelines', 'gitHooks', 'history'],
  wants: ['protection'],
  options: z.strictObject({
    prefixes: z
      ._default(z.array(z.string().check(z.minLength(1))), [])
      .check(z.describe('Beginnings of subjects that are a convention here: `SHOP/`.')),
    percent: z
      ._default(z.int().check(z.gte(1), z.lte(100)), 80)
      .check(z.describe('How many of a hundred subjects must be more than a word or two.')),
  }),
  messages: {
    bare: {
      text: '{bare} of the last {count} commits by people say nothing of what was done ({examples}), and nothing checks that they do.',
      remedy:
        'Agree on a form (Conventional Commits: `fix(cart): keep the coupon after login`), and let commitlint or a check of pull request titles hold it.',
    },
  },

  *run({ files, pipelines, gitHooks, history, protection }, { prefixes, percent }): Generator<CheckOutcome<'bare'>> {
    const rule = ruleIn(files, pipelines, gitHooks) ?? ruleOfHost(protection)
    if (rule !== undefined)
      return yield {
        kind: 'evidence',
        text: '{what} checks how commits are described',
        data: { what: rule.what },
        ...(rule.at && { at: rule.at }),
      }
    const { subjects = [], shallow } = history
    if (subjects.length < LEAST_COMMITS && shallow)
      return yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'the clone is shallow: it holds too few commits to tell',
        remedy: 'Fetch the history (actions/checkout: fetch-depth: 0; elsewhere: git fetch --unshallow).',
      }
    if (subjects.length < LEAST_COMMITS)
      return yield { kind: 'not-applicable', reason: `fewer than ${LEAST_COMMITS} commits by people show no habit` }
    const { count, form, bare, telling } = commitForms(subjects, LOOKED_AT, prefixes)
    if (telling * 100 < count * percent)
      return yield { kind: 'problem', message: 'bare', data: { bare: bare.length, count, examples: examplesOf(bare) } }
    if (form !== undefined && form.count * 100 >= count * percent)
      return yield {
        kind: 'evidence',
        text: '{formed} of the last {count} commits have {form}',
        data: { formed: form.count, count, form: form.name },
      }
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: '{telling} of the last {count} commits say what was done, in no form that a program could hold them to',
      data: { telling, count },
      remedy:
        'If there is a rule, let commitlint or a check of pull request titles hold it, or name its beginnings under `prefixes`.',
    }
  },
})

interface Rule {
  readonly what: string
  readonly at?: Location
}

function ruleIn(files: FileIndex, pipelines: Pipelines, hooks: readonly GitHook[]): Rule | undefined {
  const [settings] = pathsFitting(files.paths, [SETTINGS])
  if (settings !== undefined) return { what: settings }
  const step = signInSteps(pipelines, {
    action: (name) => ACTIONS.test(name),
    command: (words) => words.slice(0, 3).some((word) => PROGRAMS.test(word)),
  })
  if (step !== undefined) return step
  const hook = hooks.find(({ stage }) => stage === 'commit-msg')
  return hook && { what: `the hook of ${hook.tool} for messages`, at: hook.at }
}

/** A rule of the host on messages (GitHub REST: `commit_message_pattern`). */
function ruleOfHost(protection: Known<Subjects['protection']>): Rule | undefined {
  if (!protection.known || protection.value.rules?.known !== true) return undefined
  const rule = protection.value.rules.value.find(({ type }) => type === 'commit_message_pattern')
  return rule && { what: rule.source }
}

/** Three short ones that differ: long subjects are no examples of saying nothing. */
function examplesOf(bare: readonly string[]): string {
  return [...new Set(bare.map((subject) => subject.slice(0, 30)).filter((subject) => subject !== ''))]
    .slice(0, 3)
    .join(', ')
}
