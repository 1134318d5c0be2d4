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
}

/** The items of a file of attestations: the document itself, or its `attestations`. */
export function attestationNodes(node: YamlNode | undefined): readonly YamlNode[] {
  return itemsOf(node?.kind === 'sequence' ? node : node && valueAt(node, 'attestations'))
}

/**
 * The records of all files as the policy holds them. Two records for one practice are an error, unless one is from a file
 * that the configuration extends: it gives way.
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
  const own = lists.flatMap(({ nodes }) => nodes.filter(({ at }) => isOwn(at.file)))
  errors.push(...duplicates(own))
  const nearer = new Set(own.map((node) => scalarAt(node, 'id')?.text))
  const merged = lists.flatMap(({ records, nodes }) =>
    (records ?? []).flatMap((record, index) => {
      const at = nodes[index]?.at
      if (at === undefined || (!isOwn(at.file) && nearer.has(record.id))) return []
      return [toAttestation(record, at, today, !isOwn(at.file))]
    }),
  )
  return {
    attestations: merged.map(({ attestation }) => attestation),
    leftovers: merged.flatMap(({ leftover }) => leftover ?? []),
  }
}

function duplicates(nodes: readonly YamlNode[]): ConfigError[] {
  const seen = new Map<string, YamlNode>()
  return nodes.flatMap((node) => {
    const id = scalarAt(node, 'id')
    if (id === undefined) return []
    const first = seen.get(id.text)
    if (first === undefined) seen.set(id.text, id)
    return first === undefined
      ? []
      : [{ at: id.at, message: `${id.text} is already attested at ${first.at.file}:${first.at.line}: keep one record` }]
  })
}
