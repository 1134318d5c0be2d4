import type { Located } from '../../../core/location.js'
import type { EnvironmentRef, JobStart, Trigger } from '../../../models/index.js'
import type { YamlNode } from '../../yaml/node.js'

/** What the file says for all of its steps. */
export interface Scope {
  /** Images of the services that `definitions` names. */
  readonly services: ReadonlyMap<string, Located<string>>
  readonly clones: boolean
  readonly image?: Located<string>
  readonly timeoutMinutes?: Located<string>
  /** Lists of the `custom` pipelines, which steps of others may start. */
  readonly custom: ReadonlyMap<string, YamlNode>
}

/** A section's pipeline: the beginning of its jobs' ids, and what starts it. */
export interface Selection {
  readonly id: string
  readonly starts: readonly Trigger[]
}

/** What holds for a step because of what stands around or before it. */
export interface StepScope extends Scope {
  readonly id: string
  readonly needs: readonly string[]
  readonly starts: readonly JobStart[]
  readonly stage?: string
  /** That of the stage. */
  readonly environment?: EnvironmentRef
  /** `on-fail` of the stage or the parallel group. */
  readonly onFail?: YamlNode
}
