import type { Tier } from './pipeline.js'
import type { Settings } from './settings.js'

export interface EnvironmentClass {
  readonly tier: Tier
  /** True for names made from a branch, pull request or run: an environment that goes away by itself. */
  readonly ephemeral: boolean
}

const PRODUCTION = /^(?:prod|production|prd|live|main-prod)(?:[-_/. ]|$)|[-_/. ](?:prod|production|prd|live)$/

/** Names that hold a production word and mean another tier. */
const NOT_PRODUCTION: readonly (readonly [RegExp, Tier])[] = [
  [/^pre[-_]?prod(?:uction)?(?:[-_/. ]|$)|[-_/. ]pre[-_]?prod(?:uction)?$/, 'staging'],
  [/^(?:non|not)[-_]?prod(?:uction)?(?:[-_/. ]|$)|[-_/. ]non[-_]?prod(?:uction)?$/, 'test'],
]

/** How names start that are made for one branch or pull request: `review/login`, `pr-12`. */
const PREVIEW = /^(?:preview|previews|review|ephemeral)(?:[-_/. ]|$)|^(?:pr|pull)[-_/. ]?(?:[0-9*]|[-_/. ])/

const TIER_OF_WORD: ReadonlyMap<string, Tier> = new Map([
  ['preprod', 'staging'],
  ['staging', 'staging'],
  ['stage', 'staging'],
  ['stg', 'staging'],
  ['test', 'test'],
  ['testing', 'test'],
  ['qa', 'test'],
  ['uat', 'test'],
  ['dev', 'development'],
  ['develop', 'development'],
  ['development', 'development'],
  ['sandbox', 'development'],
])

/** Variables of other systems that differ for every change or run (their documentation: predefined variables). */
const OF_A_RUN =
  /^(?:env\.)?(?:BUILD_ID|BUILD_NUMBER|BUILD_TAG|SHORT_SHA|COMMIT_SHA|REVISION_ID|CHANGE_ID|CIRCLE_(?:BUILD_NUM|WORKFLOW_ID|PIPELINE_ID|SHA1|PR_NUMBER)|BUILDKITE_(?:BUILD_ID|BUILD_NUMBER|COMMIT|PULL_REQUEST)|BITBUCKET_(?:BUILD_NUMBER|COMMIT|PR_ID)|DRONE_(?:BUILD_NUMBER|COMMIT|PULL_REQUEST)|CODEBUILD_(?:BUILD_ID|BUILD_NUMBER|RESOLVED_SOURCE_VERSION)|GITHUB_(?:RUN_ID|RUN_NUMBER|SHA|HEAD_REF)|TRAVIS_(?:BUILD_ID|BUILD_NUMBER|COMMIT|PULL_REQUEST)|Build\.(?:BuildId|BuildNumber|SourceVersion)|System\.PullRequest\.PullRequest(?:Id|Number))$/

/** Values of the github context, and variables of GitLab, that differ for every branch, pull request or run. */
const CHANGING_VALUE =
  /^CI_(?:COMMIT_(?:REF_NAME|REF_SLUG|BRANCH|SHA|SHORT_SHA)|MERGE_REQUEST_\w+|PIPELINE_I?ID)$|^github\.(?:ref|ref_name|head_ref|sha|run_id|run_number|run_attempt|actor|event\.(?:number|issue\.number|pull_request\..+))$/

/**
 * The tier of an environment, by its name: what the configuration says first, then the table of usual names. A name
 * made from the branch, pull request or run is a preview that goes away by itself. What the name does not tell is
 * `unknown`, which counts as an environment that stays.
 */
export function classifyEnvironment(name: string, settings: Pick<Settings, 'environments'>): EnvironmentClass {
  const known = classes.get(settings.environments) ?? new Map<string, EnvironmentClass>()
  classes.set(settings.environments, known)
  const found = known.get(name) ?? classOf(name, settings)
  known.set(name, found)
  return found
}

/** Every word of every path and name is asked about, most of them many times. */
const classes = new WeakMap<Settings['environments'], Map<string, EnvironmentClass>>()

function classOf(name: string, settings: Pick<Settings, 'environments'>): EnvironmentClass {
  const configured = configuredTier(name, settings)
  if (configured !== undefined) return { tier: configured, ephemeral: configured === 'preview' }
  const expressions = expressionsIn(name)
  const variables = Array.from(name.matchAll(/\$\{?(\w{1,60})/g), ([, variable = '']) => variable)
  if ([...expressions, ...variables].some((each) => CHANGING_VALUE.test(each) || OF_A_RUN.test(each)))
    return { tier: 'preview', ephemeral: true }
  const tier = tierOfName(withoutExpressions(name).trim().toLowerCase())
  return { tier, ephemeral: tier === 'preview' }
}

/** The name without the words that name an environment: `shop` of `shop-prod` and of `staging.shop`. */
export function subjectOf(name: string, settings: Pick<Settings, 'environments'>): string {
  const words = name.split(/[-_/. ]/).filter((word) => classifyEnvironment(word, settings).tier === 'unknown')
  return words.join('-')
}

function configuredTier(name: string, { environments }: Pick<Settings, 'environments'>): Tier | undefined {
  const exact = environments.get(name)
  if (exact !== undefined) return exact
  const lower = name.toLowerCase()
  return [...environments].find(([each]) => each.toLowerCase() === lower)?.[1]
}

function tierOfName(name: string): Tier {
  const exception = NOT_PRODUCTION.find(([pattern]) => pattern.test(name))
  if (exception !== undefined) return exception[1]
  if (PRODUCTION.test(name)) return 'production'
  if (PREVIEW.test(name)) return 'preview'
  const tiers = name.split(/[-_/. ]/).map((word) => TIER_OF_WORD.get(word))
  const named = tiers.find((tier) => tier !== undefined)
  const unnumbered = name.replace(NUMBER, '')
  return named ?? (unnumbered === name ? 'unknown' : tierOfName(unnumbered))
}

/** One of several environments of a tier: `dev2`, `prod01-eu`. */
const NUMBER = /(?<=[a-z])\d{1,3}(?=$|[-_/. ])/g

/** The insides of the `${{ … }}` in a text, blanks around them removed. */
function expressionsIn(text: string): string[] {
  return text
    .split('${{')
    .slice(1)
    .map((part) => part.slice(0, Math.max(0, part.indexOf('}}'))).trim())
}

/** Each expression replaced by a character that is part of no tier's name. */
function withoutExpressions(text: string): string {
  const [first = '', ...rest] = text.split('${{')
  return first + rest.map((part) => `*${part.includes('}}') ? part.slice(part.indexOf('}}') + 2) : ''}`).join('')
}
