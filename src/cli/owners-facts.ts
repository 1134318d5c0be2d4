import type { Codeowners, OwnersRule } from '../models/index.js'

/** A line that says who owns a path. */
export interface OwnersLine {
  readonly line: number
  readonly pattern: string
  readonly owners: readonly string[]
}

/** A line that decides: on GitLab there is one for each section. */
export interface Decision extends OwnersLine {
  /** Null outside sections. */
  readonly section: string | null
  /** The owners are asked, but nobody has to approve. */
  readonly optional: boolean
  /** A line of GitLab that exempts what it matches. */
  readonly excludes: boolean
  readonly approvals: number
  /** Lines of the same section that match too, and count for nothing. */
  readonly overruled: readonly OwnersLine[]
}

/** Who owns a path. Without decisions no line matches. */
export interface PathOwners {
  readonly path: string
  readonly decisions: readonly Decision[]
}

/** People of whom some must approve, and for which paths. */
export interface Approval {
  readonly owners: readonly string[]
  readonly approvals: number
  readonly section: string | null
  readonly optional: boolean
  /** The lines that name them. */
  readonly lines: readonly number[]
  readonly paths: readonly string[]
}

/** What decides who owns each path. */
export function ownersOf(codeowners: Codeowners, paths: readonly string[]): PathOwners[] {
  return paths.map((path) => {
    const matching = codeowners.matchingRules(path)
    const decisions = codeowners.decidingRules(path).map((rule) => decision(rule, matching))
    return { path, decisions }
  })
}

function decision(rule: OwnersRule, matching: readonly OwnersRule[]): Decision {
  return {
    ...lineOf(rule),
    section: rule.section?.name ?? null,
    optional: rule.section?.optional ?? false,
    excludes: rule.excludes ?? false,
    approvals: rule.approvals ?? 1,
    overruled: matching.filter((each) => each !== rule && each.section === rule.section).map(lineOf),
  }
}

function lineOf({ at, pattern, owners, excludes }: OwnersRule): OwnersLine {
  return { line: at.line, pattern: excludes === true ? `!${pattern}` : pattern, owners }
}

/** The groups of owners who are asked, each once, whoever else is asked beside them. */
export function approvalsOf(all: readonly PathOwners[]): Approval[] {
  const groups = new Map<string, Approval & { lines: number[]; paths: string[] }>()
  for (const { path, decisions } of all) {
    for (const { owners, approvals, section, optional, line } of decisions) {
      if (owners.length === 0) continue
      const people = [...new Set(owners.map((owner) => owner.toLowerCase()))].sort()
      const key = JSON.stringify([section, optional, approvals, people])
      const group = groups.get(key) ?? { owners, approvals, section, optional, lines: [], paths: [] }
      groups.set(key, group)
      if (!group.lines.includes(line)) group.lines.push(line)
      group.paths.push(path)
    }
  }
  return [...groups.values()]
}

/** The paths that nobody owns. */
export function unownedPaths(all: readonly PathOwners[]): string[] {
  return all.filter(({ decisions }) => decisions.every(({ owners }) => owners.length === 0)).map(({ path }) => path)
}
