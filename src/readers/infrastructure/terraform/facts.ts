import type { Located, Location } from '../../../core/location.js'
import type { Value } from '../../../models/index.js'
import type { TerraformModule, TerraformProvider } from '../../../models/resource.js'
import { fileLocation } from '../../../core/location.js'
import { expressionValue } from '../../hcl/expression-value.js'
import { leadingNames } from '../../hcl/references.js'
import type { HclAttribute, HclBody, HclExpression } from '../../hcl/syntax.js'
import { bodyValue } from '../../hcl/value.js'
import { blocksOf, type BlockInFile, type TerraformFile } from './files.js'
import { resolveFolder } from './paths.js'

/** What the files of one folder say by themselves; the rest of a module depends on the tree around it. */
export type ModuleFacts = Pick<
  TerraformModule,
  'folder' | 'backend' | 'requiredVersion' | 'requiredProviders' | 'usedProviders' | 'moduleSources' | 'at'
> & { readonly files: readonly TerraformFile[]; readonly configuresProvider: boolean }

/** Comes with Terraform itself: `terraform_data`, `terraform_remote_state`. */
const BUILT_IN = 'terraform'

export function factsOf(folder: string, files: readonly TerraformFile[]): ModuleFacts {
  const settings = blocksOf(files, 'terraform')
  const providers = blocksOf(files, 'provider')
  const backend = backendOf(settings)
  const requiredVersion = settings
    .map(({ block, file }) => stringAt(block.body, file, 'required_version', 'terraform'))
    .find((version) => version !== undefined)
  const first = settings[0]
  return {
    folder,
    files,
    ...(backend !== undefined && { backend }),
    ...(requiredVersion !== undefined && { requiredVersion }),
    requiredProviders: requiredProvidersOf(settings, providers),
    usedProviders: usedProvidersOf(files),
    moduleSources: moduleSourcesOf(folder, files),
    configuresProvider: providers.length > 0,
    at:
      first === undefined
        ? fileLocation(files[0]?.path ?? folder)
        : first.file.context.at(first.block.header, 'terraform'),
  }
}

function backendOf(settings: readonly BlockInFile[]): TerraformModule['backend'] {
  let found: TerraformModule['backend']
  for (const { block, file } of settings) {
    for (const inner of block.body.items) {
      if (inner.kind !== 'block' || (inner.type !== 'backend' && inner.type !== 'cloud')) continue
      if (found !== undefined && !file.override) continue
      const type = inner.type === 'cloud' ? 'cloud' : (inner.labels[0] ?? '')
      const route = inner.type === 'cloud' ? 'terraform.cloud' : `terraform.backend.${type}`
      found = { type, at: file.context.at(inner.header, route), settings: bodyValue(inner.body, file.context, route) }
    }
  }
  return found
}

/** Entries of `required_providers`, and versions in `provider` blocks as before Terraform 0.13. */
function requiredProvidersOf(settings: readonly BlockInFile[], providers: readonly BlockInFile[]): TerraformProvider[] {
  const found = new Map<string, TerraformProvider>()
  for (const { block, file } of settings) {
    for (const required of block.body.items) {
      if (required.kind !== 'block' || required.type !== 'required_providers') continue
      for (const item of required.body.items) {
        if (item.kind === 'attribute' && !found.has(item.name)) found.set(item.name, requiredProvider(item, file))
      }
    }
  }
  for (const { block, file } of providers) {
    const [name] = block.labels
    const version = name === undefined ? undefined : stringAt(block.body, file, 'version', `provider.${name}`)
    if (name === undefined || version === undefined || found.get(name)?.version !== undefined) continue
    const at = file.context.at(block.header, `provider.${name}`)
    found.set(name, { ...(found.get(name) ?? { name, at }), version })
  }
  return [...found.values()]
}

function requiredProvider({ name, value, ...span }: HclAttribute, file: TerraformFile): TerraformProvider {
  const route = `terraform.required_providers.${name}`
  const read = expressionValue(value, file.context, route)
  const source = read.kind === 'dict' ? located(read.entries.get('source')) : undefined
  const version = read.kind === 'dict' ? located(read.entries.get('version')) : located(read)
  const at = file.context.at(span, route)
  return { name, ...(source !== undefined && { source }), ...(version !== undefined && { version }), at }
}

/** Providers that blocks configure or that resources need, each with its first place. */
function usedProvidersOf(files: readonly TerraformFile[]): TerraformModule['usedProviders'] {
  const found = new Map<string, Location>()
  for (const { block, file } of blocksOf(files, 'provider', 'resource', 'data', 'ephemeral')) {
    const [type = ''] = block.labels
    const chosen = block.type === 'provider' ? undefined : attributeOf(block.body, 'provider')
    const name = chosen === undefined ? type.split('_', 1)[0] : providerName(chosen.value)
    if (name === undefined || name === '' || name === BUILT_IN || found.has(name)) continue
    const route = [block.type === 'resource' ? 'resource' : block.type, ...block.labels].join('.')
    found.set(name, file.context.at(block.header, route))
  }
  return [...found].map(([name, at]) => ({ name, at }))
}

/** `aws` of `provider = aws.west`, or of the older `"aws.west"`. */
function providerName(expression: HclExpression): string | undefined {
  if (expression.kind === 'embedded') return providerName(expression.expression)
  if (expression.kind !== 'template') return leadingNames(expression)[0]
  const [text] = expression.parts
  if (typeof text === 'string') return text.split('.', 1)[0]
  return text?.kind === 'interpolation' ? leadingNames(text.expression)[0] : undefined
}

function moduleSourcesOf(folder: string, files: readonly TerraformFile[]): TerraformModule['moduleSources'] {
  return blocksOf(files, 'module').flatMap(({ block, file }) => {
    const name = block.labels[0] ?? ''
    const source = stringAt(block.body, file, 'source', `module.${name}`)
    if (source === undefined) return []
    const local = /^\.{1,2}(?:\/|$)/.test(source.value) ? resolveFolder(folder, source.value) : undefined
    return [{ name, source, ...(local !== undefined && { local }) }]
  })
}

export function attributeOf(body: HclBody, name: string): HclAttribute | undefined {
  return body.items.find((item) => item.kind === 'attribute' && item.name === name) as HclAttribute | undefined
}

/** The literal text of an attribute with its place. */
function stringAt(body: HclBody, file: TerraformFile, name: string, route: string): Located<string> | undefined {
  const attribute = attributeOf(body, name)
  return attribute && located(expressionValue(attribute.value, file.context, `${route}.${name}`))
}

function located(value: Value | undefined): Located<string> | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? { value: value.value, at: value.at } : undefined
}
