import type { Value } from '../../../models/index.js'
import { fileLocation } from '../../../core/location.js'
import { textOf, valueAt } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { contextOf } from '../../hcl/context.js'
import { parseHcl } from '../../hcl/parse.js'
import { bodyValue } from '../../hcl/value.js'
import { yamlOf } from '../../yaml/cache.js'
import { toValue } from '../../yaml/to-value.js'
import { dict } from '../make-value.js'
import { blocksOf, type TerraformFile } from '../terraform/files.js'
import { moduleFolder } from '../terraform/paths.js'
import { ModuleScope } from '../terraform/scope.js'
import { configOf, merged, type Config } from './config.js'
import { functionsFor, placeOf } from './functions.js'
import { treePath, withoutCheckout, type Place } from './places.js'

/** Configurations that read configurations are followed this far. */
const MAX_DEPTH = 8

/** A variable of Boilerplate or another Go template (Terragrunt docs: Scaffold). */
const TEMPLATED = /\{\{-? ?[.$]\w/

interface Include {
  readonly name: string
  /** Absent if it is not known, or not in the tree. */
  readonly path?: string
  readonly strategy: string
  readonly exposed: boolean
}

/** The Terragrunt configurations of a tree; each file is parsed once. */
export class TerragruntTree {
  readonly #context: ReaderContext
  readonly #files = new Map<string, TerraformFile | undefined>()
  readonly #read = new Map<string, Value | undefined>()
  #depth = 0

  constructor(context: ReaderContext) {
    this.#context = context
  }

  /** The parsed file. Faults are recorded as something that is not read: other tools judge these files. */
  file(path: string): TerraformFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path)
    const source = this.#context.files.text(path)
    const templated = source !== undefined && TEMPLATED.test(source)
    if (templated) this.#context.unread({ file: path, reason: 'a template of a Terragrunt configuration' })
    const parsed = source === undefined || templated ? undefined : parseHcl(path, source)
    const [fault] = parsed?.errors ?? []
    if (fault !== undefined) this.#context.unread({ file: path, reason: `line ${fault.at.line}: ${fault.message}` })
    const file = parsed && {
      path,
      body: parsed.body,
      context: contextOf(parsed),
      complete: fault === undefined,
      override: false,
    }
    this.#files.set(path, file)
    return file
  }

  /** What a file includes, for a unit in `place`, that is in the tree. */
  included(path: string, place: Place): string[] {
    const file = this.file(path)
    return file === undefined ? [] : this.#includes(file, place).flatMap((include) => include.path ?? [])
  }

  /** What the file and those that it includes say for a unit in `place`; undefined if it cannot be read. */
  config(path: string, place: Place): Config | undefined {
    const file = this.file(path)
    if (file === undefined || this.#depth >= MAX_DEPTH) return undefined
    this.#depth += 1
    const includes = this.#includes(file, place)
    const bases = includes.map((include) => ({ ...include, config: this.#base(include, place) }))
    const exposed = bases.flatMap(({ name, exposed, config }): [string, Value][] =>
      exposed && config !== undefined ? [[name, asValue(config)]] : [],
    )
    const scope = this.#scope(file, place, includes, exposed)
    let config = configOf(file, scope)
    for (const { config: base, strategy } of [...bases].reverse()) {
      if (strategy === 'no_merge') continue
      config =
        base === undefined ? { ...config, open: true, complete: false } : merged(base, config, strategy === 'deep')
    }
    this.#depth -= 1
    return config
  }

  /** The scope of a file that includes nothing: a stack. */
  scope(file: TerraformFile, place: Place): ModuleScope {
    return this.#scope(file, place, [])
  }

  #base({ path }: Include, place: Place): Config | undefined {
    const file = path === undefined ? undefined : this.file(path)
    if (file === undefined) return undefined
    return configOf(file, this.#scope(file, place, 'is included'))
  }

  #includes(file: TerraformFile, place: Place): Include[] {
    const context = this.#scope(file, place, []).within(file)
    return blocksOf([file], 'include').map(({ block }) => {
      const value = bodyValue(block.body, context, 'include')
      const text = textOf(valueAt(value, 'path'))
      const path = text === undefined ? undefined : treePath(text, place.folder)
      return {
        name: block.labels[0] ?? '',
        ...(path !== undefined && this.#context.files.has(path) && { path }),
        strategy: textOf(valueAt(value, 'merge_strategy')) ?? 'shallow',
        exposed: textOf(valueAt(value, 'expose')) === 'true',
      }
    })
  }

  #scope(
    file: TerraformFile,
    place: Place,
    includes: readonly Include[] | 'is included',
    exposed: readonly (readonly [string, Value])[] = [],
  ): ModuleScope {
    const { files } = this.#context
    const functions = functionsFor({
      place,
      includedFrom: (name) => {
        if (includes === 'is included') return moduleFolder(file.path)
        const include = includes.find((each) => name === undefined || each.name === name)
        return include?.path === undefined ? undefined : moduleFolder(include.path)
      },
      has: (path) => files.has(path),
      read: (path) => this.#readConfig(path),
      data: (path) => {
        const root = yamlOf(this.#context, path)?.documents[0]
        return root && toValue(root)
      },
    })
    const names = new Map<string, Value>()
    const [first] = exposed
    const at = fileLocation(file.path)
    if (first !== undefined) names.set('include', first[0] === '' ? first[1] : dict(exposed, at))
    if (place.values !== undefined) names.set('values', place.values)
    return new ModuleScope([file], new Map(), { names, functions })
  }

  /** What `read_terragrunt_config` gives. */
  #readConfig(path: string): Value | undefined {
    if (!this.#read.has(path)) {
      this.#read.set(path, undefined) // what reads itself is unknown
      const config = this.config(path, placeOf(path))
      this.#read.set(path, config && asValue(config))
    }
    return this.#read.get(path)
  }
}

function asValue({ locals, inputs, open, at }: Config): Value {
  return dict(
    [
      ['locals', locals],
      ['inputs', open ? undefined : dict(inputs, at)],
    ],
    at,
  )
}

/** The inputs of a unit, without what hangs on where the checkout lies. */
export function inputsIn(config: Config): Map<string, Value> {
  return new Map([...config.inputs].map(([name, value]) => [name, withoutCheckout(value)]))
}
