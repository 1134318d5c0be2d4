import {
  defineCheck,
  fileLocation,
  isUnknownOwner,
  OWNERS_HOST_NAMES,
  withoutRules,
  z,
  type OwnersError,
} from '../../src/check-api/index.js'

/** What to write instead, by kind of mistake. */
const REMEDY: Readonly<Record<OwnersError['kind'], string>> = {
  negation: 'Repeat the pattern below without owners to take ownership away.',
  range: 'Write the characters out, or use * or ?.',
  'escaped-hash': 'A pattern cannot start with #; name the folder instead.',
  'invalid-owner': 'Owners are @user, @organisation/team or an e-mail address.',
  'glued-owners': 'Separate the owners with a blank.',
  'unescaped-space': 'Write a blank in a path as backslash and blank.',
  'invalid-pattern': 'Correct the pattern; ** must stand between slashes.',
  'comment-owner': 'Put the comment on a line of its own.',
  'no-owner': 'Name an owner, or put ! before the pattern if nobody needs to approve its files.',
  section: 'Write it as [Name], [Name][2] or ^[Name], with default owners behind it.',
  platform: 'Correct the line as the host says.',
}

/** What GitHub calls the mistake (GitHub REST: List CODEOWNERS errors); others of ours have no name there. */
const NAMES: Readonly<Partial<Record<OwnersError['kind'], string>>> = {
  negation: 'invalid pattern',
  range: 'invalid pattern',
  'escaped-hash': 'invalid pattern',
  'invalid-pattern': 'invalid pattern',
  'invalid-owner': 'invalid owner',
  'unescaped-space': 'invalid owner',
}

const NO_FILE = { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' } as const

export default defineCheck({
  id: 'owners-syntax',
  title: 'CODEOWNERS line is invalid and skipped',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CR.8', 'OPS02-BP01', 'ba.trap.unclear-ownership'],
  needs: ['codeowners'],
  wants: ['codeownersErrors'],
  options: z.strictObject({}),
  messages: {
    invalid: { text: '{host} skips this line ({name}): {detail}.', remedy: '{remedy}' },
    misread: { text: '{host} reads this line in another way than it looks: {detail}.', remedy: '{remedy}' },
  },

  *run({ codeowners, codeownersErrors }) {
    const { file, errors, rules } = codeowners
    const none = withoutRules(codeowners)
    if (none !== undefined || file === undefined) return yield none ?? NO_FILE
    const host = OWNERS_HOST_NAMES[codeowners.host]
    // One line is one finding, whatever is wrong with it; that it is skipped is the worst of it.
    const worstLast = [...errors]
      .reverse()
      .sort((a, b) => Number(a.effect === 'skipped') - Number(b.effect === 'skipped'))
    const lines = new Map(worstLast.map((error) => [error.at.line, error]))
    for (const { kind, effect, detail, at } of [...lines.values()].sort((a, b) => a.at.line - b.at.line)) {
      const data = { host, name: NAMES[kind] ?? kind, detail, remedy: REMEDY[kind] }
      if (effect === 'skipped') yield { kind: 'problem', message: 'invalid', data, at }
      else yield { kind: 'problem', message: 'misread', data, at, severity: 'warning' }
    }
    // The host may see mistakes that this reader does not know; owners it does not find are a check of their own.
    const reported = codeownersErrors.known
      ? codeownersErrors.value.filter(
          (error) => error.path === file && !lines.has(error.line) && !isUnknownOwner(error),
        )
      : []
    for (const { line, column, kind, message } of reported) {
      const at = { ...fileLocation(file, `line ${kind}`), line, column, endLine: line, endColumn: column }
      const detail = message.split('\n')[0] ?? kind
      yield {
        kind: 'problem',
        message: 'invalid',
        data: { host, name: kind.toLowerCase(), detail, remedy: REMEDY.platform },
        at,
      }
    }
    if (errors.length + reported.length === 0) {
      yield {
        kind: 'evidence',
        text: 'every line of {file} is valid',
        data: { file },
        at: rules[0]?.at ?? fileLocation(file),
      }
    }
  },
})
