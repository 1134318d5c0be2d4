import type { Location } from '../../../core/location.js'
import type { DictValue, Resource, Value } from '../../../models/index.js'
import { textOf, truthOf, valueAt as pathIn } from '../../../models/value.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../yaml/node.js'
import { dict, list } from '../make-value.js'
import { BRIDGED, kubernetesType, shortToken } from './bridged.js'
import { literalsOf, programValue, type Literals } from './expressions.js'
import { inTerraformWords, terraformName } from './names.js'

/**
 * The resources of a program in YAML or JSON. A resource of a provider that wraps one of Terraform's has the type and the
 * property names of Terraform where the table of {@link BRIDGED} knows them; `protect` and `ignoreChanges` are its
 * `lifecycle`. Cluster objects have the type and properties of Kubernetes. Any other has its token as type, shortened
 * (`aws:s3/bucket:Bucket` is `aws:s3:Bucket`). What is only read (`get`) has `data.` before its type. Options stand under
 * `@options`.
 */
export function programResources(root: YamlMapping, complete: boolean): Resource[] {
  const literals = literalsOf(sectionOf(root, 'variables'))
  return entriesOf(sectionOf(root, 'resources')).flatMap((entry) => resourceOf(entry, literals, complete))
}

/** A section, in the capital letters of early versions, too. */
function sectionOf(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return valueAt(node, name) ?? valueAt(node, name.charAt(0).toUpperCase() + name.slice(1))
}

function resourceOf({ key, value }: YamlEntry, literals: Literals, complete: boolean): Resource[] {
  const token = scalarAt(value, 'type') ?? scalarAt(value, 'Type')
  if (token === undefined) return []
  const short = shortToken(token.text)
  const at: Location = { ...key.at, route: value.at.route }
  const written = sectionOf(value, 'properties')
  const own = written && programValue(written, literals)
  const properties = own?.kind === 'dict' ? own : dict([], at)
  const given = sectionOf(value, 'options')
  const options = given && programValue(given, literals)
  const bridged = BRIDGED.get(short)
  const type = bridged?.type ?? kubernetesType(short) ?? short
  const words = bridged === undefined ? properties : inTerraformWords(properties, bridged.names)
  const cluster = textOf(pathIn(properties, 'metadata.name'))
  return [
    {
      technology: 'pulumi',
      type: sectionOf(value, 'get') === undefined ? type : `data.${type}`,
      name: (kubernetesType(short) === undefined ? undefined : cluster) ?? key.text,
      file: key.at.file,
      properties: withOptions(words, options, bridged !== undefined),
      at,
      complete: complete && own?.kind !== 'unresolved',
    },
  ]
}

function withOptions(properties: DictValue, options: Value | undefined, bridged: boolean): DictValue {
  if (options === undefined) return properties
  const lifecycle = bridged && options.kind === 'dict' ? lifecycleOf(options) : undefined
  return dict(
    [
      ...properties.entries,
      ...(lifecycle === undefined ? [] : [['lifecycle', lifecycle] as const]),
      ['@options', options],
    ],
    properties.at,
  )
}

/** Both options keep what exists: `protect` refuses to delete it, `retainOnDelete` leaves it behind (Pulumi docs: Resource options). */
function lifecycleOf(options: DictValue): Value | undefined {
  const { entries, at } = options
  const retained = entries.get('retainOnDelete')
  const kept = truthOf(retained) === true ? retained : (entries.get('protect') ?? retained)
  const ignored = entries.get('ignoreChanges')
  if (kept === undefined && ignored === undefined) return undefined
  const names = ignored?.kind === 'list' ? list(ignored.items.map(asTerraformName), ignored.at) : ignored
  return list(
    [
      dict(
        [
          ['prevent_destroy', kept],
          ['ignore_changes', names],
        ],
        at,
      ),
    ],
    at,
  )
}

function asTerraformName(value: Value): Value {
  return value.kind === 'scalar' && typeof value.value === 'string'
    ? { ...value, value: terraformName(value.value) }
    : value
}
