import {
  defineCheck,
  fileLocation,
  isUnknownOwner,
  withoutRules,
  z,
  type OwnersError,
} from '../../src/check-api/index.js'

/** The message for each kind of mistake where the host skips the line for it. */
const SKIPPED: Readonly<Record<OwnersError['kind'], Message>> = {
  negation: 'negation',
  range: 'range',
  'escaped-hash': 'escapedHash',
  'invalid-owner': 'invalidOwner',
  'glued-owners': 'gluedOwners',
  'unescaped-space': 'unescapedSpace',
  'invalid-pattern': 'invalidPattern',
  'comment-owner': 'commentOwner',
  section: 'section',
  platform: 'platform',
}

/** The message where GitLab takes the line for something else than it looks like. */
const MISREAD: Readonly<Partial<Record<OwnersError['kind'], Message>>> = {
  'invalid-owner': 'passedOver',
  'unescaped-space': 'shortPattern',
}

type Message =
  | 'negation'
  | 'range'
  | 'escapedHash'
  | 'invalidOwner'
  | 'gluedOwners'
  | 'unescapedSpace'
  | 'invalidPattern'
  | 'commentOwner'
  | 'section'
  | 'passedOver'
  | 'shortPattern'
  | 'platform'

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
    negation: {
      text: 'The host skips this line (invalid pattern): a pattern cannot be negated with !.',
      remedy: 'Repeat the pattern below without owners to take ownership away.',
    },
    range: {
      text: 'The host skips this line (invalid pattern): [ ] is no range of characters here.',
      remedy: 'Write the characters out, or use * or ?.',
    },
    escapedHash: {
      text: 'The host skips this line (invalid pattern): a # cannot be escaped, it starts a comment.',
      remedy: 'Name the folder of the file instead.',
    },
    invalidPattern: {
      text: 'The host skips this line (invalid pattern): {text} is no pattern.',
      remedy: 'Start the line with a path; ** stands between slashes, a backslash before the character it escapes.',
    },
    invalidOwner: {
      text: 'The host skips this line (invalid owner): {text} is no user, team or e-mail address.',
      remedy:
        'Write owners as @user, @organisation/team or an e-mail address, with spaces and nothing else between them.',
    },
    unescapedSpace: {
      text: 'The host skips this line (invalid owner): the path ends at its first space, and {text} is no owner.',
      remedy: 'Put a backslash before each space of the path.',
    },
    gluedOwners: {
      text: 'The host asks neither of the owners in {text}: no space stands between them.',
      remedy: 'Separate the owners with a space.',
    },
    commentOwner: {
      text: 'The host takes {text} for an owner: on GitLab a comment cannot stand at the end of a line.',
      remedy: 'Put the comment on a line of its own.',
    },
    section: {
      text: 'The host does not read {text} as it looks: a line that starts with a bracket is the head of a section.',
      remedy:
        'Write heads as [Name], [Name][2] or ^[Name], with default owners behind them; start patterns with a slash.',
    },
    passedOver: {
      text: 'The host passes over {text}, which is no user, group, role or e-mail address.',
      remedy: 'Write owners as @user, @group/subgroup, @@developer, @@maintainer, @@owner or an e-mail address.',
    },
    shortPattern: {
      text: 'The path of this line ends at its first space, so {text} is no part of it.',
      remedy: 'Put a backslash before each space of the path.',
    },
    platform: { text: 'The host skips this line: {text}.', remedy: 'Correct the line as the host says.' },
  },

  *run({ codeowners, codeownersErrors }) {
    const { file, errors, rules } = codeowners
    const none = withoutRules(codeowners)
    if (none !== undefined || file === undefined) return yield none ?? NO_FILE
    // One line is one finding, whatever is wrong with it; that it is skipped is the worst of it.
    const worstLast = [...errors]
      .reverse()
      .sort((a, b) => Number(a.effect === 'skipped') - Number(b.effect === 'skipped'))
    const lines = new Map(worstLast.map((error) => [error.at.line, error]))
    for (const { kind, effect, text, at } of [...lines.values()].sort((a, b) => a.at.line - b.at.line)) {
      const data = { text }
      if (effect === 'skipped') yield { kind: 'problem', message: SKIPPED[kind], data, at }
      else yield { kind: 'problem', message: MISREAD[kind] ?? SKIPPED[kind], data, at, severity: 'warning' }
    }
    // The host may see mistakes that this reader does not know; owners it does not find are a check of their own.
    const reported = codeownersErrors.known
      ? codeownersErrors.value.filter(
          (error) => error.path === file && !lines.has(error.line) && !isUnknownOwner(error),
        )
      : []
    for (const { line, column, kind, message } of reported) {
      const at = { ...fileLocation(file, `line ${kind}`), line, column, endLine: line, endColumn: column }
      const text = message.split('\n')[0] ?? kind
      yield { kind: 'problem', message: 'platform', data: { text }, at }
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
