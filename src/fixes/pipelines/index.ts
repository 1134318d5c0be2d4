import type { Fixer } from '../types.js'
import { jobTimeout } from './job-timeout.js'
import { pinAction } from './pin-action.js'

/** Fixers of what stands in files of CI systems. */
export const PIPELINE_FIXERS: readonly Fixer[] = [pinAction, jobTimeout]
