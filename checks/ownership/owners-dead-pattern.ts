import { defineCheck, z, type FileIndex, type OwnersRule } from '../../src/check-api/index.js'

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
    generated: z._default(z.array(z.string()), []),
  }),
  messages: {
    dead: { text: 'Pattern {pattern} matches no tracked file.', remedy: 'Correct or remove it.' },
    case: {
      text: 'Pattern {pattern} matches no tracked file: the path is written {actual}.',
      remedy: 'Write {actual}; patterns are case-sensitive.',
    },
    anchored: {
      text: 'Pattern {pattern} matches no tracked file: the leading slash ties it to the root, and {actual} lies deeper.',
      remedy: 'Remove the slash or write the whole path.',
    },
  },

  *run({ codeowners, files }, { generated }) {
    if (codeowners.file === undefined) return yield { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' }
    for (const rule of codeowners.rules) {
      const { pattern, patternAt: at } = rule
      const hit = files.paths.find((path) => rule.matches(path))
      if (hit !== undefined) {
        yield { kind: 'evidence', text: '{pattern} matches {path}', data: { pattern, path: hit }, at }
      } else if (!generated.includes(pattern)) {
        yield { kind: 'problem', ...explain(rule, files), at }
      }
    }
  },
})

/** Names the mistake where it is one of the two common ones. */
function explain({ pattern }: OwnersRule, { paths }: FileIndex) {
  const wanted = pattern.replace(/^\/|\/$/g, '').toLowerCase()
  if (!/[*?]/.test(wanted)) {
    const actual = paths.find((path) => path.toLowerCase().startsWith(`${wanted}/`) || path.toLowerCase() === wanted)
    if (actual !== undefined)
      return { message: 'case' as const, data: { pattern, actual: actual.slice(0, wanted.length) } }
    const deeper = paths.find((path) => path.includes(`/${wanted}/`) || path.endsWith(`/${wanted}`))
    if (deeper !== undefined && pattern.startsWith('/'))
      return { message: 'anchored' as const, data: { pattern, actual: deeper } }
  }
  return { message: 'dead' as const, data: { pattern } }
}
