import type { Resource, TerraformModule } from '../../../models/resource.js'
import type { Value } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { readFileIndex } from '../../files.js'
import { factsOf, type ModuleFacts } from './facts.js'
import { readTerraformFile } from './files.js'
import { LOCK_FILE, LockIgnores, readLockedProviders } from './lock.js'
import { configurationFiles, inFolder } from './paths.js'
import { resourcesOf } from './resources.js'
import { ModuleUses } from './uses.js'
import { accepted, declarationsOf, VariableFiles, type KnownVariable } from './variables.js'
import { findWrappers } from './wrappers.js'

export interface TerraformOptions {
  /** Folders in which a pipeline runs plan or apply: they are root modules without a provider or backend, too. */
  readonly appliedFolders?: ReadonlySet<string>
  /** Names of variables that pipelines set (`-var`, `TF_VAR_…`): their defaults are not used. */
  readonly suppliedVariables?: ReadonlySet<string>
  /** Paths that checks do not judge: modules there are no root modules. By default those of the file index. */
  isExcluded?(path: string): boolean
}

/** Folders whose modules show or try how others are used. */
const EXAMPLES: ReadonlySet<string> = new Set(['examples', 'example', 'tests', 'test', 'fixtures', 'testdata'])

/** Folders whose modules nobody applies as they stand. */
const NOT_APPLIED: ReadonlySet<string> = new Set(['modules', ...EXAMPLES])

/** Backends that keep variables on a server. */
const REMOTE_RUNS: ReadonlySet<string> = new Set(['cloud', 'remote'])

/**
 * Reads all Terraform and OpenTofu configuration of the tree: what each folder defines, and what each folder is as a
 * module. A file with errors is recorded as a defect, and the rest of it is read.
 */
export function readTerraform(
  context: ReaderContext,
  options: TerraformOptions = {},
): { readonly resources: Resource[]; readonly modules: TerraformModule[] } {
  const all = readFacts(context)
  if (all.length === 0) return { resources: [], modules: [] }
  const modules = modulesOf(context, all, options)
  const uses = usesOf(context, all, modules, options)
  return { resources: all.flatMap(({ folder, files }) => resourcesOf(folder, files, uses.of(folder))), modules }
}

function usesOf(
  context: ReaderContext,
  all: ReturnType<typeof readFacts>,
  modules: readonly TerraformModule[],
  { suppliedVariables, ...options }: TerraformOptions,
): ModuleUses {
  const isExcluded = options.isExcluded ?? readFileIndex(context.files, context.settings).isExcluded
  const files = new VariableFiles(context, new Set(all.map(({ folder }) => folder)))
  const byFolder = new Map(all.map((facts, index) => [facts.folder, { files: facts.files, module: modules[index] }]))
  const callable = all.map((facts) => ({ ...facts, isExample: isExample(facts, isExcluded) }))
  return new ModuleUses(callable, (folder) => {
    const own = byFolder.get(folder)
    if (own?.module === undefined || !keepsDefaults(own.module)) return new Map()
    return new Map(
      declarationsOf(own.files).flatMap((declaration): [string, KnownVariable][] => {
        const { name } = declaration
        if (suppliedVariables?.has(name) === true || files.isOpen(name)) return []
        const value = accepted(declaration, files.valueIn(folder, name) ?? meant(declaration.default))
        return value === undefined ? [] : [[name, { value, via: [`var.${name}`] }]]
      }),
    )
  })
}

/** A null default means that the value is meant to come from somewhere else. */
function meant(value: Value | undefined): Value | undefined {
  return value?.kind === 'scalar' && value.value === null ? undefined : value
}

function isExample({ folder, files }: ModuleFacts, isExcluded: (path: string) => boolean): boolean {
  return folder.split('/').some((name) => EXAMPLES.has(name)) || files.every(({ path }) => isExcluded(path))
}

function readFacts(context: ReaderContext): (ModuleFacts & Pick<TerraformModule, 'complete'>)[] {
  return [...configurationFiles(context.files.paths)].flatMap(([folder, paths]) => {
    const files = paths.map((path) => readTerraformFile(context, path)).filter((file) => file !== undefined)
    const complete = files.length === paths.length && files.every((file) => file.complete)
    return files.length === 0 ? [] : [{ ...factsOf(folder, files), complete }]
  })
}

function modulesOf({ files, settings }: ReaderContext, all: ReturnType<typeof readFacts>, options: TerraformOptions) {
  const calls = new Map(all.map(({ folder }) => [folder, new Set<string>()]))
  for (const { folder, moduleSources } of all) {
    for (const { local } of moduleSources) if (local !== undefined) calls.get(local)?.add(folder)
  }
  const isExcluded = options.isExcluded ?? readFileIndex(files, settings).isExcluded
  const wrapperOf = findWrappers(files)
  const ignores = new LockIgnores(files)
  return all.map(({ files: own, configuresProvider, ...facts }): TerraformModule => {
    const { folder, backend } = facts
    const calledBy = [...(calls.get(folder) ?? [])]
    const applied = configuresProvider || backend !== undefined || (options.appliedFolders?.has(folder) ?? false)
    const aside = folder.split('/').some((name) => NOT_APPLIED.has(name)) || own.every(({ path }) => isExcluded(path))
    const lockFile = inFolder(folder, LOCK_FILE)
    const lockIgnored = ignores.ruleFor(folder)
    const lockedProviders = readLockedProviders(files, lockFile)
    const generatedBy = wrapperOf(folder)
    return {
      ...facts,
      isRoot: applied && calledBy.length === 0 && !aside,
      calledBy,
      ...(files.has(lockFile) && { lockFile }),
      ...(lockedProviders !== undefined && { lockedProviders }),
      ...(lockIgnored !== undefined && { lockIgnored }),
      ...(generatedBy !== undefined && { generatedBy }),
    }
  })
}

/** Whether nothing but the code itself, as far as the tree tells, decides the module's variables. */
function keepsDefaults({ isRoot, generatedBy, backend }: TerraformModule): boolean {
  return isRoot && generatedBy === undefined && !REMOTE_RUNS.has(backend?.type ?? '')
}
