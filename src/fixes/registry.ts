import { PIPELINE_FIXERS } from './pipelines/index.js'
import type { Fixer } from './types.js'

/** Every fixer; of several for one check and message the first counts. */
export const FIXERS: readonly Fixer[] = [...PIPELINE_FIXERS]
