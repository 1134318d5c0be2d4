import { pathsEnding } from '../../../core/path-index.js'
import type { Location } from '../../../core/location.js'
import type { ListValue, Resource, ScalarValue, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { readFileIndex } from '../../files.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { toValue } from '../../yaml/to-value.js'
import { list, scalar } from '../make-value.js'
import { isForeign, isToolJson, MAX_JSON } from '../sniff.js'
import { signatureOf } from '../terraform/signature.js'
import { calledTemplate, isStackCall, mayCallStacks, parametersGiven } from './stack-calls.js'
import type { Parameters } from './convert.js'
import { isTemplate, resourcesIn } from './template.js'
import { groupBy } from '../../../core/group.js'
import { nameOf } from '../../paths.js'

/** One way in which stacks of the tree use a template. */
export interface StackUse {
  readonly parameters: Parameters
  /** The resources that make these stacks. */
  readonly calledFrom: readonly Location[]
}

/** Beyond so many ways, a template is read by itself. */
const MAX_USES = 16
/** Stacks in stacks are followed this far, and not in circles. */
const MAX_DEPTH = 8

/** Finds how the templates of a tree are used by one another: nested stacks, applications of SAM, StackSets. */
export class NestedStacks {
  readonly #context: ReaderContext
  readonly #uses = new Map<string, readonly StackUse[]>()
  #callers: ReadonlyMap<string, ReadonlySet<string>> | undefined
  #named: ReadonlyMap<string, readonly string[]> | undefined
  #depth = 0

  constructor(context: ReaderContext) {
    this.#context = context
  }

  /** The ways in which stacks of the tree use the template; none if they do not, or if it is not known. */
  of(path: string): readonly StackUse[] {
    const known = this.#uses.get(path)
    if (known !== undefined) return known
    this.#uses.set(path, []) // for stacks in a circle
    if (this.#depth >= MAX_DEPTH) return []
    this.#depth += 1
    const uses = this.#find(path)
    this.#depth -= 1
    this.#uses.set(path, uses)
    return uses
  }

  #find(path: string): readonly StackUse[] {
    this.#callers ??= this.#findCallers()
    const callers = this.#callers.get(path)
    const root = callers && yamlOf(this.#context, path)?.documents[0]
    if (callers === undefined || root === undefined) return []
    const declared = entriesOf(valueAt(root, 'Parameters'))
    const found = new Map<string, { parameters: Parameters; calledFrom: Location[] }>()
    for (const caller of callers) {
      for (const call of this.#calls(caller)) {
        if (this.#target(call) !== path) continue
        const given = parametersGiven(call)
        const parameters: Parameters = new Map(
          declared.flatMap(({ key, value }): [string, ScalarValue | ListValue][] => {
            const set = parameterValue(value, given.get(key.text))
            return set === undefined ? [] : [[key.text, { ...set, via: [`${call.name}.${key.text}`] }]]
          }),
        )
        const signature = signatureOf([...parameters])
        const same = found.get(signature)
        if (same === undefined) found.set(signature, { parameters, calledFrom: [call.at] })
        else if (!same.calledFrom.includes(call.at)) same.calledFrom.push(call.at)
      }
    }
    return found.size > MAX_USES ? [] : [...found.values()]
  }

  /** The resources of a template that make stacks, for each way in which it is used itself. */
  #calls(path: string): Resource[] {
    const root = yamlOf(this.#context, path)?.documents[0]
    const source = this.#context.files.text(path)
    if (!isTemplate(root) || source === undefined) return []
    const uses = this.of(path)
    const parameters = uses.length === 0 ? [undefined] : uses.map((use) => use.parameters)
    return parameters.flatMap((each) => resourcesIn(root, source, true, each).filter(isStackCall))
  }

  #target(call: Resource): string | undefined {
    return calledTemplate(call, (name) => this.#named?.get(name) ?? [])
  }

  /** Template → the templates that make stacks of it. What examples make of others decides nothing. */
  #findCallers(): Map<string, Set<string>> {
    const { files, settings } = this.#context
    let json = 0
    const candidates = pathsEnding(files.paths, ['.yml', '.yaml', '.json', '.template']).filter(
      (path) =>
        /\.(?:ya?ml|json|template)$/.test(path) &&
        !isForeign(path) &&
        (!path.endsWith('.json') || (!isToolJson(path) && ++json <= MAX_JSON)),
    )
    const callers = candidates.filter((path) => mayCallStacks(files.text(path) ?? ''))
    const found = new Map<string, Set<string>>()
    if (callers.length === 0) return found
    this.#named = groupBy(candidates, nameOf)
    const { isExcluded } = readFileIndex(files, settings)
    for (const caller of callers) {
      const root = yamlOf(this.#context, caller)?.documents[0]
      if (!isTemplate(root)) continue
      for (const call of resourcesIn(root, files.text(caller) ?? '', true).filter(isStackCall)) {
        const path = this.#target(call)
        if (path === undefined || (isExcluded(caller) && !isExcluded(path))) continue
        found.set(path, (found.get(path) ?? new Set()).add(caller))
      }
    }
    return found
  }
}

/** A parameter's value, or its default if the call does not set it; undefined where that is not known. */
function parameterValue(parameter: YamlNode, given: Value | undefined): ScalarValue | ListValue | undefined {
  const type = scalarAt(parameter, 'Type')?.text ?? ''
  const fallback = valueAt(parameter, 'Default')
  const value = given ?? (fallback && toValue(fallback))
  if (value === undefined || type.startsWith('AWS::SSM::')) return undefined
  if (value.kind !== 'scalar') return value.kind === 'list' && !value.items.some(isUnknown) ? value : undefined
  if (type !== 'CommaDelimitedList' && !type.startsWith('List<')) return value
  return list(
    String(value.value ?? '')
      .split(',')
      .map((each) => scalar(each.trim(), value.at)),
    value.at,
  )
}

function isUnknown({ kind }: Value): boolean {
  return kind !== 'scalar'
}
