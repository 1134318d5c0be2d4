import { both, either, negated } from '../../../core/three-valued.js'
import type { Located } from '../../../core/location.js'
import { entriesOf, isNull, itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { fitsRegular } from '../regular.js'
import { namedRef, type NamedRef, type SampleRun } from '../run-kinds.js'
import { expressionHolds, textsIn } from './logic.js'
import { followed, type Scope } from './scope.js'
import { locatedIn } from './template.js'

/** Which runs get past `filters`, and what it says of branches and tags. */
export interface Filter {
  passes(run: SampleRun): boolean | undefined
  readonly branches: readonly NamedRef[]
  readonly tags: readonly NamedRef[]
  /** True if it lets runs for tags pass: without that none gets to a job. */
  readonly forTags: boolean
  readonly texts: readonly string[]
}

/** A job without filters runs for every branch and for no tag (docs: Configuration reference, tags). */
const NO_FILTER: Filter = { passes: ({ tag }) => tag === undefined, branches: [], tags: [], forTags: false, texts: [] }

/** Reads `filters` of a job in a workflow: a mapping, or an expression over values of the pipeline. */
export function readFilter(written: YamlNode | undefined, outer: Scope): Filter {
  if (written === undefined || isNull(written)) return NO_FILTER
  const { node, scope } = followed(written, outer)
  if (node.kind === 'sequence') return NO_FILTER
  const texts = textsIn(node)
  if (node.kind === 'scalar') {
    const named = namedIn(node)
    return {
      ...named,
      passes: (run) => expressionHolds(node, scope, run),
      forTags: node.text.includes('pipeline.git.tag'),
      texts,
    }
  }
  const [branches, tags] = [listsOf(valueAt(node, 'branches'), scope), listsOf(valueAt(node, 'tags'), scope)]
  return {
    passes: ({ branch, tag }) =>
      tag === undefined ? fits(branches, branch, true) : tags === undefined ? false : fits(tags, tag, false),
    branches: refsOf(branches?.only),
    tags: refsOf(tags?.only),
    forTags: tags !== undefined && (tags.only ?? tags.ignore) !== undefined,
    texts,
  }
}

/** The filter together with `branches` of the job itself, as configs of version 2 may have it. */
export function narrowed(filter: Filter, job: YamlNode | undefined, scope: Scope): Filter {
  const lists = listsOf(valueAt(job, 'branches'), scope)
  if (lists === undefined) return filter
  return {
    ...filter,
    passes: (run) => both(filter.passes(run), run.tag === undefined ? fits(lists, run.branch, true) : true),
    branches: [...filter.branches, ...refsOf(lists.only)],
    texts: [...filter.texts, ...textsIn(valueAt(job, 'branches'))],
  }
}

interface Lists {
  readonly only: readonly Located<string>[] | undefined
  readonly ignore: readonly Located<string>[] | undefined
}

function listsOf(written: YamlNode | undefined, outer: Scope): Lists | undefined {
  if (written === undefined || isNull(written)) return undefined
  const { node, scope } = followed(written, outer)
  return { only: namesOf(valueAt(node, 'only'), scope), ignore: namesOf(valueAt(node, 'ignore'), scope) }
}

function namesOf(written: YamlNode | undefined, outer: Scope): readonly Located<string>[] | undefined {
  if (written === undefined || isNull(written)) return undefined
  const { node, scope } = followed(written, outer)
  const items = node.kind === 'sequence' ? node.items : [node]
  return items.flatMap((item) => {
    const { node: name, scope: there } = followed(item, scope)
    return name.kind === 'scalar' ? [locatedIn(name, there)] : []
  })
}

/** With both lists `only` counts; with neither a job runs for every branch, but for no tag. */
function fits(lists: Lists | undefined, name: string | undefined, unless: boolean): boolean | undefined {
  if (lists === undefined || (lists.only ?? lists.ignore) === undefined) return unless
  if (name === undefined) return undefined
  if (lists.only !== undefined) return oneFits(lists.only, name)
  return negated(oneFits(lists.ignore ?? [], name))
}

function oneFits(names: readonly Located<string>[], name: string): boolean | undefined {
  return names.map(({ value }) => fitsName(value, name)).reduce(either, false as boolean | undefined)
}

function fitsName(written: string, name: string): boolean | undefined {
  if (written.includes('${{')) return undefined
  const pattern = patternOf(written)
  return pattern === undefined ? written === name : fitsRegular(pattern, name, { whole: true })
}

/** What stands between slashes is a regular expression. */
function patternOf(written: string): string | undefined {
  return written.length > 1 && written.startsWith('/') && written.endsWith('/') ? written.slice(1, -1) : undefined
}

function refsOf(names: readonly Located<string>[] = []): NamedRef[] {
  return names
    .filter(({ value }) => !value.includes('${{'))
    .flatMap((name) => namedRef(name, patternOf(name.value)) ?? [])
}

/** A branch or tag that an expression compares with. */
const COMPARED =
  /pipeline\.git\.(branch|tag)\s+(==|starts-with|matches)\s+(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|\/([^/\n]{1,200})\/)/g

function namedIn(scalar: YamlScalar): Pick<Filter, 'branches' | 'tags'> {
  const result = { branches: [] as NamedRef[], tags: [] as NamedRef[] }
  for (const [, kind, operator = '', double, single, pattern] of scalar.text.matchAll(COMPARED)) {
    const text = double ?? single ?? pattern ?? ''
    const regular = operator === 'matches' ? text : undefined
    const value = regular !== undefined ? `/${text}/` : operator === 'starts-with' ? `${text}*` : text
    const written = { ...located(scalar), value }
    const ref = operator === 'starts-with' ? { written, example: `${text}x` } : namedRef(written, regular)
    if (ref !== undefined) result[kind === 'tag' ? 'tags' : 'branches'].push(ref)
  }
  return result
}

const BRANCH = /^\s*<<\s*pipeline\.git\.(branch|tag)\s*>>\s*$/

/** The branches and tags that a logic statement, or an expression in its place, compares with. */
export function namedInLogic(node: YamlNode | undefined, depth = 0): Pick<Filter, 'branches' | 'tags'> {
  if (node === undefined || depth > 100) return { branches: [], tags: [] }
  if (node.kind === 'scalar') return namedIn(node)
  const inner =
    node.kind === 'sequence'
      ? node.items.map((item) => namedInLogic(item, depth + 1))
      : entriesOf(node).map(({ key, value }) => operandNames(key.text, value) ?? namedInLogic(value, depth + 1))
  return { branches: inner.flatMap(({ branches }) => branches), tags: inner.flatMap(({ tags }) => tags) }
}

function operandNames(operator: string, operand: YamlNode): Pick<Filter, 'branches' | 'tags'> | undefined {
  if (operator !== 'equal' && operator !== 'matches') return undefined
  const scalars = (operator === 'equal' ? itemsOf(operand) : entriesOf(operand).map(({ value }) => value)).flatMap(
    (each) => (each.kind === 'scalar' ? [each] : []),
  )
  const kind = scalars.map(({ text }) => BRANCH.exec(text)?.[1]).find((each) => each !== undefined)
  const refs = scalars
    .filter(({ text }) => !text.includes('<<'))
    .flatMap((scalar) => {
      if (operator === 'equal') return namedRef(located(scalar), undefined) ?? []
      return namedRef({ ...located(scalar), value: `/${scalar.text}/` }, scalar.text) ?? []
    })
  if (kind === undefined) return { branches: [], tags: [] }
  return kind === 'tag' ? { branches: [], tags: refs } : { branches: refs, tags: [] }
}
