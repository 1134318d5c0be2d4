import type { Attestation } from '../core/policy.js'
import type { Leftover } from '../core/report.js'
import { itemsOf, scalarAt, valueAt } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'
import type { ConfigError } from './errors.js'
import { toAttestation } from './records.js'
import type { AttestationRecord } from './schema-records.js'

/** The attestations of one file: the records as validated, and their nodes. */
export interface AttestationList {
  readonly records: readonly AttestationRecord[] | undefined
  readonly nodes: readonly YamlNode[]
  /** The service under which they stand. */
  readonly service?: string
}

/** The items of a file of attestations: the document itself, or its `attestations`. */
export function attestationNodes(node: YamlNode | undefined): readonly YamlNode[] {
  return itemsOf(node?.kind === 'sequence' ? node : node && valueAt(node, 'attestations'))
}

/**
 * The records of all files as the policy holds them. Two records for one practice and one service are an error, unless one
 * is from a file that the configuration extends: it gives way.
 *
 * @param ownFiles the configuration and the file of attestations
 */
export function mergeAttestations(
  lists: readonly AttestationList[],
  today: string,
  errors: ConfigError[],
  ownFiles: readonly (string | undefined)[],
): { attestations: Attestation[]; leftovers: Leftover[] } {
  const isOwn = (file: string | undefined) => ownFiles.includes(file)
  const own = lists.map((list) => ({ ...list, nodes: list.nodes.filter(({ at }) => isOwn(at.file)) }))
  errors.push(...doubleScopes(lists), ...duplicates(own))
  const nearer = new Set(own.flatMap(({ nodes, service }) => nodes.map((node) => scopeOf(node, service))))
  const merged = lists.flatMap(({ records, nodes, service }) =>
    (records ?? []).flatMap((record, index) => {
      const node = nodes[index]
      if (node === undefined || (!isOwn(node.at.file) && nearer.has(scopeOf(node, service)))) return []
      const scoped = service === undefined ? record : { ...record, service }
      return [toAttestation(scoped, node.at, today, !isOwn(node.at.file))]
    }),
  )
  return {
    attestations: merged.map(({ attestation }) => attestation),
    leftovers: merged.flatMap(({ leftover }) => leftover ?? []),
  }
}

/** What a record speaks of, as a key. */
function scopeOf(node: YamlNode, under: string | undefined): string {
  const paths = itemsOf(valueAt(node, 'paths')).map((each) => (each.kind === 'scalar' ? each.text : ''))
  return JSON.stringify([scalarAt(node, 'id')?.text, under ?? scalarAt(node, 'service')?.text ?? null, paths])
}

function doubleScopes(lists: readonly AttestationList[]): ConfigError[] {
  return lists.flatMap(({ nodes, service: under }) =>
    nodes.flatMap((node): ConfigError[] => {
      const service = under === undefined ? undefined : scalarAt(node, 'service')
      if (under === undefined || service === undefined) return []
      return [{ at: service.at, message: `the record stands under the service ${under} already: leave "service" out` }]
    }),
  )
}

function duplicates(lists: readonly AttestationList[]): ConfigError[] {
  const seen = new Map<string, YamlNode>()
  const all = lists.flatMap(({ nodes, service }) => nodes.map((node) => ({ node, scope: scopeOf(node, service) })))
  return all.flatMap(({ node, scope }) => {
    const id = scalarAt(node, 'id')
    if (id === undefined) return []
    const first = seen.get(scope)
    if (first === undefined) seen.set(scope, id)
    return first === undefined
      ? []
      : [{ at: id.at, message: `${id.text} is already attested at ${first.at.file}:${first.at.line}: keep one record` }]
  })
}
