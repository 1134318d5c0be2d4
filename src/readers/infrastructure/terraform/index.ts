import type { Resource, TerraformModule } from '../../../models/resource.js'
import type { Value } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { readFileIndex } from '../../files.js'
import { IgnoreRules } from '../../ignore-rules.js'
import { factsOf, type ModuleFacts } from './facts.js'
import { readTerraformFile } from './files.js'
import { LOCK_FILE, readLockedProviders } from './lock.js'
import { configurationFiles, inFolder } from './paths.js'
import { resourcesOf } from './resources.js'
import { ModuleUses } from './uses.js'
import { readTerragrunt, type Terragrunt } from '../terragrunt/index.js'
import { accepted, declarationsOf, VariableFiles, type Declaration, type KnownVariable } from './variables.js'
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
  const terragrunt = readTerragrunt(context, new Set(all.map(({ folder }) => folder)))
  if (all.length + terragrunt.modules.length === 0) return { resources: [...terragrunt.resources], modules: [] }
  const isExcluded = options.isExcluded ?? readFileIndex(context.files, context.settings).isExcluded
  const known = { ...options, isExcluded }
  const modules = modulesOf(context, all, terragrunt, known)
  const uses = usesOf(context, all, modules, terragrunt, known)
  return {
    resources: [
      ...all.flatMap(({ folder, files }) => resourcesOf(folder, files, uses.of(folder))),
      ...terragrunt.resources,
    ],
    modules: [...modules, ...unitsOf(terragrunt, isExcluded)],
  }
}

type KnownOptions = TerraformOptions & Required<Pick<TerraformOptions, 'isExcluded'>>

/** The units of Terragrunt that take their code from elsewhere: each is run by itself. */
function unitsOf({ modules }: Terragrunt, isExcluded: KnownOptions['isExcluded']): TerraformModule[] {
  return modules.map((unit) => ({
    ...unit,
    isRoot: !isForExample(unit.folder) && !isExcluded(unit.at.file),
    generatedBy: 'terragrunt',
  }))
}

function usesOf(
  context: ReaderContext,
  all: ReturnType<typeof readFacts>,
  modules: readonly TerraformModule[],
  terragrunt: Terragrunt,
  { suppliedVariables, isExcluded }: KnownOptions,
): ModuleUses {
  const files = new VariableFiles(context, new Set(all.map(({ folder }) => folder)))
  const byFolder = new Map(all.map((facts, index) => [facts.folder, { files: facts.files, module: modules[index] }]))
  const callable = all.map((facts) => ({ ...facts, isExample: isExample(facts, isExcluded) }))
  /** What a variable stands for that nothing else than files of variables or its default sets. */
  const valueOf = (declaration: Declaration, folder?: string) => {
    const { name } = declaration
    if (suppliedVariables?.has(name) === true || files.isOpen(name)) return undefined
    const written = folder === undefined ? undefined : files.valueIn(folder, name)
    return accepted(declaration, written ?? meant(declaration.default))
  }
  const variablesOf = (folder: string) => {
    const own = byFolder.get(folder)
    if (own?.module === undefined || !keepsDefaults(own.module)) return new Map<string, KnownVariable>()
    return new Map(
      declarationsOf(own.files).flatMap((declaration): [string, KnownVariable][] => {
        const value = valueOf(declaration, folder)
        return value === undefined ? [] : [[declaration.name, { value, via: [`var.${declaration.name}`] }]]
      }),
    )
  }
  const calls = terragrunt.calls.filter(({ file }) => !isForExample(file) && !isExcluded(file))
  return new ModuleUses(callable, variablesOf, calls, valueOf)
}

/** A null default means that the value is meant to come from somewhere else. */
function meant(value: Value | undefined): Value | undefined {
  return value?.kind === 'scalar' && value.value === null ? undefined : value
}

function isForExample(path: string): boolean {
  return path.split('/').some((name) => EXAMPLES.has(name))
}

function isExample({ folder, files }: ModuleFacts, isExcluded: (path: string) => boolean): boolean {
  return isForExample(folder) || files.every(({ path }) => isExcluded(path))
}

function readFacts(context: ReaderContext): (ModuleFacts & Pick<TerraformModule, 'complete'>)[] {
  return [...configurationFiles(context.files.paths)].flatMap(([folder, paths]) => {
    const files = paths.map((path) => readTerraformFile(context, path)).filter((file) => file !== undefined)
    const complete = files.length === paths.length && files.every((file) => file.complete)
    return files.length === 0 ? [] : [{ ...factsOf(folder, files), complete }]
  })
}

function modulesOf(
  { files }: ReaderContext,
  all: ReturnType<typeof readFacts>,
  { backends, sources }: Terragrunt,
  { isExcluded, appliedFolders }: KnownOptions,
) {
  const calls = new Map(all.map(({ folder }) => [folder, new Set<string>()]))
  for (const { folder, moduleSources } of all) {
    for (const { local } of moduleSources) if (local !== undefined) calls.get(local)?.add(folder)
  }
  const wrapperOf = findWrappers(files)
  const ignores = new IgnoreRules(files)
  return all.map(({ files: own, configuresProvider, ...facts }): TerraformModule => {
    const { folder } = facts
    const backend = withStateOf(backends.get(folder), facts.backend)
    const calledBy = [...(calls.get(folder) ?? [])]
    const applied = configuresProvider || backend !== undefined || (appliedFolders?.has(folder) ?? false)
    const aside = folder.split('/').some((name) => NOT_APPLIED.has(name)) || own.every(({ path }) => isExcluded(path))
    const lockFile = inFolder(folder, LOCK_FILE)
    const lockIgnored = ignores.ruleFor(inFolder(folder, LOCK_FILE))
    const lockedProviders = readLockedProviders(files, lockFile)
    const generatedBy = wrapperOf(folder) ?? (sources.has(folder) ? 'terragrunt' : undefined)
    return {
      ...facts,
      ...(backend !== undefined && { backend }),
      isRoot: applied && calledBy.length === 0 && !aside,
      calledBy,
      ...(files.has(lockFile) && { lockFile }),
      ...(lockedProviders !== undefined && { lockedProviders }),
      ...(lockIgnored !== undefined && { lockIgnored }),
      ...(generatedBy !== undefined && { generatedBy }),
    }
  })
}

/** The backend as the units that run the module complete it. */
function withStateOf(unit: TerraformModule['backend'], own: TerraformModule['backend']): TerraformModule['backend'] {
  if (unit === undefined || own?.settings === undefined || own.type !== unit.type) return unit ?? own
  const entries = new Map([...own.settings.entries, ...(unit.settings?.entries ?? [])])
  return { ...unit, settings: { ...own.settings, entries } }
}

/** Whether nothing but the code itself, as far as the tree tells, decides the module's variables. */
function keepsDefaults({ isRoot, generatedBy, backend }: TerraformModule): boolean {
  return isRoot && generatedBy === undefined && !REMOTE_RUNS.has(backend?.type ?? '')
}
