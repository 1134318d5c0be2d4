import { compileGlob } from '../../../core/glob.js'
import { both } from '../../../core/three-valued.js'
import type { Files } from '../../../snapshot/snapshot.js'
import type { YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { SOURCE_WORDS } from './asked.js'
import { namesIn, parseExpression, patternOf, type Expression } from './expression.js'
import { holds, type Facts } from './facts.js'
import { given, givenScalar, givenText, rulesIn, textsOf } from './nodes.js'
import { patternMatches, type PatternText } from './pattern.js'
import { lookupIn, type Variables } from './variables.js'

/** When a job runs that a rule lets in. */
export type When = 'on_success' | 'on_failure' | 'always' | 'manual' | 'delayed' | 'never'

/** One way in which rules may end for a run. */
export interface Way {
  readonly when: When
  /** What the rule says of failures; absent: what the job says. */
  readonly allowFailure?: YamlNode
  /** Variables that the rule sets. */
  readonly variables?: YamlNode
}

const WHENS: ReadonlySet<string> = new Set(['on_success', 'on_failure', 'always', 'manual', 'delayed', 'never'])

/** Globs and conditions of one pipeline that are looked at; what is beyond is not known. */
const MAX_GLOBS = 300
const MAX_CONDITIONS = 1_000_000

/** Ways of one job beyond this number are not told apart by the variables that their rules set. */
const MAX_WAYS = 50

/** One rule, taken apart. */
interface Rule {
  /** False for what is no rule, as far as is known: a reference that leads nowhere. */
  readonly isRead: boolean
  readonly condition: YamlNode | undefined
  readonly changes: boolean
  readonly exists: YamlNode | undefined
  readonly when: When | undefined
  readonly allowFailure: YamlNode | undefined
  readonly variables: YamlNode | undefined
}

function readRule(node: YamlNode): Rule {
  return {
    isRead: node.kind === 'mapping',
    condition: given(node, 'if'),
    changes: given(node, 'changes') !== undefined,
    exists: given(node, 'exists'),
    when: given(node, 'when') === undefined ? undefined : whenOf(node),
    allowFailure: given(node, 'allow_failure'),
    variables: given(node, 'variables'),
  }
}

/** Adds a way that is not among the others. */
function add(ways: Way[], way: Way): void {
  const tellsApart = ways.length < MAX_WAYS
  const isThere = ways.some(
    ({ when, allowFailure, variables }) =>
      when === way.when && allowFailure === way.allowFailure && (variables === way.variables || !tellsApart),
  )
  if (!isThere) ways.push(way)
}

/** A condition with the names in it, and what it came to before. */
interface Condition {
  readonly expression: Expression | undefined
  readonly names: readonly string[]
  /** By run, then by variables of the file; under the run itself where the condition names none of them. */
  readonly known: WeakMap<Facts, WeakMap<object, { readonly holds: boolean | undefined }>>
}

/** What rules are judged against: a kind of run, and the variables of the file. */
export interface RuleScope {
  readonly facts: Facts
  readonly variables: Variables
}

/** Judges rules. Keeps what it has parsed and looked up. */
export class Judge {
  readonly #files: Files
  readonly #conditions = new Map<string, Condition>()
  readonly #rules = new WeakMap<YamlNode, readonly Rule[]>()
  readonly #existing = new Map<string, boolean>()
  /** Conditions that may still be worked out. */
  #left = MAX_CONDITIONS

  constructor(files: Files) {
    this.#files = files
  }

  /** The ways in which a job's rules may end, more than one where something is not known. The first that fits counts. */
  rules(node: YamlNode, usual: When, scope: RuleScope): Way[] {
    const ways: Way[] = []
    for (const rule of this.#rulesIn(node)) {
      const fits = this.#fits(rule, scope)
      if (fits === false) continue
      add(ways, {
        when: rule.when ?? usual,
        ...defined({ allowFailure: rule.allowFailure, variables: rule.variables }),
      })
      if (fits === true) return ways
    }
    add(ways, { when: 'never' })
    return ways
  }

  /** Whether `only` or `except` fits the run (GitLab docs: `only` / `except`). */
  policy(node: YamlNode, kind: 'only' | 'except', scope: RuleScope): boolean | undefined {
    const parts = node.kind === 'mapping' ? node : undefined
    const refs = parts === undefined ? node : given(parts, 'refs')
    const found = [
      refs && refFits(refs, scope.facts),
      given(parts, 'variables') && this.#any(textsOf(given(parts, 'variables')), scope),
      given(parts, 'changes') && changesFit(scope.facts),
      given(parts, 'kubernetes') && NOT_KNOWN,
    ]
    const given_ = found.flatMap((each) => (each === undefined ? [] : [each.fits]))
    return kind === 'only' ? given_.reduce(both, true) : anyOf(given_)
  }

  #any(conditions: readonly { readonly text: string }[], scope: RuleScope): Fits {
    return { fits: anyOf(conditions.map(({ text }) => this.#holds(text, scope))) }
  }

  #rulesIn(node: YamlNode): readonly Rule[] {
    const before = this.#rules.get(node)
    if (before !== undefined) return before
    const rules = rulesIn(node).map(readRule)
    this.#rules.set(node, rules)
    return rules
  }

  #fits({ isRead, condition, changes, exists }: Rule, scope: RuleScope): boolean | undefined {
    if (!isRead) return undefined
    let fits: boolean | undefined = true
    if (condition !== undefined) fits = condition.kind === 'scalar' ? this.#holds(condition.text, scope) : undefined
    if (fits !== false && changes) fits = both(fits, changesFit(scope.facts).fits)
    return fits === false || exists === undefined ? fits : both(fits, this.#exists(exists))
  }

  #holds(text: string, { facts, variables }: RuleScope): boolean | undefined {
    const { expression, names, known } = this.#condition(text)
    if (expression === undefined) return undefined
    const byRun = known.get(facts) ?? new WeakMap<object, { holds: boolean | undefined }>()
    known.set(facts, byRun)
    const key = names.some((name) => variables.has(name)) ? variables : facts
    const before = byRun.get(key)
    if (before !== undefined) return before.holds
    if (this.#left-- <= 0) return undefined
    const result = { holds: holds(expression, lookupIn(facts, variables)) }
    byRun.set(key, result)
    return result.holds
  }

  #condition(text: string): Condition {
    const before = this.#conditions.get(text)
    if (before !== undefined) return before
    const expression = parseExpression(text)
    const names = expression === undefined ? [] : namesIn(expression)
    const condition: Condition = { expression, names, known: new WeakMap() }
    this.#conditions.set(text, condition)
    return condition
  }

  #exists(node: YamlNode): boolean | undefined {
    if (node.kind === 'mapping' && given(node, 'project') !== undefined) return undefined
    const globs = textsOf(node.kind === 'mapping' ? given(node, 'paths') : node)
    return anyOf(globs.map(({ text }) => this.#isThere(text)))
  }

  #isThere(glob: string): boolean | undefined {
    if (glob.includes('$')) return undefined
    const before = this.#existing.get(glob)
    if (before !== undefined) return before
    if (this.#existing.size >= MAX_GLOBS) return undefined
    const path = glob.replace(/^\/+/, '')
    const matches = /[*?{[]/.test(path) ? compileGlob(path) : undefined
    const found = matches === undefined ? this.#files.has(path) : this.#files.paths.some(matches)
    this.#existing.set(glob, found)
    return found
  }
}

/** Wraps a truth that may not be known, so that it differs from a key that is not there. */
interface Fits {
  readonly fits: boolean | undefined
}

const NOT_KNOWN: Fits = { fits: undefined }

function anyOf(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(true)) return true
  return truths.includes(undefined) ? undefined : false
}

/** What runs without a push of changes counts as changing everything (GitLab docs: `rules:changes`). */
function changesFit({ ref, source }: Facts): Fits {
  return ref === 'merge-request' || (ref === 'branch' && source === 'push') ? NOT_KNOWN : { fits: true }
}

function refFits(node: YamlNode, facts: Facts): Fits {
  return { fits: anyOf(textsOf(node).map(({ text }) => refWordFits(text, facts))) }
}

function refWordFits(written: string, facts: Facts): boolean | undefined {
  const pattern = patternOf(written, 0)
  const end = pattern?.end ?? written.indexOf('@')
  const word = end < 0 ? written : written.slice(0, end)
  const fits = pattern === undefined ? wordFits(word, facts) : nameFits(pattern.pattern, facts)
  // Whether this is the project behind the `@` is not known.
  return fits === true && written.charAt(word.length) === '@' ? undefined : fits
}

function wordFits(word: string, { source, ref, name }: Facts): boolean {
  if (word === 'branches') return ref === 'branch'
  if (word === 'tags') return ref === 'tag'
  return SOURCE_WORDS.get(word) === source || (ref !== 'merge-request' && word === name)
}

/** Names and patterns are for branches and tags alone, not for merge requests. */
function nameFits(pattern: PatternText, { ref, name }: Facts): boolean | undefined {
  return ref === 'merge-request' ? false : patternMatches(pattern, name)
}

/** When a rule lets its job run. */
export function whenOf(node: YamlNode, usual: When = 'on_success'): When {
  const text = givenText(node, 'when') ?? ''
  return WHENS.has(text) ? (text as When) : givenScalar(node, 'when') === undefined ? usual : 'on_success'
}
