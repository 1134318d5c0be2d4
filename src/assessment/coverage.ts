import type { Practice } from '../catalog/index.js'
import type { FrameworkCoverage } from '../core/report.js'
import { FRAMEWORKS } from '../core/verdict.js'

type Way = Exclude<keyof FrameworkCoverage, 'framework' | 'practices'>

/**
 * By what the practices of each framework are decided. Every practice counts once: under `history` if one of its checks
 * asks for what has happened, else under `settings` if one asks the host, else under `files`.
 * @param sources what each check of the run asks for, by its id
 */
export function practiceCoverage(
  practices: readonly Practice[],
  sources: ReadonlyMap<string, ReadonlySet<string>>,
): FrameworkCoverage[] {
  return FRAMEWORKS.map((framework) => {
    const ways = practices.filter((practice) => practice.framework === framework).map((each) => wayOf(each, sources))
    const count = (way: Way) => ways.filter((each) => each === way).length
    return {
      framework,
      practices: ways.length,
      files: count('files'),
      settings: count('settings'),
      history: count('history'),
      attestation: count('attestation'),
      notRun: count('notRun'),
    }
  })
}

/** By what one practice is decided in a run of these checks. */
export function wayOf({ checks }: Practice, sources: ReadonlyMap<string, ReadonlySet<string>>): Way {
  if (checks.length === 0) return 'attestation'
  const asked = new Set(checks.flatMap((id) => [...(sources.get(id) ?? [])]))
  if (asked.has('history')) return 'history'
  if (asked.has('settings')) return 'settings'
  return asked.size > 0 ? 'files' : 'notRun'
}
