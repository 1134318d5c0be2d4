import type { Guide, GuideKind, Project } from '../../models/index.js'

/** The documents of a kind, those nearest to the root first. */
export function guidesOf({ guides }: Pick<Project, 'guides'>, kind: GuideKind): readonly Guide[] {
  return guides.filter((guide) => guide.kind === kind)
}

/** Whether a heading, or the file's name, is as a pattern says. */
export function readsAs({ headings, at }: Guide, pattern: RegExp): boolean {
  return headings.some((heading) => pattern.test(heading)) || pattern.test(at.file)
}

/** Whether a link leads to a site, not to a file. */
export function isLinkOut(target: string): boolean {
  return /^https?:\/\//i.test(target)
}
