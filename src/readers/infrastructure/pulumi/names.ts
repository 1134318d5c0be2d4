import type { DictValue, Value } from '../../../models/index.js'
import { dict } from '../make-value.js'

/** `pointInTimeRecovery` is `point_in_time_recovery`: how the bridge names a property, turned round. */
export function terraformName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Properties whose entries have names of somebody's own. */
const MAPS: ReadonlySet<string> = new Set(['tags', 'tagsAll', 'variables', 'labels', 'dimensions', 'environment'])

/** The properties under Terraform's names; `names` are those of blocks, which are plural in Pulumi. */
export function inTerraformWords(value: DictValue, names: ReadonlyMap<string, string> = new Map()): DictValue {
  return dict(
    [...value.entries].map(([key, each]) => [
      names.get(key) ?? terraformName(key),
      MAPS.has(key) ? each : deeper(each, names),
    ]),
    value.at,
  )
}

function deeper(value: Value, names: ReadonlyMap<string, string>): Value {
  if (value.kind === 'dict') return inTerraformWords(value, names)
  return value.kind === 'list' ? { ...value, items: value.items.map((item) => deeper(item, names)) } : value
}
