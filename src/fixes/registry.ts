import { INFRASTRUCTURE_FIXERS } from './infrastructure/index.js'
import { OWNERS_FIXERS } from './owners/index.js'
import { PIPELINE_FIXERS } from './pipelines/index.js'
import type { Fixer } from './types.js'
import { dependabot } from './updates/dependabot.js'

/** Every fixer; of several for one check and message the first counts. */
export const FIXERS: readonly Fixer[] = [...PIPELINE_FIXERS, ...INFRASTRUCTURE_FIXERS, ...OWNERS_FIXERS, dependabot]
