import * as z from 'zod/mini'
import { SEVERITIES } from '../core/severity.js'
import { CATEGORIES } from '../core/verdict.js'
import type { OwnersHost, Tier } from '../models/index.js'

/** What may fail a run. */
export const FAIL_ON = [...CATEGORIES, 'never'] as const
/** What a run is judged on. */
export const SCOPES = ['changes', 'repository'] as const
/** What becomes of practices that cannot be decided. */
export const UNKNOWN = ['ignore', 'fail'] as const
/** What an environment is for. */
export const TIERS = ['production', 'staging', 'test', 'development', 'preview', 'unknown'] as const satisfies Tier[]
/** Where a repository lives, as CODEOWNERS is read. */
export const HOSTS = ['github', 'gitlab', 'bitbucket', 'gitea'] as const satisfies OwnersHost[]

/** A check's entry under `checks`, if it is one word. */
export const CHECK_WORD = z.enum(['off', ...SEVERITIES])
