import type { Unresolved, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { matchGlob } from '../../../core/glob.js'
import type { PulledTree } from './draft.js'
import { literal } from './literal.js'
import type { Parameters } from './templates.js'

/** What a generator makes: the parameters of each application, or why they are not known. */
export interface Generated {
  readonly sets: readonly Parameters[]
  readonly unresolved: readonly Unresolved[]
  /** True where a generator makes an application for each change under review. */
  readonly preview: boolean
}

/** Applications of one set beyond this number are not told apart. */
const MAX_SETS = 50

/** Generators in generators are followed this deep; Argo CD allows matrices of two. */
const DEPTH = 3

const NONE: Generated = { sets: [], unresolved: [], preview: false }

/** What the generators of an ApplicationSet make (Argo CD docs: ApplicationSet, Generators). */
export function generatedBy(generators: Value | undefined, tree: PulledTree, depth = 0): Generated {
  const all = itemsOf(generators).map((generator) => one(generator, tree, depth))
  return {
    sets: all.flatMap(({ sets }) => sets).slice(0, MAX_SETS),
    unresolved: all.flatMap(({ unresolved }) => unresolved),
    preview: all.length > 0 && all.every(({ preview }) => preview),
  }
}

function one(generator: Value, tree: PulledTree, depth: number): Generated {
  if (generator.kind !== 'dict') return open(generator, 'a generator that an expression makes')
  const [kind, settings] = [...generator.entries].find(([key]) => key !== 'selector' && key !== 'template') ?? []
  if (kind === undefined || settings === undefined) return NONE
  if (generator.entries.has('selector')) return open(settings, `the ${kind} generator with a selector`)
  switch (kind) {
    case 'list':
      return listed(settings)
    case 'git':
      return directories(settings, tree)
    case 'matrix':
      return depth < DEPTH ? product(settings, tree, depth) : open(settings, 'a generator that nests too deep')
    default:
      return { ...open(settings, `the ${kind} generator`), preview: kind === 'pullRequest' }
  }
}

function open({ at }: Value, what: string): Generated {
  const full = `${what}: which applications it makes is not in the tree`
  return { ...NONE, unresolved: [{ what: full, reason: 'dynamic', at, because: [] }] }
}

function listed(settings: Value): Generated {
  const elements = valueAt(settings, 'elements')
  if (elements?.kind !== 'list' || elements.items.some(({ kind }) => kind !== 'dict'))
    return open(settings, 'the list generator without literal elements')
  return { ...NONE, sets: elements.items.map((element) => new Map(flat(element, ''))) }
}

/** Names and texts of all that is literal below a value. */
function flat(value: Value, path: string): [string, string][] {
  if (value.kind === 'dict')
    return [...value.entries].flatMap(([key, each]) => flat(each, path === '' ? key : `${path}.${key}`))
  const text = literal(value)
  return text === undefined ? [] : [[path, text]]
}

/** Git generator, directories: one application for each folder that fits. */
function directories(settings: Value, tree: PulledTree): Generated {
  const entries = itemsOf(valueAt(settings, 'directories')).map((entry) => ({
    pattern: literal(valueAt(entry, 'path')),
    excludes: literal(valueAt(entry, 'exclude')) === 'true',
  }))
  const patterns = entries.flatMap(({ pattern }) => pattern ?? [])
  if (patterns.length === 0 || patterns.length < entries.length) return open(settings, 'the git generator over files')
  const isExcluded = (folder: string) =>
    entries.some(({ pattern = '', excludes }) => excludes && matchGlob(pattern, folder))
  const folders = entries
    .filter(({ excludes }) => !excludes)
    .flatMap(({ pattern = '' }) => tree.foldersLike(pattern))
    .filter((folder) => !isExcluded(folder))
  if (folders.length === 0) return open(settings, 'the git generator over folders of another repository')
  const values = flat(valueAt(settings, 'values') ?? settings, 'values')
  return { ...NONE, sets: [...new Set(folders)].map((folder) => folderParameters(folder, values)) }
}

function folderParameters(folder: string, values: readonly [string, string][]): Parameters {
  const parts = folder.split('/')
  const name = parts.at(-1) ?? ''
  const normal = name.toLowerCase().replace(/[^a-z0-9.-]/g, '-')
  return new Map([
    ...values,
    ['path', folder],
    ['path.path', folder],
    ['path.basename', name],
    ['path.basenameNormalized', normal],
    ...parts.map((part, index): [string, string] => [`path[${index}]`, part]),
  ])
}

/** Every set of the one with every set of the other; unknown parameters of one leave those of the other known. */
function product(settings: Value, tree: PulledTree, depth: number): Generated {
  const parts = itemsOf(valueAt(settings, 'generators')).map((each) => one(each, tree, depth + 1))
  const sets = parts.reduce<readonly Parameters[]>(
    (made, { sets: more }) =>
      more.length === 0
        ? made
        : made.flatMap((left) => more.map((right) => new Map([...left, ...right]))).slice(0, MAX_SETS),
    [new Map()],
  )
  return {
    sets: sets.filter(({ size }) => size > 0),
    unresolved: parts.flatMap(({ unresolved }) => unresolved),
    preview: parts.some(({ preview }) => preview),
  }
}
