import { defineCheck, z, type FileIndex, type OwnersRule } from '../../src/check-api/index.js'

/** Lines times files: more than this takes seconds. */
const MAX_COMPARISONS = 3_000_000

export default defineCheck({
  id: 'owners-dead-pattern',
  title: 'Pattern matches no file',
  severity: 'notice',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CR.8', 'OPS02-BP01', 'ba.trap.unclear-ownership'],
  needs: ['codeowners', 'files'],
  options: z.strictObject({
    generated: z
      ._default(z.array(z.string()), [])
      .check(z.describe('Patterns, as written, for paths that only a build creates')),
  }),
  messages: {
    dead: { text: 'Pattern {pattern} matches no tracked file.', remedy: 'Correct or remove it.' },
    case: {
      text: 'Pattern {pattern} matches no tracked file: the path is written {actual}.',
      remedy: 'Write it as the path is written: {actual}; patterns are case-sensitive.',
    },
    anchored: {
      text: 'Pattern {pattern} matches no tracked file: the leading slash ties it to the root, and {actual} lies deeper.',
      remedy: 'Remove the slash or write the whole path.',
    },
  },

  *run({ codeowners, files }, { generated }) {
    if (codeowners.file === undefined) return yield { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' }
    const lower = files.paths.map((path) => path.toLowerCase())
    let left = MAX_COMPARISONS
    for (const rule of codeowners.rules) {
      if (left <= 0)
        return yield { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' }
      const { pattern, patternAt: at } = rule
      const index = files.paths.findIndex((path) => rule.matches(path))
      left -= index < 0 ? files.paths.length : index + 1
      const path = files.paths[index]
      if (path !== undefined) {
        yield { kind: 'evidence', text: '{pattern} matches {path}', data: { pattern, path }, at }
      } else if (!generated.includes(pattern)) {
        yield { kind: 'problem', ...explain(rule, files, lower), at }
      }
    }
  },
})

/** Names the mistake where it is one of the two common ones. */
function explain(rule: OwnersRule, { paths }: FileIndex, lower: readonly string[]) {
  const { pattern } = rule
  const wanted = pattern.replace(/^\/|\/$/g, '').toLowerCase()
  if (/[*?]/.test(wanted)) {
    const actual = pattern === pattern.toLowerCase() ? paths[lower.findIndex((path) => rule.matches(path))] : undefined
    if (actual !== undefined) return { message: 'case' as const, data: { pattern, actual } }
    return { message: 'dead' as const, data: { pattern } }
  }
  const actual = paths[lower.findIndex((path) => path.startsWith(`${wanted}/`) || path === wanted)]
  if (actual !== undefined)
    return { message: 'case' as const, data: { pattern, actual: actual.slice(0, wanted.length) } }
  const deeper = paths[lower.findIndex((path) => path.includes(`/${wanted}/`) || path.endsWith(`/${wanted}`))]
  return pattern.startsWith('/') && deeper !== undefined
    ? { message: 'anchored' as const, data: { pattern, actual: deeper } }
    : { message: 'dead' as const, data: { pattern } }
}
