import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { practiceById, practices, type Practice } from '../catalog/index.js'
import { attestationNodes } from '../config/attestations.js'
import { dayBefore, isDate, yearAfter } from '../config/dates.js'
import { readDocument } from '../config/document.js'
import { ATTESTATION_FILES, findAttestations } from '../config/find.js'
import type { Config } from '../config/load.js'
import { unknownId } from '../config/schema-records.js'
import { errorText, UserError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Attestation, Policy } from '../core/policy.js'
import { writeInside } from '../publish/write-inside.js'
import type { Files } from '../snapshot/snapshot.js'
import { workTreeFiles } from '../snapshot/work-tree.js'
import { configurationOf } from './configuration.js'
import { folderAt } from './folder.js'
import { today } from './overrides.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

const HEADER = '# What people vouch for: practices that files cannot show. See `pillarlint explain <practice>`.\n'

/**
 * `pillarlint attest <practice> [path]`: adds a well-formed record to the file of attestations, and makes the file if
 * there is none. Changes nothing if the practice is attested already or the configuration would be wrong afterwards.
 */
export async function attest(invocation: Invocation, ports: Ports): Promise<number> {
  const [id, path = '.', extra] = invocation.operands
  if (id === undefined || extra !== undefined) throw new UserError('attest needs the id of one practice')
  const practice = practiceById(id)
  if (practice === undefined) {
    const ids = practices().map((each) => each.id)
    throw new UserError(unknownId('practice', id, ids))
  }
  const root = folderAt(path, ports)
  const before = await load(root, invocation, ports)
  if (before === undefined) return 2
  const { config, files } = before
  const service = serviceIn(invocation, config.policy)
  const earlier = config.policy.attestations.find((each) => each.id === id && each.service === service && !each.paths)
  if (earlier !== undefined)
    throw new UserError(`${id} is attested at ${earlier.at.file}:${earlier.at.line}: change or renew it there`)
  const record = recordOf(practice, invocation, files, today(ports.now()))
  return write(record, root, invocation, ports, files)
}

async function load(
  root: string,
  invocation: Invocation,
  ports: Ports,
): Promise<{ config: Config; files: Files } | undefined> {
  const files = await workTreeFiles(root)
  const config = await configurationOf(files, { root }, invocation, ports)
  return config && { config, files }
}

/** The service that is asked for. Where services are derived, the next run says if there is none of that name. */
function serviceIn({ values }: Invocation, { services }: Policy): string | undefined {
  const name = values.get('service')
  if (name === undefined || services === undefined) return name
  if (services === 'off') throw new UserError('there are no services: the configuration has "services: off"')
  const names = services.map((each) => each.name)
  if (names.includes(name)) return name
  const near = nearest(name, names)
  throw new UserError(
    `there is no service "${name}"; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean "${near}"?`}`,
  )
}

/** The record's lines, `- ` first. Values are written as JSON strings, which YAML reads as they are. */
function recordOf({ id, title }: Practice, { values }: Invocation, files: Files, now: string): string[] {
  const missing = (['statement', 'owner', 'evidence'] as const).filter((name) => !values.get(name)?.trim())
  if (missing.length > 0)
    throw new UserError(
      `attest needs ${missing.map((name) => `--${name}`).join(', ')}: who vouches for what, and where others can see it`,
    )
  const evidence = values.get('evidence') ?? ''
  if (!/^https?:\/\/\S+$/.test(evidence) && !files.has(evidence))
    throw new UserError(`--evidence ${evidence} is neither a URL nor a file of the repository`)
  const expires = values.get('expires') ?? dayBefore(yearAfter(now))
  if (!isDate(expires)) throw new UserError(`--expires ${expires} is no date of the form YYYY-MM-DD`)
  if (expires < now || expires > yearAfter(now))
    throw new UserError(`--expires ${expires} is not within the next twelve months`)
  const text = (name: 'statement' | 'owner' | 'evidence') => JSON.stringify(values.get(name))
  return [
    `# ${title}`,
    `- id: ${id}`,
    ...(values.has('service') ? [`  service: ${JSON.stringify(values.get('service'))}`] : []),
    `  status: ${values.get('status') ?? 'met'}`,
    `  statement: ${text('statement')}`,
    `  owner: ${text('owner')}`,
    `  evidence: ${text('evidence')}`,
    `  attested_on: ${now}`,
    `  expires_on: ${expires}`,
  ]
}

/** Writes the record behind what the file holds, and takes it back if the file would not be valid with it. */
async function write(
  record: readonly string[],
  root: string,
  invocation: Invocation,
  ports: Ports,
  files: Files,
): Promise<number> {
  const file = findAttestations(files, []) ?? ATTESTATION_FILES[0] ?? ''
  const path = join(root, file)
  const old = files.has(file) ? readFileSync(path, 'utf8') : undefined
  const text = old === undefined ? `${HEADER}${record.join('\n')}\n` : appended(old, record, columnOf(files, file))
  try {
    writeInside(root, file, text)
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${errorText(error)}`)
  }
  const after = await load(root, invocation, { ...ports, stderr: { ...ports.stderr, write: () => undefined } })
  if (after?.config.policy.attestations.some((each) => isRecord(each, record)) === true) {
    ports.stdout.write(`Written to ${file}:\n\n${record.join('\n')}\n`)
    return 0
  }
  if (old === undefined) rmSync(path)
  else writeInside(root, file, old)
  throw new UserError(`a record cannot be added to ${file} as it is written; add it by hand:\n${record.join('\n')}`)
}

function isRecord({ id, service }: Attestation, record: readonly string[]): boolean {
  const line = record.find((each) => each.startsWith('  service: '))
  return (
    record.includes(`- id: ${id}`) &&
    line === (service === undefined ? undefined : `  service: ${JSON.stringify(service)}`)
  )
}

/** Where the dashes of the file's records stand, from 0; undefined if there are none. */
function columnOf(files: Files, file: string): number | undefined {
  const [first] = attestationNodes(readDocument(files, file, [])?.node)
  return first === undefined ? undefined : first.at.column - 3
}

function appended(old: string, record: readonly string[], column: number | undefined): string {
  const end = old === '' || old.endsWith('\n') ? old : `${old}\n`
  return `${end}${record.map((line) => `${' '.repeat(Math.max(0, column ?? 0))}${line}\n`).join('')}`
}
