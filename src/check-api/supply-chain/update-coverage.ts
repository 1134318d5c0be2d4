import { compileGlob } from '../../core/glob.js'
import type { UpdateScope, Updater } from '../../models/index.js'

/** How much of the files of an ecosystem bots look after. */
export interface UpdateCoverage {
  readonly ecosystem: string
  /** Those that no scope reads. */
  readonly missed: readonly string[]
  readonly covered: readonly string[]
}

/** The coverage of each ecosystem, in order. */
export function updateCoverage(
  needed: ReadonlyMap<string, readonly string[]>,
  updaters: readonly Updater[],
): UpdateCoverage[] {
  const scopes = updaters.flatMap((updater) => updater.scopes)
  return Array.from(needed, ([ecosystem, files]) => {
    const reading = scopes.filter((scope) => scope.ecosystem === ecosystem).map(readerOf)
    const covered = files.filter((file) => reading.some((reads) => reads(file)))
    return { ecosystem, covered, missed: files.filter((file) => !covered.includes(file)) }
  })
}

function readerOf({ files, ignored }: UpdateScope): (file: string) => boolean {
  const wanted = files.map(compileGlob)
  const left = ignored.map(compileGlob)
  return (file) => wanted.some((matches) => matches(file)) && !left.some((matches) => matches(file))
}
