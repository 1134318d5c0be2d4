import { Composer, type Limits } from './composer.js'
import { eventsOf, type Fault } from './events.js'
import type { YamlFile } from './node.js'
import { Positions } from './positions.js'

/**
 * Nodes of one source with every alias expanded, and levels of nesting. The largest hand-written files in public
 * repositories stay under a tenth of the first and a third of the second.
 */
const DEFAULT_LIMITS: Limits = { maxNodes: 250_000, maxDepth: 100 }

/**
 * Reads YAML into documents whose every node knows its place. Never throws: a mistake is returned as `error` beside
 * the documents that stand before it. Duplicate keys, unknown aliases and complex keys are errors with a place that
 * end nothing: the first of two keys counts, except that a template expression may be a key many times (Azure Pipelines:
 * `${{ else }}`); an unknown alias reads as empty, an entry with a complex key is left out.
 * Merge keys (`<<`) are applied: the mapping's own keys win, then the first of a list of mappings, then the last `<<`.
 * @param file path relative to the repository's root, for locations only
 */
export function composeYaml(file: string, source: string, options: Partial<Limits> = {}): YamlFile {
  const limits = { ...DEFAULT_LIMITS, ...options }
  const positions = new Positions(file, source)
  const parsed = eventsOf(source, limits.maxDepth)
  const composer = new Composer(source, positions, parsed, limits)
  composer.run()
  const fault = parsed.fault ?? composer.fault
  return {
    documents: composer.documents,
    comments: composer.comments,
    ...(fault !== undefined && { error: { message: fault.message, at: placeOf(fault, positions) } }),
  }
}

/** From the mistake to the end of its line. */
function placeOf({ offset }: Fault, positions: Positions) {
  return positions.span(offset, positions.lineEnd(offset), '')
}
