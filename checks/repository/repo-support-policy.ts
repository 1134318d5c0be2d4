import {
  defineCheck,
  givenUp,
  givesOutVersions,
  isCalendar,
  numbersOf,
  signInSteps,
  z,
  type CheckOutcome,
  type DeliveryHistory,
  type DocumentRecord,
  type Known,
  type Pipelines,
  type Project,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'template' | 'stale'>

/** Fewer words are a heading and nothing to go by. */
const LEAST_WORDS = 4

/** Headings about what is needed beside it: its own versions are not meant. */
const OF_OTHERS =
  /kubernetes|openshift|\bk8s\b|python|node|ruby|php|java|jdk|browser|platform|operating|\bos\b|postgres|mysql|redis|terraform|provider|compiler|database|\bgo\b|golang|rust|swift|xcode|\bios\b|android|windows|linux|macos|docker|helm|django|rails|react|angular|spring|dependenc|package|cluster|cloud|distribution|architecture|device|hardware/i

/** Where a table of versions speaks of the project as a whole. */
const WHOLE = /^(?:\.github\/|docs?\/)?(?:security|support|readme)\./i

/** A heading about what is deprecated that means all of it, not one part. */
const DEPRECATION =
  /^[\s,]*deprecat\w+(?:\s\S+)?$|deprecat\w*\s(?:and \w+\s)?(?:polic|process|schedule|versions|releases|notices?|features|apis|timeline)/i

/** The table that GitHub offers for a new security policy. */
const TEMPLATE = /use this section to tell people about which versions/i

/** Commands by which a registry is told that a version ends, by their first words. */
const ENDING: readonly (readonly string[])[] = [
  ['npm', 'deprecate'],
  ['pnpm', 'deprecate'],
  ['yarn', 'npm', 'deprecate'],
  ['cargo', 'yank'],
  ['gem', 'yank'],
  ['dotnet', 'nuget', 'delete'],
  ['nuget', 'delete'],
]

export default defineCheck({
  id: 'repo-support-policy',
  title: 'No plan for deprecated versions',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.SCM.9', 'OPS05-BP05'],
  judgesExamples: false,
  needs: ['project', 'delivery', 'pipelines'],
  wants: ['repository', 'deliveryHistory'],
  options: z.strictObject({}),
  messages: {
    template: {
      text: '{what} still has the versions of a template, which this project never had.',
      remedy: 'Write which versions get fixes, and until when; or remove the table.',
    },
    stale: {
      text: '{what} names {named} as the newest version with support, and {file} is at {version}.',
      remedy: 'Name the versions that get fixes now, and when the older ones ended.',
    },
  },

  *run({ project, delivery, pipelines, repository, deliveryHistory }): Generator<Outcome> {
    const reason = givenUp(repository) ?? withoutMajors(project, deliveryHistory)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    if (!givesOutVersions(project, delivery))
      return yield { kind: 'not-applicable', reason: 'nobody else gets versions of what is here' }
    const records = project.records.filter(isPolicy)
    const wrong = records.flatMap((record) => judge(record, project))
    yield* wrong
    const seen = records.find((record) => judge(record, project).length === 0)
    if (seen !== undefined)
      return yield {
        kind: 'evidence',
        text: '{what} says which versions are supported, or what ends',
        data: { what: seen.what },
        at: seen.at,
      }
    const sign = endingIn(project, pipelines)
    if (sign !== undefined) return yield sign
    if (wrong.length === 0)
      yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'no file here says which versions are supported; a site or a wiki may',
        remedy: 'Name the supported versions and their end in SECURITY.md, or attest where they stand.',
      }
  },
})

/** A document, or a part of one, about its own versions. */
function isPolicy({ kind, words, what, at }: DocumentRecord): boolean {
  const heading = what === at.file ? '' : what.slice(at.file.length)
  if (kind !== 'support' || words < LEAST_WORDS || OF_OTHERS.test(heading) || /agents\.md|claude\.md/i.test(at.file))
    return false
  return !/deprecat/i.test(heading) || DEPRECATION.test(heading)
}

/** Why there is no older major version that could end. Without any version known it may be. */
function withoutMajors({ releasing }: Project, history: Known<DeliveryHistory>): string | undefined {
  const released = history.known && history.value.releases.known ? history.value.releases.value.items : []
  const names = [
    ...releasing.versions.map(({ value }) => value),
    ...releasing.changeLogs.flatMap(({ versions }) => versions),
    ...released.map(({ name }) => name),
  ]
  const versions = names.flatMap((name) => numbersOf(name) ?? [])
  if (versions.length === 0) return undefined
  const majors = new Set(versions.filter((each) => !isCalendar(each)).map(({ major }) => major))
  if ([...majors].some((major) => major > 1) || versions.some(isCalendar)) return undefined
  return 'there is no second major version yet'
}

function judge(record: DocumentRecord, { releasing }: Project): Outcome[] {
  const { what, lines, at } = record
  const i = lines.findIndex((line) => TEMPLATE.test(line))
  if (i >= 0) {
    const line = at.line + i
    return [{ kind: 'problem', message: 'template', data: { what }, at: { ...at, line, endLine: line } }]
  }
  const named = WHOLE.test(at.file) ? newestNamed(lines) : undefined
  const current = releasing.versions
    .flatMap((each) => ({ ...each, numbers: numbersOf(each.value) }))
    .find(({ numbers }) => numbers !== undefined && !numbers.prerelease)
  if (named === undefined || current?.numbers === undefined || current.numbers.major <= named) return []
  const data = { what, named: `${named}.x`, file: current.at.file, version: current.value }
  return [{ kind: 'problem', message: 'stale', data, at }]
}

/** The newest major version in the rows of a table of versions; undefined where a row is open at its upper end. */
function newestNamed(lines: readonly string[]): number | undefined {
  const cells = lines.flatMap((line) => {
    const cell = /^\s{0,3}\|\s{0,20}([^|]{1,60}?)\s{0,40}\|/.exec(line)?.[1]
    return cell === undefined || /^[\s:-]*$/.test(cell) ? [] : [cell.replace(/[`*]/g, '').trim()]
  })
  const rows = cells.slice(1)
  if (rows.length === 0 || rows.some((row) => !/^(?:<=?\s?)?v?\d{1,3}(?:\.(?:\d{1,4}|x|\*)){0,2}$/i.test(row)))
    return undefined
  return Math.max(...rows.map((row) => Number(/\d+/.exec(row)?.[0] ?? 0)))
}

/** What shows without a document that versions and interfaces end in order. */
function endingIn({ releasing }: Project, pipelines: Pipelines): Outcome | undefined {
  const log = releasing.changeLogs.find(({ deprecated }) => deprecated !== undefined)
  if (log?.deprecated !== undefined)
    return {
      kind: 'evidence',
      text: '{file} tells what is deprecated',
      data: { file: log.at.file },
      at: log.deprecated,
    }
  const [ending] = releasing.endings
  if (ending !== undefined)
    return {
      kind: 'evidence',
      text: '{file} marks a {what}',
      data: { file: ending.at.file, what: ending.value },
      at: ending.at,
    }
  const command = signInSteps(pipelines, {
    action: () => false,
    command: (words) => ENDING.some((first) => first.every((word, i) => words[i] === word)),
  })
  return command && { kind: 'evidence', text: 'a pipeline tells the registry which versions end', at: command.at }
}
