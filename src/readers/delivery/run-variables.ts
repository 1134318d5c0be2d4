import type { CiSystem, Trigger } from '../../models/index.js'

/**
 * What is known of a variable in one kind of run. `texts`: it is one of them. `some`: it is not empty, and none of `not`.
 * `default`: the name of the default branch, which no pipeline file says.
 */
export type Fact =
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'some'; readonly not: readonly string[] }
  | { readonly kind: 'default' }

type Role = (trigger: Trigger, system: CiSystem) => Fact | undefined

/** Names that default branches have, as a rule. */
const DEFAULTS = ['main', 'master']

const EMPTY: Fact = { kind: 'texts', texts: [''] }
const DEFAULT: Fact = { kind: 'default' }
const ANY: Fact = { kind: 'some', not: [] }
const OTHER: Fact = { kind: 'some', not: DEFAULTS }

/** The branch of a push. Without a filter it is any of GitLab's, and of other readers the default branch. */
const pushed: Role = ({ kind, branches }, system) => {
  if (kind === 'schedule') return DEFAULT
  if (kind !== 'push') return undefined
  if (branches === undefined) return system === 'gitlab-ci' ? ANY : DEFAULT
  const names = branches.map(({ value }) => value.replace(/^refs\/heads\//, ''))
  return names.some((name) => /[*?+[\]\\^$()|]|^\//.test(name)) ? ANY : { kind: 'texts', texts: names }
}

/** What a variable is in runs for changes, of tags, and in others. */
function role(change: Fact | Role | undefined, tag: Fact | Role | undefined, other: Fact | Role | undefined): Role {
  return (trigger, system) => {
    const isChange = trigger.kind.startsWith('change-request') || trigger.kind === 'merge-queue'
    const fact = isChange ? change : trigger.kind === 'tag' ? tag : other
    return typeof fact === 'function' ? fact(trigger, system) : fact
  }
}

const texts = (...all: string[]): Fact => ({ kind: 'texts', texts: all })
const number = (none: Fact): Role => role({ kind: 'some', not: ['false', ...DEFAULTS] }, none, none)

/** Only kinds that are what they are called; pipelines that others start are none of them. */
const event = (change: Fact, push: Fact, tag: Fact, schedule: Fact): Role =>
  role(change, tag, ({ kind }) => (kind === 'push' ? push : kind === 'schedule' ? schedule : undefined))

const own = role(OTHER, EMPTY, pushed)
const ownOrTag = role(OTHER, OTHER, pushed)
const onto = role(DEFAULT, EMPTY, pushed)
const ontoOrTag = role(DEFAULT, OTHER, pushed)
const onlyPushed = role(EMPTY, EMPTY, pushed)
const tag = role(EMPTY, { kind: 'some', not: DEFAULTS }, ({ kind }) => (kind === 'push' ? EMPTY : undefined))
const ofChange = role(ANY, EMPTY, ({ kind }) => (kind === 'push' || kind === 'schedule' ? EMPTY : undefined))
const theDefault = role(DEFAULT, DEFAULT, DEFAULT)

/** Variables that tell kinds of runs apart, from each system's list of predefined variables. */
const VARIABLES: Partial<Readonly<Record<CiSystem, Readonly<Record<string, Role>>>>> = {
  'travis-ci': {
    TRAVIS_PULL_REQUEST: number(texts('false')),
    TRAVIS_PULL_REQUEST_BRANCH: ofChange,
    TRAVIS_BRANCH: ontoOrTag,
    TRAVIS_TAG: tag,
    TRAVIS_EVENT_TYPE: event(texts('pull_request'), texts('push'), texts('push'), texts('cron')),
  },
  'gitlab-ci': {
    CI_COMMIT_BRANCH: onlyPushed,
    CI_COMMIT_REF_NAME: ownOrTag,
    CI_COMMIT_REF_SLUG: ownOrTag,
    CI_BUILD_REF_NAME: ownOrTag,
    CI_COMMIT_TAG: tag,
    CI_DEFAULT_BRANCH: theDefault,
    CI_MERGE_REQUEST_ID: ofChange,
    CI_MERGE_REQUEST_IID: ofChange,
    CI_PIPELINE_SOURCE: event(texts('merge_request_event'), texts('push'), texts('push'), texts('schedule')),
  },
  circleci: { CIRCLE_BRANCH: own, CIRCLE_TAG: tag },
  'azure-pipelines': {
    BUILD_SOURCEBRANCHNAME: role(texts('merge'), OTHER, pushed),
    BUILD_REASON: event(
      texts('PullRequest'),
      { kind: 'some', not: ['PullRequest', 'Manual', 'Schedule'] },
      { kind: 'some', not: ['PullRequest', 'Manual', 'Schedule'] },
      texts('Schedule'),
    ),
    SYSTEM_PULLREQUEST_PULLREQUESTID: ofChange,
  },
  'bitbucket-pipelines': { BITBUCKET_BRANCH: own, BITBUCKET_TAG: tag, BITBUCKET_PR_ID: ofChange },
  jenkins: { BRANCH_NAME: ownOrTag, CHANGE_ID: ofChange, CHANGE_TARGET: ofChange, TAG_NAME: tag },
  buildkite: {
    BUILDKITE_BRANCH: ownOrTag,
    BUILDKITE_PULL_REQUEST: number(texts('false')),
    BUILDKITE_TAG: tag,
    BUILDKITE_PIPELINE_DEFAULT_BRANCH: theDefault,
  },
  drone: {
    DRONE_BRANCH: onto,
    DRONE_BUILD_EVENT: event(texts('pull_request'), texts('push'), texts('tag'), texts('cron')),
    DRONE_PULL_REQUEST: ofChange,
    DRONE_TAG: tag,
  },
  woodpecker: {
    CI_COMMIT_BRANCH: onto,
    CI_PIPELINE_EVENT: event(texts('pull_request'), texts('push'), texts('tag'), texts('cron')),
    CI_COMMIT_PULL_REQUEST: ofChange,
    CI_COMMIT_TAG: tag,
  },
}

/** What is known of a variable of the system in a run of this kind. */
export function factOf(name: string, system: CiSystem, trigger: Trigger): Fact | undefined {
  const variables = VARIABLES[system]
  return variables !== undefined && Object.hasOwn(variables, name) ? variables[name]?.(trigger, system) : undefined
}

/** Whether a variable has that text; undefined where that is not known. */
export function isText(fact: Fact | undefined, text: string): boolean | undefined {
  switch (fact?.kind) {
    case 'texts':
      return fact.texts.every((each) => each === text) ? true : fact.texts.includes(text) ? undefined : false
    case 'some':
      return text === '' || fact.not.includes(text) ? false : undefined
    case 'default':
      return text === '' ? false : DEFAULTS.includes(text) ? true : undefined
    case undefined:
      return undefined
  }
}

/** Whether a variable has the name of the default branch. */
export function isDefault(fact: Fact | undefined): boolean | undefined {
  if (fact?.kind === 'default') return true
  const known = DEFAULTS.map((name) => isText(fact, name))
  return known.includes(true) ? true : known.every((each) => each === false) ? false : undefined
}
