import type { Location } from '../core/location.js'

/** A file of the tree that says which version of a tool developers use. */
export interface ToolPin {
  /**
   * `node`, `python`, `ruby`, `java`, `dotnet`, `php`, `go`, `rust`, `elixir`, `swift` and so on; `gradle` or `maven` for
   * wrappers, `package manager`, and `environment` for what fixes all tools at once: a dev container, Nix, Vagrant.
   */
  readonly tool: string
  /** As written, without a leading `v`; absent where a lock of other tools holds it. */
  readonly version?: string
  /** Whether the name moves: `lts/*`, `stable`, an image without a tag. */
  readonly moves: boolean
  readonly at: Location
}
