import type { TargetKind, Technology } from '../../../models/index.js'

/** How a tool's command or action names one thing that it deploys, or where. */
export interface Naming {
  readonly kind: TargetKind
  readonly options?: readonly string[]
  /** Inputs of actions, in lower case without `-` and `_`. */
  readonly inputs?: readonly string[]
  /** It is the word right after these words of the command. */
  readonly after?: readonly string[]
  /** Types of resources that have the name … */
  readonly types?: readonly string[]
  /** … as the value of one of these properties; none means as their own name. */
  readonly properties?: readonly string[]
}

/** How a tool's command or action names what it deploys by files. */
export interface Filing {
  readonly options?: readonly string[]
  /** As {@link Naming.inputs}. */
  readonly inputs?: readonly string[]
  /** It is every path among the operands, or the word right after these words. */
  readonly operands?: 'paths' | readonly string[]
  /** Options whose value, although it may look like a path, is not deployed. */
  readonly skips?: readonly string[]
  /**
   * What is meant where nothing is named: the Terraform module of the folder, the whole folder with all below it, or the
   * first of these files in it.
   */
  readonly otherwise?: 'module' | 'folder' | readonly string[]
  /** Resources of other technologies in the files are left alone. Absent: all count. */
  readonly technologies?: readonly Technology[]
}

export interface Joining {
  readonly names?: readonly Naming[]
  readonly files?: Filing
}
