import type { Because, Located } from '../../../core/location.js'
import type { Unresolved } from '../../../models/index.js'
import type { AdapterReading } from '../reading.js'
import type { Pool } from './pool.js'
import type { RunKind } from './template/scope.js'
import type { Variables } from './template/variables.js'

/** What the stages and jobs of one pipeline are read with. */
export interface PipelineScope {
  readonly reading: AdapterReading
  readonly file: string
  readonly runs: readonly RunKind[]
  readonly variables: Variables
  readonly groups: readonly Located<string>[]
  readonly pool: Pool
  readonly containers: ReadonlyMap<string, Located<string>>
  readonly allowedValues: ReadonlyMap<string, readonly string[]>
  /** Names of the folders that other repositories are checked out into, by alias in lower case. */
  readonly repositoryFolders: ReadonlyMap<string, string>
  /** `lockBehavior`: what happens to runs that wait for the lock of an environment. */
  readonly lock?: Located<string>
  /** Where parts of the pipeline that could not be resolved are noted. */
  readonly unresolved: Unresolved[]
  readonly because: readonly Because[]
}
