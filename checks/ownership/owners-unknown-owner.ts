import {
  defineCheck,
  fileLocation,
  isUnknownOwner,
  onceForEachKey,
  unreadable,
  withoutRules,
  z,
  type CheckOutcome,
  type Codeowners,
  type OwnersRule,
  type PlatformOwnersError,
} from '../../src/check-api/index.js'

type Message = 'unknown' | 'unnamed' | 'foreign'
type Found = Extract<CheckOutcome<Message>, { kind: 'problem' }>

const NO_FILE = { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' } as const

export default defineCheck({
  id: 'owners-unknown-owner',
  title: 'Owner does not exist or cannot approve',
  severity: 'error',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CR.8', 'OPS02-BP01', 'OPS02-BP02', 'ba.trap.unclear-ownership'],
  needs: ['codeowners'],
  wants: ['codeownersErrors', 'repository'],
  options: z.strictObject({}),
  messages: {
    unknown: {
      text: '{owner} does not exist, is hidden, or has no write access, so nobody is asked in its place.',
      remedy: 'Correct the name, make the team visible, or give it write access to this repository.',
    },
    unnamed: {
      text: 'An owner of {pattern} does not exist, is hidden, or has no write access, so nobody is asked in its place.',
      remedy: 'Look at the line on the host, which names the owner, and correct it.',
    },
    foreign: {
      text: '{owner} is a team of another organisation: only teams of {organisation} can own files here.',
      remedy: 'Name a team of {organisation}, or people.',
    },
  },

  *run({ codeowners, codeownersErrors, repository }) {
    const { file, rules } = codeowners
    const none = withoutRules(codeowners)
    if (none !== undefined || file === undefined) return yield none ?? NO_FILE
    const count = new Set(rules.flatMap(({ owners }) => owners)).size
    if (count === 0) return yield { kind: 'not-applicable', reason: 'no line names an owner' }
    if (repository.known && repository.value.fork)
      return yield { kind: 'not-applicable', reason: 'a fork names the owners of the repository it was made from' }
    if (codeowners.host !== 'github')
      return yield { kind: 'unknown', origin: 'hosting', reason: 'only GitHub is asked who may approve' }
    if (!codeownersErrors.known) {
      if (repository.known) yield* merged(foreignTeams(codeowners, repository.value.fullName))
      return yield unreadable(codeownersErrors)
    }
    const errors = codeownersErrors.value.filter((error) => error.path === file && isUnknownOwner(error))
    const outdated = errors.some(({ line }) => !rules.some(({ at }) => at.line === line))
    const found = errors.flatMap((error) => {
      const rule = rules.find(({ at }) => at.line === error.line)
      return rule === undefined ? [] : [describe(error, rule, errors)]
    })
    yield* merged(found)
    if (outdated)
      yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'the host speaks of other lines: this {file} is not pushed yet',
        data: { file },
      }
    else if (found.length === 0)
      yield {
        kind: 'evidence',
        text: 'the host knows the owners of {file} ({count})',
        data: { file, count },
        at: fileLocation(file),
      }
  },
})

/** One finding for each owner, at a line that is left without any owner if there is one. */
function merged(found: readonly Found[]): CheckOutcome<Message>[] {
  const worstFirst = [...found].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return onceForEachKey<Message>(
    worstFirst,
    ({ message, data }) => [message, String(data?.['owner'] ?? data?.['pattern']).toLowerCase()],
    () => 'and on this line',
  )
}

/** A line that names somebody else too still has an owner, so it is the lesser case. */
function describe(
  { line, column, message }: PlatformOwnersError,
  rule: OwnersRule,
  errors: readonly PlatformOwnersError[],
): Found {
  const lost = errors.filter((error) => error.line === line).length
  const lesser = rule.owners.length > lost ? ({ severity: 'warning' } as const) : {}
  const owner = ownerIn(message, rule)
  if (owner === undefined)
    return { kind: 'problem', message: 'unnamed', data: { pattern: rule.pattern }, at: rule.at, ...lesser }
  const endColumn = column + owner.length
  const at =
    column > rule.patternAt.endColumn && endColumn <= rule.at.endColumn ? { ...rule.at, column, endColumn } : rule.at
  return { kind: 'problem', message: 'unknown', data: { owner }, at, ...lesser }
}

/** The owner of the line that the first line of the host's message names; the only one if it names none. */
function ownerIn(message: string, { owners }: OwnersRule): string | undefined {
  const words = new Set((message.split('\n')[0] ?? '').split(/[\s,:]+/).map((word) => word.toLowerCase()))
  return owners.find((owner) => words.has(owner.toLowerCase())) ?? (owners.length === 1 ? owners[0] : undefined)
}

/** Teams that cannot have access: a repository has the teams of its own organisation only (GitHub docs: About code owners). */
function foreignTeams({ rules, host }: Codeowners, fullName: string): Found[] {
  const organisation = fullName.split('/')[0] ?? ''
  const isForeign = (owner: string): boolean =>
    host === 'github' &&
    owner.includes('/') &&
    owner.slice(1).split('/')[0]?.toLowerCase() !== organisation.toLowerCase()
  return rules.flatMap(({ owners, at }) =>
    owners.filter(isForeign).map((owner): Found => {
      const lesser = owners.every(isForeign) ? {} : ({ severity: 'warning' } as const)
      return { kind: 'problem', message: 'foreign', data: { owner, organisation }, at, ...lesser }
    }),
  )
}
