import type { Resource, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { folderOf } from '../../paths.js'
import { joinPath } from '../command-words.js'
import { literal } from './literal.js'

/** What a reference to a source means once artifacts that are put together from other sources are looked through. */
export interface BehindArtifact {
  /** The reference to the source that the files come from. */
  readonly reference: Value | undefined
  /** The path of a folder in that source; undefined if nothing is copied there. */
  path(written: string): string | undefined
}

/** One entry of `copy`: the content of `from` in the source with that alias becomes that of `to`. */
interface Copy {
  readonly alias: string
  readonly from: string
  readonly to: string
}

/**
 * Looks through an ExternalArtifact to the source of its files, for as long as one folder of it is asked for (Flux docs:
 * Artifact Generators). Any other reference means itself.
 * @param folder in the artifact, as the object names it
 */
export function behindArtifact(
  reference: Value | undefined,
  folder: string,
  user: Resource,
  generators: readonly Resource[],
): BehindArtifact {
  const itself: BehindArtifact = { reference, path: (written) => joinPath('', written) }
  if (literal(valueAt(reference, 'kind')) !== 'ExternalArtifact') return itself
  const name = literal(valueAt(reference, 'name'))
  const wanted = literal(valueAt(reference, 'namespace')) ?? user.namespace
  const fitting = generators.filter((each) => each.namespace === wanted && artifactOf(each, name) !== undefined)
  // Each cluster has its own objects under the same names: those of the same folder belong together.
  const generator = fitting.find(({ file }) => folderOf(file) === folderOf(user.file)) ?? fitting[0]
  if (generator === undefined) return itself
  const copies = itemsOf(valueAt(artifactOf(generator, name), 'copy')).flatMap(copyOf)
  const inArtifact = joinPath('', folder) ?? ''
  const copy = copies.find(({ to }) => to === '' || inArtifact === to || inArtifact.startsWith(`${to}/`))
  const source = itemsOf(valueAt(generator.properties, 'spec.sources')).find(
    (each) => literal(valueAt(each, 'alias')) === copy?.alias,
  )
  if (copy === undefined || source === undefined) return itself
  return { reference: source, path: (written) => inSource(copy, joinPath('', written)) }
}

function artifactOf({ properties }: Resource, name: string | undefined): Value | undefined {
  return itemsOf(valueAt(properties, 'spec.artifacts')).find((each) => literal(valueAt(each, 'name')) === name)
}

/** `@repo/apps/**` to `@artifact/apps/`: the folder's content. A folder itself goes into a target that ends in a slash. */
function copyOf(copy: Value): Copy[] {
  const [from, to] = ['from', 'to'].map((key) => literal(valueAt(copy, key)) ?? '')
  if (from?.startsWith('@') !== true || to?.startsWith('@artifact/') !== true) return []
  const slash = from.includes('/') ? from.indexOf('/') : from.length
  const pattern = from.slice(slash + 1)
  const folder = pattern.replace(/(?:^|\/)\*\*$/, '')
  if (/[*?[{]/.test(folder)) return []
  const target = to.slice('@artifact/'.length)
  const isWhole = folder === pattern && folder !== '' && (target === '' || target.endsWith('/'))
  const into = isWhole ? `${target}/${folder.slice(folder.lastIndexOf('/') + 1)}` : target
  return [{ alias: from.slice(1, slash), from: joinPath('', folder) ?? '', to: joinPath('', into) ?? '' }]
}

function inSource({ from, to }: Copy, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined
  const rest = to === '' ? folder : folder.slice(to.length + 1)
  return joinPath(from, rest)
}
