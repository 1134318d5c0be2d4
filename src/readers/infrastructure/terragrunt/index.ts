import { pathsFitting } from '../../../core/path-index.js'
import type { Location } from '../../../core/location.js'
import type { Resource, ScalarValue, TerraformModule, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { dict, scalar } from '../make-value.js'
import { moduleFolder, resolveFolder } from '../terraform/paths.js'
import type { GivenCall } from '../terraform/uses.js'
import { withoutCheckout } from './places.js'
import { inputsIn, TerragruntTree } from './tree.js'
import { Units, type Unit } from './units.js'

/** What the Terragrunt configurations of a tree add to its Terraform modules. */
export interface Terragrunt {
  /** A `module` block for each unit that takes its code from somewhere else. */
  readonly resources: readonly Resource[]
  /** A root module for each of them, with where it keeps its state. */
  readonly modules: readonly Omit<TerraformModule, 'isRoot' | 'generatedBy'>[]
  /** Folders of modules that units take from somewhere else in the tree. */
  readonly sources: ReadonlySet<string>
  /** What units give to the modules of the tree that they run. */
  readonly calls: readonly GivenCall[]
  /** Folder of a module → where the units that run it keep their state; undefined if one of them does not say it. */
  readonly backends: ReadonlyMap<string, TerraformModule['backend']>
}

/** Reads the Terragrunt units and stacks of a tree; `modules` are the folders that hold Terraform configuration. */
export function readTerragrunt(context: ReaderContext, modules: ReadonlySet<string>): Terragrunt {
  const { paths } = context.files
  const units = new Units(new TerragruntTree(context), paths, modules)
  const variableFolders = new Set(pathsFitting(paths, [VARIABLES]).map(moduleFolder))
  const apart = units.all.filter(({ config }) => config.source !== undefined)
  const remote = units.remote.map(({ source, values, ...unit }): Resource => ({
    ...callResource(unit, source, values?.kind === 'dict' ? values.entries : new Map()),
    complete: true,
  }))
  return {
    resources: [...apart.map(unitResource), ...remote],
    modules: apart.map(moduleOf),
    sources: new Set(apart.flatMap((unit) => sourcesOf(unit, modules))),
    calls: units.all.flatMap((unit) => callOf(unit, variableFolders)),
    backends: backendsOf(units.all),
  }
}

/** The folder that the unit takes its code from; those that an expression names, if that is what the source is. */
function sourcesOf({ module, file, config: { source } }: Unit, modules: ReadonlySet<string>): string[] {
  if (module !== undefined) return [module]
  if (source?.kind !== 'unresolved') return []
  const paths = Array.from(source.text.matchAll(/\.{1,2}\/[\w./-]{1,200}/g), ([path]) => path)
  return paths.flatMap((path) => resolveFolder(moduleFolder(file), path) ?? []).filter((folder) => modules.has(folder))
}

const VARIABLES = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/

function unitResource({ folder, file, config, from }: Unit): Resource {
  const source = config.source ?? scalar('.', config.at)
  return {
    ...callResource({ folder, file: from?.file ?? file, at: config.at }, source, inputsIn(config)),
    complete: config.complete && !config.open,
    ...(from !== undefined && { calledFrom: [from] }),
  }
}

/** As a `module` block that calls the same code with the same inputs would be. */
function callResource(
  { folder, file, at }: { readonly folder: string; readonly file: string; readonly at: Location },
  source: Value,
  inputs: ReadonlyMap<string, Value>,
): Omit<Resource, 'complete'> {
  const entries = new Map(inputs)
  for (const name of ['source', 'version']) entries.delete(name)
  const registry = source.kind === 'scalar' ? registrySource(source) : undefined
  entries.set('source', registry?.source ?? withoutCheckout(source))
  if (registry?.version !== undefined) entries.set('version', registry.version)
  return {
    technology: 'terraform',
    type: 'module',
    name: folder,
    file,
    module: folder,
    properties: dict(entries, at),
    at,
  }
}

/** `tfr://host/namespace/name/provider//folder?version=1.2.3` as Terraform writes it (Terragrunt docs: terraform block). */
function registrySource(value: ScalarValue): { source: ScalarValue; version?: ScalarValue } | undefined {
  const found = /^tfr:\/\/([^/?]*)\/([^?]*)(?:\?(.*))?$/.exec(String(value.value))
  if (found === null) return undefined
  const [, host = '', path = '', query = ''] = found
  const version = /(?:^|&)version=([^&]+)/.exec(query)?.[1]
  return {
    source: { ...value, value: host === '' ? path : `${host}/${path}` },
    ...(version !== undefined && { version: { ...value, value: version } }),
  }
}

function moduleOf({ folder, config }: Unit): Terragrunt['modules'][number] {
  const backend = backendOf(config)
  return {
    folder,
    isUnit: true,
    calledBy: [],
    ...(backend !== undefined && { backend }),
    requiredProviders: [],
    usedProviders: [],
    moduleSources: [],
    complete: config.complete,
    at: config.at,
  }
}

function backendOf({ state }: Unit['config']): TerraformModule['backend'] {
  if (state?.type === undefined) return undefined
  const { type, settings, whole, at } = state
  return { type, at, ...(settings !== undefined && { settings }), ...(whole && { whole }) }
}

function backendsOf(units: readonly Unit[]): Terragrunt['backends'] {
  const found = new Map<string, TerraformModule['backend']>()
  for (const { module, config } of units) {
    if (module === undefined) continue
    const backend = backendOf(config)
    const before = found.get(module)
    if (!found.has(module)) found.set(module, backend)
    else if (
      before?.type !== backend?.type ||
      before?.at.file !== backend?.at.file ||
      before?.at.line !== backend?.at.line
    )
      found.set(module, undefined)
  }
  return found
}

/** The unit as a call of the module that it runs. */
function callOf({ folder, module, file, config, from }: Unit, variableFolders: ReadonlySet<string>): GivenCall[] {
  if (module === undefined) return []
  // Files of variables that Terraform reads by itself win over the environment, in which Terragrunt sets inputs.
  const open = config.open || [folder, module, moduleFolder(file)].some((each) => variableFolders.has(each))
  const at = from === undefined ? [config.at] : [config.at, from]
  return [{ folder: module, file, at, inputs: inputsIn(config), open }]
}
