import type { Located, Location } from '../core/location.js'

/** How a developer gets what is here to run on a machine of their own. */
export interface LocalSetup {
  /** Files that describe an environment or start something in it: `dev container` in `.devcontainer/devcontainer.json`. */
  readonly definitions: readonly Located<string>[]
  /** Commands by which documents tell people to start it, in order of document and line. */
  readonly starts: readonly StartCommand[]
  /** Where the README leads those who want to set it up: links out of the repository. */
  readonly guides: readonly Located<string>[]
}

/** A command by which a document tells people to start what is here. */
export interface StartCommand {
  readonly command: string
  /** The package script or the target that it names and that no file of the tree has: `script dev`, `target up`. */
  readonly missing?: string
  readonly at: Location
}
