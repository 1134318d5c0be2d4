import type { ZodMiniType } from 'zod/mini'
import type { AnyCheck } from '../check-api/check.js'
import type { Attestation, Policy } from '../core/policy.js'
import { HISTORY_DAYS, type HistorySource } from '../core/history-source.js'
import type { FailOn, Leftover, Scope } from '../core/report.js'
import type { Settings } from '../models/settings.js'
import { isNull, valueAt } from '../readers/yaml/navigate.js'
import type { Files } from '../snapshot/snapshot.js'
import { attestationNodes, mergeAttestations, type AttestationList } from './attestations.js'
import { baselinePath, readBaseline } from './baseline.js'
import { exceptionNodes, policyFrom } from './policy.js'
import { profileOf } from './profiles.js'
import { underProfile } from './what-counts.js'
import { checkPolicies } from './checks.js'
import { readDocument, type ConfigDocument } from './document.js'
import { configErrorText, type ConfigError } from './errors.js'
import type { Extended } from './extends/gather.js'
import { mergeDocuments, originsIn } from './extends/merge.js'
import { findAttestations, findConfig } from './find.js'
import { errorsOf } from './issues.js'
import { attestationsFile, configFile, type ConfigData } from './schema.js'
import type { KnownIds } from './schema-records.js'
import { allEnvironments, serviceErrors } from './service-policies.js'
import { readServices, recordNodes, unknownServices, type ServiceEntry } from './services.js'

/** A practice, and the checks that decide it. */
export interface PracticeChecks {
  readonly id: string
  readonly checks: readonly string[]
}

export interface ConfigRequest {
  /** Files of the revision that governs: the base of a pull request, else the tree itself. */
  readonly files: Files
  /** The configuration file, relative to the root, if it is not at one of the known places. */
  readonly path?: string
  readonly checks: readonly AnyCheck[]
  /** Ids that exceptions, attestations and gate-practices may name; any, if left out. */
  readonly practices?: readonly PracticeChecks[]
  /** What inputs and flags say; stronger than the file. */
  readonly overrides: Overrides
  /** ISO date of the run. */
  readonly today: string
  /** What the configuration extends, as it was gathered; a configuration that extends something is refused without it. */
  readonly extended?: Extended
  /** Whether the baseline is about to be written, so that its file need not be there. */
  readonly writesBaseline?: boolean
}

export interface Overrides {
  readonly failOn?: FailOn
  readonly scope?: Scope
  readonly unknown?: 'ignore' | 'fail'
  readonly history?: HistorySource
  readonly historyDays?: number
  readonly sarifInputs?: readonly string[]
}

export interface Config {
  readonly ok: true
  readonly policy: Policy
  readonly settings: Settings
  /** Which history of delivery is read; where, is for the run to decide if nobody says. */
  readonly history: { readonly source?: HistorySource; readonly days: number }
  /** Paths and globs of reports of other tools. */
  readonly sarifInputs: readonly string[]
  /** Attestations that do not count because of their dates. */
  readonly leftovers: readonly Leftover[]
  /** The configuration file, if there is one. */
  readonly file?: string
  /** What it says, with what it extends: every value knows its place. */
  readonly document?: ConfigDocument
  /** The file that it names as its baseline. */
  readonly baselineFile?: string
  /** Where each value stands that the file or what it extends gives, as `file:line`; set where it extends something. */
  readonly origins?: ReadonlyMap<string, string>
}

export interface ConfigFailure {
  readonly ok: false
  /** All mistakes at once, in order of file and line. */
  readonly errors: readonly ConfigError[]
}

/**
 * Reads and validates pillarlint.yml, the file of attestations and the baseline. Without any of them the defaults
 * hold. Never throws; nothing of a configuration with a mistake is used.
 */
export function loadConfig(request: ConfigRequest): Config | ConfigFailure {
  const { files, path, today } = request
  const errors: ConfigError[] = []
  const open = (file: string | undefined) => (file === undefined ? undefined : readDocument(files, file, errors))
  const file = findConfig(files, path, errors)
  const own = open(file)
  const attested = open(findAttestations(files, errors))

  const ids = idsOf(request)
  const document = withExtended(own, request.extended, ids, errors)
  const data = validate(document, () => configFile(ids), errors)
  const lists = [
    { records: data?.attestations, nodes: attestationNodes(document?.node) },
    { records: recordsOf(attested, ids, errors), nodes: attestationNodes(attested?.node) },
  ]
  const services = readServices(document, ids, errors)
  const entries = entriesOf(services)
  const attestedIn = [...lists, ...entries.map(attestationsOf)]
  const { attestations, leftovers } = mergeAttestations(attestedIn, today, errors, [own?.file, attested?.file])
  errors.push(...unknownServices([...lists.flatMap(({ nodes }) => nodes), ...exceptionNodes(document)], services))
  const checks = checkPolicies(document, request.checks, errors)
  const baseline = readBaseline(files, document, errors, request.writesBaseline)
  const profile = profileOf(data?.profile)
  const policies = underProfile(checks, profile)
  const environments = allEnvironments(data, entries, errors)
  errors.push(...serviceErrors(entries, request.checks, { own: checks, policies }))

  if (errors.length > 0) return { ok: false, errors: distinct(errors).sort(byPlace) }
  const policy = policyFrom({
    ...{ request, document, data, ownFile: own?.file, services, entries, profile, own: checks, policies },
    ...{ attestations, baseline },
  })
  const history = historyOf(request.overrides, data)
  return {
    ok: true,
    policy,
    settings: { ...settingsOf(data, entries, attestations), environments, today },
    history,
    sarifInputs: request.overrides.sarifInputs ?? data?.['sarif-inputs'] ?? [],
    leftovers: [...(request.extended?.leftovers ?? []), ...leftovers],
    ...(request.extended && document && { origins: originsIn(document) }),
    ...filesIn(file, document, baselinePath(own)),
  }
}

function filesIn(file: string | undefined, document: ConfigDocument | undefined, baselineFile: string | undefined) {
  return {
    ...(file !== undefined && { file }),
    ...(document && { document }),
    ...(baselineFile !== undefined && { baselineFile }),
  }
}

function idsOf({ checks, practices }: ConfigRequest): KnownIds {
  return { checks: checks.map(({ id }) => id), ...(practices && { practices: practices.map(({ id }) => id) }) }
}

/** The document with what it extends. Each file is validated by itself as well: what it says wrongly may be overruled. */
function withExtended(
  own: ConfigDocument | undefined,
  extended: Extended | undefined,
  ids: KnownIds,
  errors: ConfigError[],
): ConfigDocument | undefined {
  const key = valueAt(own?.node, 'extends')
  if (own === undefined || key === undefined || isNull(key)) return own
  if (extended === undefined) {
    errors.push({ at: key.at, message: 'extends cannot be followed here' })
    return own
  }
  errors.push(...extended.errors)
  for (const document of extended.documents) validate(document, () => configFile(ids), errors)
  return mergeDocuments(own, extended.documents)
}

function distinct(errors: readonly ConfigError[]): ConfigError[] {
  return [...new Map(errors.map((error) => [configErrorText(error), error])).values()]
}

/**
 * The document's data, or undefined if there is none or if it breaks the schema, which is added to `errors`. The schema
 * is made only for a document, because making it takes some milliseconds.
 */
function validate<Schema extends ZodMiniType>(
  document: ConfigDocument | undefined,
  makeSchema: () => Schema,
  errors: ConfigError[],
): Schema['_zod']['output'] | undefined {
  if (document === undefined) return undefined
  const schema = makeSchema()
  const parsed = schema.safeParse(document.value)
  if (parsed.success) return parsed.data
  errors.push(...errorsOf(parsed.error.issues, schema, document.node))
  return undefined
}

function recordsOf(document: ConfigDocument | undefined, ids: KnownIds, errors: ConfigError[]) {
  if (document?.node.kind === 'mapping') {
    return validate(document, () => attestationsFile(ids).mapping, errors)?.attestations
  }
  return validate(document, () => attestationsFile(ids).list, errors)
}

function historyOf(overrides: Overrides, data: ConfigData | undefined): Config['history'] {
  const source = overrides.history ?? data?.history
  const days = overrides.historyDays ?? data?.['history-days'] ?? HISTORY_DAYS.usual
  return { days, ...(source !== undefined && { source }) }
}

function entriesOf(services: ReturnType<typeof readServices>): readonly ServiceEntry[] {
  return services === undefined || services === 'off' ? [] : services
}

function attestationsOf(entry: ServiceEntry): AttestationList {
  return { records: entry.data.attestations, nodes: recordNodes(entry, 'attestations'), service: entry.name }
}

function settingsOf(
  data: ConfigData | undefined,
  entries: readonly ServiceEntry[],
  attestations: readonly Attestation[],
): Omit<Settings, 'environments'> {
  const kind = data?.repository?.kind
  const host = data?.repository?.host
  return {
    ...(kind !== undefined && { kind }),
    ...(host !== undefined && { host }),
    ...(attestations.length > 0 && { attestations }),
    exclude: data?.exclude ?? [],
    trustedOwners: data?.['trusted-owners'] ?? [],
    criticalPaths: [data, ...entries.map((entry) => entry.data)].flatMap((each) => each?.['critical-paths'] ?? []),
    lexicon: (data?.lexicon ?? []).map(({ command, action, intents, tool, covers }) => ({
      ...(command !== undefined && { command }),
      ...(action !== undefined && { action }),
      intents,
      ...(tool !== undefined && { tool }),
      ...(covers !== undefined && { covers }),
    })),
  }
}

function byPlace({ at: a }: ConfigError, { at: b }: ConfigError): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
