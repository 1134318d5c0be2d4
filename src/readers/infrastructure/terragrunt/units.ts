import { pathsEnding } from '../../../core/path-index.js'
import type { Location } from '../../../core/location.js'
import type { Value } from '../../../models/index.js'
import { textOf, truthOf } from '../../../models/value.js'
import { bodyValue } from '../../hcl/value.js'
import { blocksOf } from '../terraform/files.js'
import { inFolder, moduleFolder, resolveFolder } from '../terraform/paths.js'
import type { Config } from './config.js'
import { treePath, withoutCheckout, type Place } from './places.js'
import type { TerragruntTree } from './tree.js'

/** What Terragrunt runs by itself: one folder with a configuration, and a state of its own. */
export interface Unit {
  /** As Terragrunt names it; `.terragrunt-stack` is left out of the units that a stack makes. */
  readonly folder: string
  readonly file: string
  readonly config: Config
  /** Folder of the Terraform module that it runs, if it is in the tree. */
  readonly module?: string
  /** The block that makes it, of the stack that nobody else takes. */
  readonly from?: Location
}

/** A unit, or a stack of units, whose configuration a stack takes from elsewhere. */
export interface RemoteUnit {
  readonly folder: string
  /** The stack that nobody else takes, from which it comes. */
  readonly file: string
  readonly source: Value
  readonly values?: Value
  readonly at: Location
}

const UNIT_FILE = 'terragrunt.hcl'
const STACK_FILE = 'terragrunt.stack.hcl'
/** Folders below which Terragrunt keeps copies. */
const COPIES = /(?:^|\/)(?:\.terragrunt-cache|\.terragrunt-stack|node_modules|vendor|\.git)\//
/** Stacks within stacks are followed this far. */
const MAX_DEPTH = 5
/** More units than this are not read. */
const MAX_UNITS = 2_000

/** Finds the units of a tree: those that stand in it, and those that its stacks make. */
export class Units {
  readonly all: Unit[] = []
  readonly remote: RemoteUnit[] = []
  readonly #tree: TerragruntTree
  readonly #paths: readonly string[]
  readonly #present: ReadonlySet<string>
  /** Files that stacks take their units and stacks from. */
  readonly #templates = new Set<string>()

  /** `modules` are the folders that hold Terraform configuration. */
  constructor(tree: TerragruntTree, paths: readonly string[], modules: ReadonlySet<string>) {
    this.#tree = tree
    this.#paths = pathsEnding(paths, ['.hcl']).filter(
      (path) => !COPIES.test(path) && (isNamed(path, UNIT_FILE) || isNamed(path, STACK_FILE)),
    )
    this.#present = new Set(this.#paths)
    for (const path of this.#taken()) this.#stack(path, { folder: moduleFolder(path) }, modules, 0)
    const included = new Set(this.#own().flatMap((path) => tree.included(path, { folder: moduleFolder(path) })))
    for (const path of this.#own()) {
      if (!included.has(path) && !this.#templates.has(path)) this.#add(path, { folder: moduleFolder(path) }, modules)
    }
  }

  #own(): string[] {
    return this.#paths.filter((path) => isNamed(path, UNIT_FILE))
  }

  /** The stacks that no other stack is made of; which files stacks take is noted on the way. */
  #taken(): string[] {
    const stacks = this.#paths.filter((path) => isNamed(path, STACK_FILE))
    for (const path of stacks) {
      for (const { source } of this.#parts(path, { folder: moduleFolder(path) })) {
        const folder = localFolder(source, moduleFolder(path))
        if (folder === undefined) continue
        this.#templates.add(inFolder(folder, UNIT_FILE)).add(inFolder(folder, STACK_FILE))
      }
    }
    return stacks.filter((path) => !this.#templates.has(path))
  }

  #stack(path: string, place: Place, modules: ReadonlySet<string>, depth: number, outermost?: Location): void {
    if (depth > MAX_DEPTH) return
    for (const { type, source, values, folder, at: own } of this.#parts(path, place)) {
      const at = outermost ?? own
      const local = localFolder(source, place.folder)
      const inner: Place = { folder, ...(values !== undefined && { values }) }
      const file = local === undefined ? undefined : inFolder(local, type === 'unit' ? UNIT_FILE : STACK_FILE)
      if (file === undefined || !this.#present.has(file)) {
        if (source !== undefined) this.remote.push({ ...inner, folder: shown(folder), file: at.file, source, at: own })
      } else if (type === 'unit') this.#add(file, inner, modules, at)
      else this.#stack(file, inner, modules, depth + 1, at)
    }
  }

  /** The blocks of a stack, with the folders in which Terragrunt puts what they make (Terragrunt docs: Stacks). */
  #parts(path: string, place: Place) {
    const file = this.#tree.file(path)
    if (file === undefined) return []
    const context = this.#tree.scope(file, place).within(file)
    return blocksOf([file], 'unit', 'stack').flatMap(({ block }) => {
      const { entries } = bodyValue(block.body, context, `${block.type}.${block.labels.join('.')}`)
      const name = textOf(entries.get('path'))
      const beside = truthOf(entries.get('no_dot_terragrunt_stack')) === true
      const folder =
        name === undefined ? undefined : resolveFolder(place.folder, beside ? name : `.terragrunt-stack/${name}`)
      const values = entries.get('values')
      const source = entries.get('source')
      return folder === undefined
        ? []
        : [
            {
              type: block.type,
              folder,
              source,
              values: values && withoutCheckout(values),
              at: context.at(block.header, ''),
            },
          ]
    })
  }

  #add(file: string, place: Place, modules: ReadonlySet<string>, from?: Location): void {
    if (this.all.length >= MAX_UNITS) return
    const config = this.#tree.config(file, place)
    if (config === undefined) return
    const own = modules.has(moduleFolder(file)) ? place.folder : undefined
    const module = config.source === undefined ? own : localFolder(config.source, place.folder)
    if (config.source === undefined && module === undefined) return
    this.all.push({
      folder: shown(place.folder),
      file,
      config,
      ...(module !== undefined && modules.has(module) && { module }),
      ...(from !== undefined && { from }),
    })
  }
}

function localFolder(source: Value | undefined, folder: string): string | undefined {
  const text = textOf(source)
  if (text === undefined || (!text.startsWith('\u0000') && !/^\.{1,2}(?:\/|$)/.test(text))) return undefined
  return treePath(text, folder)
}

function shown(folder: string): string {
  return folder.replaceAll(/(^|\/)\.terragrunt-stack\//g, '$1')
}

function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`)
}
