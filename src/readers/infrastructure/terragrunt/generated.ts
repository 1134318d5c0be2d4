import type { Location } from '../../../core/location.js'
import type { DictValue, Value } from '../../../models/index.js'
import { textOf, valueAt } from '../../../models/value.js'
import type { HclContext } from '../../hcl/context.js'
import { parseHcl } from '../../hcl/parse.js'
import { bodyValue } from '../../hcl/value.js'
import { blocksOf, type TerraformFile } from '../terraform/files.js'

/** Where the state of a unit is kept. */
export interface UnitState {
  /** Absent where the type is an expression. */
  readonly type?: string
  readonly settings?: DictValue
  /** Whether all settings are here. */
  readonly whole: boolean
  readonly at: Location
}

/**
 * The backend in the Terraform code that `generate` writes. Where the code hangs on something unknown it is read as it is
 * written: what is filled in is then unresolved.
 */
export function generatedBackend(
  file: TerraformFile,
  context: HclContext,
  attribute: Value | undefined,
): UnitState | undefined {
  const blocks = blocksOf([file], 'generate').map(({ block }) =>
    bodyValue(block.body, context, `generate.${block.labels.join('.')}`),
  )
  const attributes = attribute?.kind === 'dict' ? [...attribute.entries.values()] : []
  for (const each of [...blocks, ...attributes]) {
    const found = backendIn(valueAt(each, 'contents'))
    if (found !== undefined) return found
  }
  return undefined
}

function backendIn(contents: Value | undefined): UnitState | undefined {
  const text = contents?.kind === 'unresolved' ? contents.text : textOf(contents)
  if (contents === undefined || text === undefined || !text.includes('backend')) return undefined
  const { at } = contents
  const { body, source, errors } = parseHcl(at.file, text)
  for (const { block } of blocksOf([{ body }], 'terraform')) {
    for (const inner of block.body.items) {
      const [type] = inner.kind === 'block' && inner.type === 'backend' ? inner.labels : []
      if (inner.kind !== 'block' || type === undefined) continue
      const settings = bodyValue(inner.body, { source, at: () => at }, '')
      return { type, settings, whole: errors.length === 0, at }
    }
  }
  return undefined
}
