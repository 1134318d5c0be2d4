import type { Location } from '../../../core/location.js'
import type { YamlNode } from '../../yaml/node.js'
import { parseExpression, patternOf, type Expression, type Operand } from './expression.js'
import { given, givenScalar, rulesIn, textsOf } from './nodes.js'
import type { PatternText } from './pattern.js'
import type { Variables } from './variables.js'

/** A name, or a pattern of names, that rules ask for. */
export interface Asked {
  /** As it is written; of a pattern with its slashes. */
  readonly text: string
  readonly pattern?: PatternText
  readonly at: Location
}

/** What the rules of a pipeline tell apart, each once. */
export interface AskedFor {
  readonly sources: ReadonlyMap<string, Asked>
  readonly branches: ReadonlyMap<string, Asked>
  readonly tags: ReadonlyMap<string, Asked>
  /** Branches that merge requests come from and go to. */
  readonly origins: ReadonlyMap<string, Asked>
  readonly targets: ReadonlyMap<string, Asked>
  /** Kinds of events of merge requests: `merge_train`. */
  readonly events: ReadonlyMap<string, Asked>
}

/** Names of one kind that are told apart; more only come about by mistake. */
const MAX_ASKED = 25

type Kind = keyof AskedFor

const KINDS_OF_VARIABLES: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ['CI_PIPELINE_SOURCE', ['sources']],
  ['CI_COMMIT_BRANCH', ['branches']],
  ['CI_COMMIT_REF_NAME', ['branches', 'tags']],
  ['CI_COMMIT_REF_SLUG', ['branches']],
  ['CI_COMMIT_TAG', ['tags']],
  ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', ['origins']],
  ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', ['targets']],
  ['CI_MERGE_REQUEST_EVENT_TYPE', ['events']],
])

/** Words of `only` and `except` that stand for sources, or for all branches or tags (GitLab docs: `only:refs`). */
export const SOURCE_WORDS: ReadonlyMap<string, string> = new Map([
  ['merge_requests', 'merge_request_event'],
  ['schedules', 'schedule'],
  ['pushes', 'push'],
  ['web', 'web'],
  ['api', 'api'],
  ['triggers', 'trigger'],
  ['pipelines', 'pipeline'],
  ['chat', 'chat'],
  ['external_pull_requests', 'external_pull_request_event'],
  ['external', 'external'],
])

/** Collects what rules ask for. */
export class Question implements AskedFor {
  readonly sources = new Map<string, Asked>()
  readonly branches = new Map<string, Asked>()
  readonly tags = new Map<string, Asked>()
  readonly origins = new Map<string, Asked>()
  readonly targets = new Map<string, Asked>()
  readonly events = new Map<string, Asked>()
  /** Rules that ask for the same whatever the variables of the job are. */
  readonly #settled = new WeakSet<YamlNode>()
  #comparesVariables = false

  /** Takes in `rules` of a job, of an include or of the workflow. */
  rules(node: YamlNode | undefined, variables: Variables): void {
    if (node === undefined || this.#settled.has(node)) return
    this.#comparesVariables = false
    for (const rule of rulesIn(node)) {
      const condition = givenScalar(rule, 'if')
      if (condition !== undefined) this.#condition(condition.text, condition.at, variables)
    }
    if (!this.#comparesVariables) this.#settled.add(node)
  }

  /** Takes in `only` or `except`. */
  policy(node: YamlNode | undefined, variables: Variables): void {
    const refs = node?.kind === 'mapping' ? given(node, 'refs') : node
    for (const { text, at } of textsOf(refs)) this.#ref(text, at)
    for (const { text, at } of textsOf(node?.kind === 'mapping' ? given(node, 'variables') : undefined))
      this.#condition(text, at, variables)
  }

  #ref(written: string, at: Location): void {
    const pattern = patternOf(written, 0)?.pattern
    const name = written.split('@')[0] ?? ''
    const source = SOURCE_WORDS.get(name)
    if (source !== undefined) this.#add('sources', { text: source, at })
    else if (pattern !== undefined) this.#pattern(['branches', 'tags'], pattern, at)
    else if (name !== 'branches' && name !== 'tags') this.#add('branches', { text: name, at })
  }

  #condition(text: string, at: Location, variables: Variables): void {
    const expression = parseExpression(text)
    if (expression !== undefined) this.#expression(expression, at, variables)
  }

  #expression(expression: Expression, at: Location, variables: Variables): void {
    if (expression.kind === 'and' || expression.kind === 'or') {
      this.#expression(expression.left, at, variables)
      this.#expression(expression.right, at, variables)
    } else if (expression.kind === 'compare') {
      this.#compared(expression.left, expression.right, at, variables)
      this.#compared(expression.right, expression.left, at, variables)
    }
  }

  #compared(variable: Operand, other: Operand, at: Location, variables: Variables): void {
    const kinds = variable.kind === 'variable' ? KINDS_OF_VARIABLES.get(variable.name) : undefined
    if (kinds === undefined) return
    if (other.kind === 'pattern') return this.#pattern(kinds, other, at)
    if (other.kind === 'variable') this.#comparesVariables = true
    const text =
      other.kind === 'text' ? other.text : other.kind === 'variable' ? variables.get(other.name)?.value : undefined
    if (text === undefined || text === '' || text.includes('$')) return
    const pattern = patternOf(text, 0)?.pattern
    if (pattern !== undefined && other.kind === 'variable') return this.#pattern(kinds, pattern, at)
    // A name that might be a tag's too is taken for a branch's.
    const [first] = kinds
    if (first !== undefined) this.#add(first, { text, at })
  }

  #pattern(kinds: readonly Kind[], pattern: PatternText, at: Location): void {
    for (const kind of kinds) this.#add(kind, { text: `/${pattern.text}/${pattern.flags}`, pattern, at })
  }

  #add(kind: Kind, asked: Asked): void {
    const known = this[kind]
    if (!known.has(asked.text) && known.size < MAX_ASKED) known.set(asked.text, asked)
  }
}
