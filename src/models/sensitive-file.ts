import type { Location } from '../core/location.js'

/** A tracked file that holds, or by its kind may hold, what nobody but a machine or one person must know. */
export interface SensitiveFile {
  /** `settings`: a file of one tool with names and values, as `.env`, `.npmrc` or a kubeconfig. */
  readonly kind: 'state' | 'private-key' | 'key-store' | 'settings'
  /** What it is called in a sentence: `private key`, `GitHub token`; for `look` the name of the value. */
  readonly what: string
  /**
   * `form`: the content proves it. `look`: a text that seems made at random under a name for credentials. `name`: the
   * name of the file says so, and its content is not text. `unread`: the same, and the content was over the limits.
   */
  readonly shownBy: 'form' | 'look' | 'name' | 'unread'
  readonly at: Location
  /** All that must not be shown. */
  readonly conceals: readonly string[]
}

/** A file that a tool of this repository writes with secrets in it, and the ignore rule that keeps it out. */
export interface ExpectedIgnore {
  /** The path where the tool writes it. */
  readonly path: string
  /** The rule to write: `*.tfstate`. */
  readonly pattern: string
  /** What shows that the tool is used. */
  readonly because: Location
  /** Absent if no rule ignores it. */
  readonly rule?: Location
}
