import { REPOSITORY_KINDS } from '../models/project.js'
import * as z from 'zod/mini'
import type { AnyCheck } from '../check-api/check.js'
import { HISTORY_DAYS, HISTORY_SOURCES } from '../core/history-source.js'
import { INTENT_KINDS } from '../core/intent-kind.js'
import { staysInside } from '../core/sarif-inputs.js'
import { SEVERITIES } from '../core/severity.js'
import { PROFILES } from './profiles.js'
import { FAIL_ON, HOSTS, SCOPES, TIERS, UNKNOWN } from './schema-words.js'
import { attestation, exception, idOf, list, practiceEntry, text, type KnownIds } from './schema-records.js'

const LEXICON_ENTRY = z
  .strictObject({
    command: z.optional(text('First words of a command: `./bin/ship`, `make release`.')),
    action: z.optional(
      text(
        'An action: `owner/repo`, `owner/repo/path`, `./path` of your own, or `system:name`, as in `jenkins:ourDeploy`.',
      ),
    ),
    intents: z
      .array(z.enum(INTENT_KINDS))
      .check(z.describe('What it is for. An empty list: it does nothing that a practice asks for.')),
    tool: z.optional(text('Name of the tool, for messages.')),
    covers: z.optional(list('A language or an ecosystem, as in `python`.', 'What it covers, if it is tied to some.')),
  })
  .check(
    z.refine(
      ({ command, action }) => (command === undefined) !== (action === undefined),
      'a lexicon entry needs either "command" or "action"',
    ),
  )

/** What fails a run, and what is compared. */
const gateKeys = () => ({
  'fail-on': z.optional(
    z.enum(FAIL_ON).check(z.describe('Practices of this importance, and more important ones, fail the run.')),
  ),
  scope: z.optional(
    z.enum(SCOPES).check(z.describe('What can fail the run: findings that the change introduces, or all of them.')),
  ),
  unknown: z.optional(z.enum(UNKNOWN).check(z.describe('Whether a practice that cannot be decided fails the run.'))),
  history: z.optional(
    z
      .enum(HISTORY_SOURCES)
      .check(
        z.describe(
          'Where the history of delivery is read: api asks the host, git reads the clone alone, off does neither. Without it the Action asks the host and the command line reads the clone.',
        ),
      ),
  ),
  'history-days': z.optional(
    z
      .int()
      .check(
        z.gte(HISTORY_DAYS.least),
        z.lte(HISTORY_DAYS.most),
        z.describe('How many days the history of delivery goes back, 7 to 365; 90 if not said.'),
      ),
  ),
})

/** What other tools have found. */
const toolKeys = () => ({
  'sarif-inputs': z.optional(
    z
      .array(
        text('A path or a glob, relative to the linted folder.').check(
          z.refine(
            staysInside,
            'it must stay in the linted folder: a path with "/" that neither begins with "/" nor has ".."',
          ),
        ),
      )
      .check(z.describe('SARIF reports that other tools have written before this run: docs/other-tools.md.')),
  ),
})

/** What counts, and how much. */
const countKeys = (ids: KnownIds) => ({
  profile: z.optional(z.enum(PROFILES).check(z.describe('Which practices count, and how strictly: docs/profiles.md.'))),
  epoch: z.optional(
    z
      .string()
      .check(
        z.regex(/^\d+\.\d+$/, 'an epoch is a version without its patch, as in "0.1"'),
        z.describe('Rules that came, or became stricter, after this version only warn.'),
      ),
  ),
  practices: z.optional(
    z.array(practiceEntry(ids)).check(z.describe('Practices that count, or do not, whatever the profile says.')),
  ),
  checks: z.optional(z.record(z.string(), z.unknown()).check(z.describe('Severity and options, by check id.'))),
  'gate-practices': z.optional(
    z
      .array(idOf('practice', ids.practices, 'Id of a practice.'))
      .check(z.describe('Practices that fail the run beside those of fail-on.')),
  ),
})

/** What the repository is, where its files do not tell. */
const repositoryKeys = () => ({
  repository: z.optional(
    z.strictObject({
      kind: z.optional(z.enum(REPOSITORY_KINDS).check(z.describe('Overrides the kind that is detected.'))),
      host: z.optional(
        z
          .enum(HOSTS)
          .check(
            z.describe('Where the repository lives, if neither its remote nor its files tell; gitea for Forgejo.'),
          ),
      ),
    }),
  ),
  environments: z.optional(
    z
      .record(z.string(), z.enum(TIERS))
      .check(z.describe('Tiers of environments whose names do not tell them, by name.')),
  ),
  exclude: z.optional(list('A glob.', 'Files that are not judged.')),
  'trusted-owners': z.optional(
    list('`owner` or `owner/repo`.', 'Owners whose actions may be referenced by tag or branch.'),
  ),
  'critical-paths': z.optional(list('A glob.', 'Files that need an owner, beside pipelines and the like.')),
  lexicon: z.optional(z.array(LEXICON_ENTRY).check(z.describe('What commands and actions of your own are for.'))),
})

/** What the configuration builds on. */
const extendsKeys = () => {
  const one = text('`./path`, `../path`, or `github:owner/repo/path@ref` with a commit id as ref.')
  const several = z.array(one).check(z.describe('Of several files a later one is stronger than an earlier one.'))
  return {
    extends: z.optional(
      z
        .union([one, several])
        .check(z.describe('Configuration files that hold wherever this one says nothing: docs/configuration.md.')),
    ),
  }
}

/** What the parts of a monorepo are; services.ts validates it, entry by entry. */
const serviceKeys = () => ({ services: z.optional(z.unknown()) })

/** What people have decided or vouch for. */
const recordKeys = (ids: KnownIds) => ({
  exceptions: z.optional(z.array(exception(ids)).check(z.describe('Findings that are accepted for a time.'))),
  attestations: z.optional(
    z.array(attestation(ids)).check(z.describe('What people say of practices that files cannot show.')),
  ),
  baseline: z.optional(text('Path of a JSON file with fingerprints of findings that are accepted.')),
})

/** The whole of pillarlint.yml, except that what stands at a check's id is told by {@link checkEntry}. */
export function configFile(ids: KnownIds) {
  return z.strictObject({
    ...extendsKeys(),
    ...gateKeys(),
    ...toolKeys(),
    ...countKeys(ids),
    ...repositoryKeys(),
    ...serviceKeys(),
    ...recordKeys(ids),
  })
}

export type ConfigData = z.output<ReturnType<typeof configFile>>

/** `.pillarlint/attestations.yaml` as a list, and as a mapping that holds one. */
export function attestationsFile(ids: KnownIds) {
  const records = z.array(attestation(ids))
  return { list: records, mapping: z.strictObject({ attestations: z.optional(records) }) }
}

/** A check's entry under `checks`, if it is a mapping: the two keys that every check has, and its own options. */
export function checkEntry(check: AnyCheck) {
  return z.strictObject({
    ...(check.options.shape as Record<string, z.ZodMiniType>),
    severity: z.optional(z.enum(SEVERITIES).check(z.describe('The highest level that the check reports.'))),
    enabled: z.optional(z.boolean().check(z.describe('Whether the check runs.'))),
  })
}
