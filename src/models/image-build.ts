import type { Located } from '../core/location.js'
import type { Command } from './command.js'
import type { Resource } from './resource.js'

/** An address that ADD fetches while an image is built. */
export interface AddedFile {
  readonly url: Located<string>
  /** Where it goes in the image, as written. */
  readonly target: string
  /** True if the builder compares it with a checksum (Dockerfile reference: ADD --checksum). */
  readonly verified: boolean
}

/** What a stage of a Dockerfile builds on, does and leaves behind. */
export interface BuildStage {
  /** The image or the earlier stage, as written. */
  readonly from: Located<string>
  /** The image with build arguments at their defaults; absent where one has none, and for an earlier stage. */
  readonly image?: string
  /** The earlier stage that it builds on. */
  readonly base?: BuildStage
  readonly alias?: string
  /** The commands of its RUN instructions, in order. What they call is not followed: the tree is not there. */
  readonly commands: readonly Command[]
  readonly added: readonly AddedFile[]
  /** Who runs what the image starts, if this stage or one below it in the file says so; may hold a build argument. */
  readonly user?: Located<string>
  /** The probe that this stage or one below it in the file declares; `NONE` switches one of the image off. */
  readonly healthcheck?: Located<string>
}

/** One Dockerfile. Its instructions one by one are in the properties of {@link ImageBuild.resource}. */
export interface ImageBuild {
  readonly file: string
  readonly stages: readonly BuildStage[]
  readonly resource: Resource
}
