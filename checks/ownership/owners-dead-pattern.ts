import {
  defineCheck,
  matchesInLowerCase,
  withoutRules,
  z,
  type FileIndex,
  type OwnersRule,
} from '../../src/check-api/index.js'

/** Comparisons of lines and files: more than this take seconds. */
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
    folder: {
      text: 'Pattern {pattern} matches no tracked file: {actual} is a folder, and without a slash at its end the pattern means a file.',
      remedy: 'Write {pattern}/ for all that lies in the folder.',
    },
    children: {
      text: 'Pattern {pattern} matches no tracked file: at the end ** is a mere * to GitLab, so files deeper down are left out.',
      remedy: 'End the pattern with the slash instead: {shorter}.',
    },
  },

  *run({ codeowners, files }, { generated }) {
    const none = withoutRules(codeowners)
    if (none !== undefined) return yield none
    const { rules } = codeowners
    if (rules.length === 0) return yield { kind: 'not-applicable', reason: 'no line is valid' }
    const dead = new Set(rules)
    if (codeowners.comparisons(files.paths) > MAX_COMPARISONS)
      return yield { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' }
    for (const path of files.paths) {
      for (const rule of codeowners.matchingRules(path)) {
        if (!dead.delete(rule)) continue
        const { pattern, patternAt: at } = rule
        yield { kind: 'evidence', text: '{pattern} matches {path}', data: { pattern, path }, at }
      }
    }
    const lower = files.paths.map((path) => path.toLowerCase())
    const unnamed = [...dead].filter(({ pattern }) => !generated.includes(pattern))
    const canExplain = unnamed.length * lower.length <= MAX_COMPARISONS
    for (const rule of unnamed) {
      const { pattern, patternAt: at } = rule
      const mistake = canExplain ? explain(rule, files, lower) : { message: 'dead' as const, data: { pattern } }
      yield { kind: 'problem', ...mistake, at }
    }
  },
})

/** Names the mistake where it is one of the two common ones. */
function explain(rule: OwnersRule, { paths, hasFolder }: FileIndex, lower: readonly string[]) {
  const { pattern, descends } = rule
  const name = pattern.replace(/^\//, '')
  if (!descends && !pattern.endsWith('/') && hasFolder(name))
    return { message: 'folder' as const, data: { pattern, actual: name } }
  if (!descends && pattern.endsWith('/**') && hasFolder(name.slice(0, -3)))
    return { message: 'children' as const, data: { pattern, shorter: pattern.slice(0, -2) } }
  const wanted = pattern.replace(/^\/|\/$/g, '').toLowerCase()
  if (/[*?]/.test(wanted)) {
    const actual = paths[lower.findIndex(matchesInLowerCase(rule))]
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
