import type { Pull, PullSource } from '../../../models/index.js'

/** What an object says of a pull, before the tree tells where it leads. */
export interface Draft extends Omit<Pull, 'tier' | 'folders' | 'subject' | 'leads'> {
  /** Names that may tell the environment, the most telling first. */
  readonly names: readonly string[]
  /** Folders of the tree that it names and that there are; a chart's or manifests'. */
  readonly roots: readonly string[]
  /** Files of the tree that it takes values from. */
  readonly files: readonly string[]
  /** True for one made from what only a change under review has. */
  readonly preview: boolean
}

/** What is known of a pull's tree while its objects are read. */
export interface PulledTree {
  /** The folder as the tree has it, or undefined if it does not; empty for the root. */
  folder(path: string): string | undefined
  /** The folders right below or at any depth that fit a glob. */
  foldersLike(pattern: string): readonly string[]
  /** The folder that a source reads, if it is one of this tree; a folder of the same name is taken for it. */
  rootOf(source: PullSource): readonly string[]
}
