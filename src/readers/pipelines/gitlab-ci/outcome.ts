import { compileGlob } from '../../../core/glob.js'
import type { Files } from '../../../snapshot/snapshot.js'
import type { YamlNode } from '../../yaml/node.js'
import { SOURCE_WORDS } from './asked.js'
import { parseExpression, patternOf, type Expression } from './expression.js'
import { both, holds, type Facts, type Lookup } from './facts.js'
import { flattened, given, givenScalar, givenText, textsOf } from './nodes.js'
import { patternMatches } from './pattern.js'

/** When a job runs that a rule lets in. */
export type When = 'on_success' | 'on_failure' | 'always' | 'manual' | 'delayed' | 'never'

/** One way in which rules may end for a run. */
export interface Way {
  readonly when: When
  /** What the rule says of failures; absent: what the job says. */
  readonly allowFailure?: YamlNode
}

const WHENS: ReadonlySet<string> = new Set(['on_success', 'on_failure', 'always', 'manual', 'delayed', 'never'])

/** Rules of one job and globs of one pipeline that are looked at; what is beyond is not known. */
const MAX_RULES = 100
const MAX_GLOBS = 300

/** Judges rules. Keeps what it has parsed and looked up. */
export class Judge {
  readonly #files: Files
  readonly #expressions = new Map<string, Expression | undefined>()
  readonly #existing = new Map<string, boolean>()

  constructor(files: Files) {
    this.#files = files
  }

  /** The ways in which a job's rules may end, more than one where something is not known. The first that fits counts. */
  rules(node: YamlNode, usual: When, facts: Facts, lookup: Lookup): Way[] {
    const ways: Way[] = []
    for (const rule of flattened(node).slice(0, MAX_RULES)) {
      const fits = this.#fits(rule, facts, lookup)
      if (fits === false) continue
      const allowFailure = given(rule, 'allow_failure')
      ways.push({ when: whenOf(rule, usual), ...(allowFailure !== undefined && { allowFailure }) })
      if (fits === true) return ways
    }
    return [...ways, { when: 'never' }]
  }

  /** Whether `only` or `except` fits the run (GitLab docs: `only` / `except`). */
  policy(node: YamlNode, kind: 'only' | 'except', facts: Facts, lookup: Lookup): boolean | undefined {
    const parts = node.kind === 'mapping' ? node : undefined
    const refs = parts === undefined ? node : given(parts, 'refs')
    const found = [
      refs && refFits(refs, facts),
      given(parts, 'variables') && this.#any(textsOf(given(parts, 'variables')), lookup),
      given(parts, 'changes') && changesFit(facts),
      given(parts, 'kubernetes') && NOT_KNOWN,
    ]
    const given_ = found.flatMap((each) => (each === undefined ? [] : [each.fits]))
    return kind === 'only' ? given_.reduce(both, true) : anyOf(given_)
  }

  #any(conditions: readonly { readonly text: string }[], lookup: Lookup): Fits {
    return { fits: anyOf(conditions.map(({ text }) => this.#condition(text, lookup))) }
  }

  #fits(rule: YamlNode, facts: Facts, lookup: Lookup): boolean | undefined {
    if (rule.kind !== 'mapping') return undefined
    const condition = given(rule, 'if')
    let fits: boolean | undefined = true
    if (condition !== undefined) {
      fits = condition.kind === 'scalar' ? this.#condition(condition.text, lookup) : undefined
    }
    if (fits !== false && given(rule, 'changes') !== undefined) fits = both(fits, changesFit(facts).fits)
    const exists = given(rule, 'exists')
    return fits === false || exists === undefined ? fits : both(fits, this.#exists(exists))
  }

  #condition(text: string, lookup: Lookup): boolean | undefined {
    if (!this.#expressions.has(text)) this.#expressions.set(text, parseExpression(text))
    const expression = this.#expressions.get(text)
    return expression && holds(expression, lookup)
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

/** Names and patterns are for branches and tags alone, not for merge requests. */
function refWordFits(written: string, { source, ref, name }: Facts): boolean | undefined {
  const pattern = patternOf(written, 0)?.pattern
  if (pattern !== undefined) return ref === 'merge-request' ? false : patternMatches(pattern, name)
  const [word = '', project] = written.split('@')
  const fits =
    word === 'branches' ? ref === 'branch' : word === 'tags' ? ref === 'tag' : isSource(word, source) || isName(word)
  // Whether this is that project is not known.
  return fits && project !== undefined ? undefined : fits

  function isName(text: string): boolean {
    return ref !== 'merge-request' && text === name
  }
}

function isSource(word: string, source: string): boolean {
  return SOURCE_WORDS.get(word) === source
}

/** When a rule lets its job run. */
export function whenOf(node: YamlNode, usual: When = 'on_success'): When {
  const text = givenText(node, 'when') ?? ''
  return WHENS.has(text) ? (text as When) : givenScalar(node, 'when') === undefined ? usual : 'on_success'
}
