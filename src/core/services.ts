import { withoutTrailingSlashes } from './slashes.js'
import { compileGlob, type PathMatcher } from './glob.js'
import type { Policy, ServicePolicy } from './policy.js'

/** A part of a monorepo that is delivered for itself. */
export interface Service {
  readonly name: string
  /** Folders and globs. */
  readonly paths: readonly string[]
}

/** What services decide about themselves, by name; those that inherit all are not there. */
export function ownPolicies({ services }: Pick<Policy, 'services'>): ReadonlyMap<string, ServicePolicy> {
  const all = services === undefined || services === 'off' ? [] : services
  return new Map(all.flatMap(({ name, own }) => (own === undefined ? [] : [[name, own] as const])))
}

/** One path of a service, ready for comparison. */
interface Claim {
  readonly name: string
  readonly matches: PathMatcher
  /** How many names stand before the first wildcard: the more, the more specific. */
  readonly depth: number
  readonly length: number
}

/** Tells whether a path is meant by a folder or a glob: a folder means all below it. */
export function folderOrGlob(pattern: string): PathMatcher {
  const trimmed = withoutTrailingSlashes(pattern)
  if (trimmed === '.' || trimmed === '') return () => true
  const [itself, below] = [compileGlob(trimmed), compileGlob(`${trimmed}/**`)]
  return (path) => itself(path) || below(path)
}

/**
 * Which service a path belongs to: the one whose path is the most specific, which is the one with most names before its
 * first wildcard, then the longest, then the first. Undefined for what belongs to none. Remembers what it was asked.
 */
export function serviceMatcher(services: readonly Service[]): (path: string) => string | undefined {
  const byStart = new Map<string, Claim[]>()
  const anywhere: Claim[] = []
  for (const { name, paths } of services) {
    for (const pattern of paths) {
      const literal = literalNames(pattern)
      const claim = { name, matches: folderOrGlob(pattern), depth: literal.length, length: pattern.length }
      const [start] = literal
      if (start === undefined) anywhere.push(claim)
      else byStart.set(start, [...(byStart.get(start) ?? []), claim])
    }
  }
  for (const claims of [...byStart.values(), anywhere]) claims.sort((a, b) => b.depth - a.depth || b.length - a.length)
  const known = new Map<string, string | undefined>()
  return (path) => {
    if (known.has(path)) return known.get(path)
    const [start = ''] = path.split('/', 1)
    const claim = [...(byStart.get(start) ?? []), ...anywhere].find(({ matches }) => matches(path))
    known.set(path, claim?.name)
    return claim?.name
  }
}

/** The names of a pattern before the first with a wildcard. */
function literalNames(pattern: string): string[] {
  const names = withoutTrailingSlashes(pattern.replace(/^(?:\.\/)+/, '')).split('/')
  const wild = names.findIndex((name) => name === '.' || name === '' || /[*?{\\]/.test(name))
  return wild < 0 ? names : names.slice(0, wild)
}
