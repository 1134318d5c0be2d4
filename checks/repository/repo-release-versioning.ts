import {
  defineCheck,
  givenUp,
  givesOutVersions,
  isBefore,
  numbersOf,
  stepsOf,
  z,
  type CheckOutcome,
  type Delivery,
  type DeliveryHistory,
  type Known,
  type Pipelines,
  type Releasing,
  type VersionNumbers,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'scheme' | 'behind' | 'stale' | 'notes'>

/** Fewer releases show no scheme, and the newest say more than the oldest. */
const LEAST_RELEASES = 5
const MOST_RELEASES = 20
/** Part of the releases whose names must be versions. */
const MOST = 0.9

/** Tags of actions that follow the newest release of a major version, and builds that are counted. */
const MAJOR = /^v?\d{1,8}$/

/** Commands that write the version while the release is made, so that the manifest's is none. */
const WRITES =
  /\b(?:(?:npm|yarn|pnpm|poetry|hatch|uv|cargo|lerna|cargo-set)[ -](?:\S{1,60} )?version|set-version|versions:set|bump|--app-version|semantic-release|changeset|release-it|-[DP](?:version|revision|release|newVersion|projVersion)|gitversion|setuptools[-_]scm|sed|jq|yq|npm-version|standard-version|mike)\b/i

export default defineCheck({
  id: 'repo-release-versioning',
  title: 'Releases follow no version scheme or leave no notes',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.BCL.2',
    'DL.SCM.8',
    'ops05-bp10.workflows.audit-trail',
    'OPS05-BP01',
    'hc.automate.packaging.traceable-tags',
    'hc.define.modules.versioned',
    'ba.output.deployments-and-logs',
  ],
  judgesExamples: false,
  needs: ['project', 'delivery', 'pipelines'],
  wants: ['repository', 'deliveryHistory'],
  options: z.strictObject({}),
  messages: {
    scheme: {
      text: '{wrong} of the newest {count} releases are named by no version, such as {name}: nobody can tell from a name what came before what, or whether it breaks something.',
      remedy: 'Name each release by a semantic or a calendar version: v1.4.0, 2026.3.1.',
    },
    behind: {
      text: '{file} says {version}, and {release} is released already: who builds from here gets another version than it says.',
      remedy: 'Let the release write the version (release-please, changesets, npm version), or take it from the tag.',
    },
    stale: {
      text: '{log} ends at {newest}, and {file} is at {version}: what has changed since stands nowhere.',
      remedy: 'Add a part for {version}, or let the release write it (release-please, changesets, git-cliff).',
    },
    notes: {
      text: 'Nothing tells what has changed from one version to the next: there is no list of changes, no tool that makes one, and no release at the host.',
      remedy:
        'Add CHANGELOG.md with a part for each version, or make releases with notes: gh release create --generate-notes.',
    },
  },

  *run({ project, delivery, pipelines, repository, deliveryHistory }): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    if (!givesOutVersions(project, delivery))
      return yield {
        kind: 'not-applicable',
        reason: 'nothing here is given out in versions; deployments are named by their commits',
      }
    const { releasing } = project
    const names = releasesIn(deliveryHistory)
    const wrong = schemeOf(names)
    if (wrong !== undefined) yield wrong
    yield* behind(releasing, names, pipelines)
    const stale = staleLog(releasing)
    if (stale !== undefined) yield stale
    const versions = versionsSeen(releasing, delivery, names)
    if (versions !== undefined && wrong === undefined) yield versions
    const notes = notesSeen(releasing, delivery, deliveryHistory)
    if (notes !== undefined) {
      if (stale === undefined || notes.kind !== 'evidence') yield notes
    } else yield { kind: 'problem', message: 'notes' }
  },
})

/** Names of the newest releases or tags; empty where they are not known. */
function releasesIn(history: Known<DeliveryHistory>): readonly string[] {
  if (!history.known || !history.value.releases.known) return []
  return history.value.releases.value.items.slice(0, MOST_RELEASES).map(({ name }) => name)
}

function schemeOf(names: readonly string[]): Outcome | undefined {
  if (names.length < LEAST_RELEASES) return undefined
  const wrong = names.filter((name) => numbersOf(name) === undefined && !MAJOR.test(name))
  if (wrong.length <= (1 - MOST) * names.length) return undefined
  return {
    kind: 'problem',
    message: 'scheme',
    data: { wrong: wrong.length, count: names.length, name: wrong[0] ?? '' },
  }
}

/** One manifest, one line of versions: of several packages it is not known whose a release is. */
function* behind({ versions, tools }: Releasing, names: readonly string[], pipelines: Pipelines): Generator<Outcome> {
  const [manifest, ...others] = versions
  if (manifest === undefined || others.some(({ value }) => value !== manifest.value)) return
  if (tools.some(({ value }) => value.computes) || writesVersions(pipelines)) return
  const current = numbersOf(manifest.value)
  if (current === undefined || isPlaceholder(manifest.value)) return
  const plain = names
    .filter((name) => /^v?\d/.test(name))
    .flatMap((name) => {
      const numbers = numbersOf(name)
      return numbers === undefined || numbers.prerelease ? [] : [{ name, numbers }]
    })
  const newest = plain.reduce<(typeof plain)[number] | undefined>(
    (best, each) => (best !== undefined && isBefore(each.numbers, best.numbers) ? best : each),
    undefined,
  )
  if (newest === undefined || plain.length < names.length || !isBefore(current, newest.numbers)) return
  const { file } = manifest.at
  const data = { file, version: manifest.value, release: newest.name }
  yield { kind: 'problem', message: 'behind', data, at: manifest.at }
}

function writesVersions(pipelines: Pipelines): boolean {
  return stepsOf(pipelines, { actions: true }).some(
    ({ step }) =>
      WRITES.test(step.run?.value ?? '') ||
      step.commands.some(({ argv }) => WRITES.test(argv.map(({ text }) => text).join(' '))),
  )
}

const isPlaceholder = (version: string): boolean => /^0\.0\.[01]\b|dev|snapshot|semantic|managed|\$/i.test(version)

/** A list of changes that was given up: its newest version comes before the manifest's, which is no preview. */
function staleLog({ versions, changeLogs, tools }: Releasing): Outcome | undefined {
  const log = changeLogs.find(({ at }) => !at.file.includes('/'))
  const [manifest] = versions
  if (log === undefined || manifest === undefined || log.unreleased || tools.length > 0) return undefined
  const current = numbersOf(manifest.value)
  const told = log.versions.flatMap((name) => numbersOf(name) ?? [])
  if (current === undefined || current.prerelease || isPlaceholder(manifest.value) || told.length < 2) return undefined
  const isBehind = told.every((each) => isLeftBehind(each, current))
  const newest = log.versions[0] ?? ''
  if (!isBehind) return undefined
  const data = { log: log.at.file, newest, file: manifest.at.file, version: manifest.value }
  return { kind: 'problem', message: 'stale', data, at: log.at }
}

/** The manifest may already name the next version, and fixes are often left out. */
function isLeftBehind(told: VersionNumbers, current: VersionNumbers): boolean {
  if (told.major !== current.major)
    return current.major - told.major > 1 || (current.major > told.major && current.minor > 0)
  return current.minor - told.minor > 1
}

function versionsSeen(
  { tools, versions }: Releasing,
  { publications }: Delivery,
  names: readonly string[],
): Outcome | undefined {
  const [tool] = tools
  if (tool !== undefined)
    return {
      kind: 'evidence',
      text: '{tool} makes the versions or their notes',
      data: { tool: tool.value.name },
      at: tool.at,
    }
  if (names.length >= LEAST_RELEASES)
    return {
      kind: 'evidence',
      text: 'the newest {count} releases are named by versions',
      data: { count: names.length },
    }
  const tagged = publications.find(({ triggers }) => triggers.some(({ kind }) => kind === 'tag' || kind === 'release'))
  if (tagged !== undefined)
    return { kind: 'evidence', text: 'job {job} gives out what has a tag', data: { job: tagged.job.id }, at: tagged.at }
  const [manifest] = versions
  if (manifest === undefined || numbersOf(manifest.value) === undefined) return undefined
  const { value: version, at } = manifest
  return { kind: 'evidence', text: '{file} gives version {version}', data: { file: at.file, version }, at }
}

/** Where notes stand, or may; undefined if it is known that there are none. */
function notesSeen(
  { changeLogs, tools }: Releasing,
  { publications }: Delivery,
  history: Known<DeliveryHistory>,
): Outcome | undefined {
  const log = changeLogs.find(({ versions, unreleased }) => versions.length > 0 || unreleased)
  if (log !== undefined)
    return { kind: 'evidence', text: '{file} tells what has changed', data: { file: log.at.file }, at: log.at }
  const [tool] = tools
  if (tool !== undefined)
    return { kind: 'evidence', text: '{tool} makes notes of releases', data: { tool: tool.value.name }, at: tool.at }
  const release = publications.find(({ intent }) => intent.kind === 'release')
  if (release !== undefined)
    return {
      kind: 'evidence',
      text: 'job {job} makes a release at the host',
      data: { job: release.job.id },
      at: release.at,
    }
  const hosted =
    history.known && history.value.source === 'api' && history.value.releases.known
      ? history.value.releases.value.items.length
      : undefined
  if (hosted === 0) return undefined
  if (hosted !== undefined)
    return { kind: 'evidence', text: 'the host shows {count} releases', data: { count: hosted } }
  const said = 'there is no list of changes here; notes may stand with the releases at the host'
  return { kind: 'unknown', origin: 'hosting', reason: said }
}
