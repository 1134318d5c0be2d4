import { REPOSITORY_KINDS } from '../models/project.js'
import * as z from 'zod/mini'
import { staysInside } from '../core/sarif-inputs.js'
import { SEVERITIES } from '../core/severity.js'
import { PROFILES } from './profiles.js'
import { attestation, exception, idOf, list, practiceEntry, text, type KnownIds } from './schema-records.js'
import { FAIL_ON, TIERS, UNKNOWN } from './schema-words.js'

/** What a service may be called. */
export const SERVICE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._/@-]{0,79}$/u

/** More services are a mistake: nobody reads a table of them. */
export const MOST_SERVICES = 200

/** A folder or glob of a service. */
export const SERVICE_PATH = text('A folder, with all below it, or a glob; relative to the root.').check(
  z.refine(
    staysInside,
    'it must stay in the repository: a path with "/" that neither begins with "/" or "!" nor has ".."',
  ),
)

/** A service whose value is a mapping. What it does not say it takes from the file. */
export function serviceEntry(ids: KnownIds) {
  return z.strictObject({
    paths: z
      .array(SERVICE_PATH)
      .check(
        z.minLength(1),
        z.describe('Its folders, or globs of its files. Of several services the most specific path wins.'),
      ),
    'fail-on': z.optional(
      z.enum(FAIL_ON).check(z.describe('Practices of this importance, and more important ones, fail the run here.')),
    ),
    unknown: z.optional(
      z.enum(UNKNOWN).check(z.describe('Whether a practice that cannot be decided here fails the run.')),
    ),
    profile: z.optional(z.enum(PROFILES).check(z.describe('Which practices count here: docs/profiles.md.'))),
    'gate-practices': z.optional(
      z
        .array(idOf('practice', ids.practices, 'Id of a practice.'))
        .check(z.describe('Practices that fail the run here, beside those of fail-on.')),
    ),
    practices: z.optional(
      z.array(practiceEntry(ids)).check(z.describe('Practices that count here, or do not, whatever the file says.')),
    ),
    checks: z.optional(
      z
        .record(z.string(), z.enum(['off', ...SEVERITIES]))
        .check(
          z.describe('By check id: off, or the highest level that it reports here. Options are for the whole file.'),
        ),
    ),
    kind: z.optional(
      z.enum(REPOSITORY_KINDS).check(z.describe('What it is; documents and examples have no level of maturity.')),
    ),
    environments: z.optional(
      z.record(z.string(), z.enum(TIERS)).check(z.describe('Tiers of its environments whose names do not tell them.')),
    ),
    'critical-paths': z.optional(list('A glob, relative to the root.', 'Files that need an owner.')),
    exceptions: z.optional(z.array(exception(ids)).check(z.describe('Findings here that are accepted for a time.'))),
    attestations: z.optional(z.array(attestation(ids)).check(z.describe('What people say of practices here.'))),
  })
}

export type ServiceData = z.output<ReturnType<typeof serviceEntry>>

/** All that may stand at `services`, for editors: what is wrong with it is told entry by entry. */
export function servicesSchema() {
  return z
    .union([
      z.literal('off'),
      z.record(
        z.string().check(z.regex(SERVICE_NAME)),
        z.union([SERVICE_PATH, z.array(SERVICE_PATH), serviceEntry({})]),
      ),
    ])
    .check(
      z.describe(
        'The services of a monorepo, by name: a folder, a list of folders, or paths with settings of their own. Without it they are derived; off: there are none. See docs/services.md.',
      ),
    )
}
