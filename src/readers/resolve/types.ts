import type { Because, Located, Location, Spot } from '../../core/location.js'
import type { ActionRef, Command, Intent, Unresolved } from '../../models/index.js'

/** A script to understand: the text of a `run:` key, a package script, a Makefile recipe, a shell file. */
export interface Script {
  readonly text: string
  /** The place of the character at `offset` of `text`. */
  place(offset: number): Spot
  readonly file: string
  readonly route: string
  /** Shell name (`bash`, `sh`, `pwsh`, `python`); undefined is the host's default shell. */
  readonly shell: string | undefined
  /** Whether a failing command ends the script (`set -e`, GitHub's default). */
  readonly failFast: boolean
  /**
   * Whether every command of a pipe counts (`set -o pipefail`). Undefined: true for an explicit `bash`, as GitHub runs
   * it (docs: Workflow syntax, steps[*].shell), and for a shell template that says so.
   */
  readonly pipefail?: boolean
  /** Folder relative to the root (empty for the root itself), or undefined if it cannot be told. */
  readonly directory: string | undefined
  /** It runs on another machine than the pipeline. */
  readonly remote?: true
  /** Literal values of environment variables that the pipeline sets for the script. */
  readonly env?: ReadonlyMap<string, string>
  /** The chain that leads to the script. A last link to its first line gives way to each command's own line. */
  readonly because: readonly Because[]
  /**
   * Equal for scripts of one snapshot that are the same in everything but the way that leads to them. Given where a script
   * is likely to be met again: in what is called.
   */
  readonly same?: string
}

/** What a script does as far as the tree tells. */
export interface Understood {
  readonly commands: readonly Command[]
  readonly intents: readonly Intent[]
  readonly opaque: readonly Unresolved[]
}

/** Follows commands into the tree and says what they are for. One instance serves one snapshot and keeps what it read. */
export interface Resolver {
  /** Parses the script, follows package scripts, Makefile targets, local scripts … and looks every command up. */
  script(script: Script): Understood
  /**
   * What a remote or docker action is for; an action that the lexicon does not know is opaque.
   * @param env literal values of environment variables that the pipeline sets for it
   */
  action(
    ref: ActionRef,
    inputs: ReadonlyMap<string, Located<string>>,
    at: Location,
    because: readonly Because[],
    env?: ReadonlyMap<string, string>,
  ): Understood
}
