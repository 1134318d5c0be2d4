import { defineCheck, fileLocation, isUnknownOwner, z, type OwnersError } from '../../src/check-api/index.js'

/** What to write instead, by kind of mistake. */
const REMEDY: Readonly<Record<OwnersError['kind'], string>> = {
  negation: 'Repeat the pattern below without owners to take ownership away.',
  range: 'Write the characters out, or use * or ?.',
  'escaped-hash': 'A pattern cannot start with #; name the folder instead.',
  'invalid-owner': 'Owners are @user, @organisation/team or an e-mail address.',
  'glued-owners': 'Separate the owners with a blank.',
  'unescaped-space': 'Write a blank in a path as backslash and blank.',
  'invalid-pattern': 'Correct the pattern; ** must stand between slashes.',
  platform: 'Correct the line as the host says.',
}

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
    invalid: { text: 'The host skips this line: {detail}.', remedy: '{remedy}' },
  },

  *run({ codeowners, codeownersErrors }) {
    const { file, errors, rules } = codeowners
    if (file === undefined) return yield { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' }
    // One line is one finding, whatever is wrong with it.
    const lines = new Map([...errors].reverse().map((error) => [error.at.line, error]))
    for (const { kind, detail, at } of [...lines.values()].reverse()) {
      yield { kind: 'problem', message: 'invalid', data: { detail, remedy: REMEDY[kind] }, at }
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
      yield { kind: 'problem', message: 'invalid', data: { detail, remedy: REMEDY.platform }, at }
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
