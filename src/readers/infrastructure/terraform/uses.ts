import type { Location } from '../../../core/location.js'
import type { TerraformModule, Value } from '../../../models/index.js'
import { expressionValue } from '../../hcl/expression-value.js'
import type { HclBlock } from '../../hcl/syntax.js'
import { blocksOf, type TerraformFile } from './files.js'
import { ModuleScope } from './scope.js'
import { rounds } from './rounds.js'
import { signatureOf } from './signature.js'
import { accepted, declarationsOf, type Declaration, type KnownVariable } from './variables.js'

/** A module as it is used: with what its variables are set to. */
export interface ModuleUse {
  readonly scope: ModuleScope
  /** The `module` blocks that use it so; none for a module that is read by itself. */
  readonly calledFrom: readonly Location[]
}

/** What has to be known of a module to follow calls. */
export interface CallableModule extends Pick<TerraformModule, 'folder' | 'moduleSources'> {
  readonly files: readonly TerraformFile[]
  /** Set where the module only shows how others are called: what it passes decides nothing. */
  readonly isExample: boolean
}

/** A call from outside of the language: by a Terragrunt unit, which sets the variables of the module that it runs. */
export interface GivenCall {
  readonly folder: string
  /** The file that makes the call. */
  readonly file: string
  /** The places that make it. */
  readonly at: readonly Location[]
  readonly inputs: ReadonlyMap<string, Value>
  /** Whether there may be other inputs, and values that win over these. */
  readonly open: boolean
}

interface Call {
  readonly caller: string
  readonly block: HclBlock
  readonly file: TerraformFile
}

/** Beyond so many ways in which one module is used, it is read by itself, with its variables open. */
const MAX_USES = 32
/** Calls of calls are followed this far. */
const MAX_DEPTH = 12

/** Arguments that are Terraform's own (Terraform docs: Module Blocks). */
const META: ReadonlySet<string> = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on'])

/** Finds how the tree's own modules are used by one another. */
export class ModuleUses {
  readonly #modules: ReadonlyMap<string, CallableModule>
  readonly #variablesOf: (folder: string) => ReadonlyMap<string, KnownVariable>
  readonly #given: readonly GivenCall[]
  readonly #defaultOf: (declaration: Declaration) => Value | undefined
  readonly #calls = new Map<string, Call[]>()
  readonly #uses = new Map<string, readonly ModuleUse[]>()
  #depth = 0

  /**
   * `variablesOf` says what is known of the variables of a module that nobody calls, `defaultOf` what one stands for that
   * a given call does not set.
   */
  constructor(
    modules: readonly CallableModule[],
    variablesOf: (folder: string) => ReadonlyMap<string, KnownVariable>,
    given: readonly GivenCall[] = [],
    defaultOf: (declaration: Declaration) => Value | undefined = () => undefined,
  ) {
    this.#given = given
    this.#defaultOf = defaultOf
    this.#modules = new Map(modules.map((module) => [module.folder, module]))
    this.#variablesOf = variablesOf
    for (const module of modules) {
      if (!module.isExample) this.#collectCalls(module)
    }
  }

  /** The ways in which the module is used, at least one. */
  of(folder: string): readonly ModuleUse[] {
    const known = this.#uses.get(folder)
    if (known !== undefined) return known
    const alone = [this.#alone(folder)]
    if (this.#depth >= MAX_DEPTH) return alone
    this.#uses.set(folder, alone) // for calls in a circle
    this.#depth += 1
    const found = this.#called(folder)
    this.#depth -= 1
    const uses = found.length === 0 || found.length > MAX_USES ? alone : found
    this.#uses.set(folder, uses)
    return uses
  }

  #alone(folder: string): ModuleUse {
    const files = this.#modules.get(folder)?.files ?? []
    return { scope: new ModuleScope(files, this.#variablesOf(folder)), calledFrom: [] }
  }

  #collectCalls({ folder, files, moduleSources }: CallableModule): void {
    for (const { block, file } of blocksOf(files, 'module')) {
      const local = moduleSources.find(({ name }) => name === block.labels[0])?.local
      if (local === undefined || local === folder) continue
      const calls = this.#calls.get(local) ?? []
      calls.push({ caller: folder, block, file })
      this.#calls.set(local, calls)
    }
  }

  /** Uses by calls; those whose variables are the same are one. */
  #called(folder: string): ModuleUse[] {
    const files = this.#modules.get(folder)?.files ?? []
    const declarations = declarationsOf(files)
    const found = new Map<string, { variables: ReadonlyMap<string, KnownVariable>; calledFrom: Location[] }>()
    const add = (variables: ReadonlyMap<string, KnownVariable>, places: readonly Location[]) => {
      const signature = signatureOf([...variables].map(([name, { value }]) => [name, value]))
      const same = found.get(signature)
      if (same === undefined) found.set(signature, { variables, calledFrom: [...places] })
      else same.calledFrom.push(...places.filter((at) => !same.calledFrom.includes(at)))
    }
    for (const given of this.#given) {
      if (given.folder === folder && found.size <= MAX_USES) add(this.#givenTo(declarations, given), given.at)
    }
    for (const call of this.#calls.get(folder) ?? []) {
      const at = call.file.context.at(call.block.header, `module.${call.block.labels[0] ?? ''}`)
      for (const { scope } of this.of(call.caller)) {
        for (const variables of inputsOf(call, scope, declarations)) add(variables, [at])
        if (found.size > MAX_USES) break
      }
    }
    return [...found.values()].map(({ variables, calledFrom }) => ({
      scope: new ModuleScope(files, variables),
      calledFrom,
    }))
  }

  #givenTo(declarations: readonly Declaration[], { inputs, open }: GivenCall): ReadonlyMap<string, KnownVariable> {
    if (open) return new Map()
    return new Map(
      declarations.flatMap((declaration): [string, KnownVariable][] => {
        const { name } = declaration
        const given = inputs.get(name)
        const value = given === undefined ? this.#defaultOf(declaration) : accepted(declaration, given)
        if (value === undefined) return []
        return [[name, { value, via: [given === undefined ? `var.${name}` : `inputs.${name}`] }]]
      }),
    )
  }
}

/** What a call sets the variables to, for each of its rounds if it has `count` or `for_each`. */
function inputsOf(
  { block, file }: Call,
  scope: ModuleScope,
  declarations: readonly Declaration[],
): ReadonlyMap<string, KnownVariable>[] {
  const [name = ''] = block.labels
  return rounds(block, scope.within(file)).map((context) => {
    const given = new Map<string, Value>()
    for (const item of block.body.items) {
      if (item.kind !== 'attribute' || META.has(item.name)) continue
      given.set(item.name, expressionValue(item.value, context, `module.${name}.${item.name}`))
    }
    return new Map(
      declarations.flatMap((declaration): [string, KnownVariable][] => {
        const value = accepted(
          declaration,
          given.has(declaration.name) ? given.get(declaration.name) : declaration.default,
        )
        if (value === undefined) return []
        return [[declaration.name, { value, via: [`module.${name}.${declaration.name}`] }]]
      }),
    )
  })
}
