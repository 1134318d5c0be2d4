import type { Location } from '../core/location.js'

/** A file with settings of an editor, a formatter or a linter. */
export interface ToolSettings {
  /** As in `LanguageUse`; `any` where it is for whatever is in the repository. */
  readonly language: string
  readonly at: Location
}
