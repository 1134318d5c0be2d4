import type { Report } from '../core/report.js'

/**
 * A file to show findings at that have no place, such as those about settings, where a form wants one: a workflow if the
 * report knows one, else any file that it names, else the README.
 */
export function anchorFile({ findings, practices, coverage }: Report): string {
  const places = [...findings, ...practices.flatMap(({ evidence }) => evidence), ...coverage.unresolved]
  const files = places.flatMap(({ at }) => (at === undefined ? [] : [at.file])).sort()
  return files.find((file) => file.startsWith('.github/workflows/')) ?? files[0] ?? 'README.md'
}

/** Numbers equal texts, so that each stays apart from the earlier ones: 1 for the first. */
export function counter(): (text: string) => number {
  const seen = new Map<string, number>()
  return (text) => {
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return count
  }
}
