import type { CiSystem, Pipeline } from '../../models/index.js'
import type { AdapterReading } from './reading.js'

/** Reads the pipelines of one CI system. */
export interface Adapter {
  readonly system: CiSystem
  /** The system's name as people write it: `GitLab CI`. */
  readonly label: string
  /** Whether the system would read the file as a pipeline, or as a part of one that is always a file of its own kind. */
  isPipelineFile(path: string): boolean
  /**
   * Every pipeline of the tree. What cannot be resolved is recorded in the model with its place; a file that the system
   * could not read either is a defect. Never throws for what a repository holds.
   */
  read(reading: AdapterReading): readonly Pipeline[]
}
