import type { GroovyClosure, GroovyFunction } from '../../groovy/syntax.js'
import type { SourceText } from '../source-text.js'
import type { Scope } from './scope.js'

/** What an expression is worth, as far as the files tell. */
export type Value =
  TextValue | ConstantValue | ListValue | MapValue | CodeValue | ModuleValue | ImageValue | BranchValue | UnknownValue

/** A text. What is not known of it stands in it as `${{ … }}`. */
export interface TextValue {
  readonly kind: 'text'
  readonly text: string
  readonly known: boolean
  readonly source: SourceText
}

export interface ConstantValue {
  readonly kind: 'constant'
  readonly value: number | boolean | null
}

export interface ListValue {
  readonly kind: 'list'
  readonly items: readonly Value[]
  /** Whether there may be more items than these. */
  readonly open: boolean
}

/** Changes while the script puts entries into it. */
export interface MapValue {
  readonly kind: 'map'
  readonly entries: Map<string, Value>
  /** Whether there may be more entries than these. */
  open: boolean
}

/** A closure or a function, with the variables that it sees. */
export interface CodeValue {
  readonly kind: 'code'
  readonly code: GroovyClosure | GroovyFunction
  readonly scope: Scope
}

/** A file that `load` has read, or a library's `vars` file: its functions. */
export interface ModuleValue {
  readonly kind: 'module'
  readonly scope: Scope
}

/** An image of the Docker Pipeline plugin. */
export interface ImageValue {
  readonly kind: 'image'
  readonly name: Value
  /** True if the run has built it, so that nobody else's image can be meant. */
  readonly built?: true
}

/** The name of a branch of which the kind of run tells only a part. */
export interface BranchValue {
  readonly kind: 'branch'
  /** The pattern that it fits. */
  readonly pattern?: string
  /** Names and patterns that it does not fit. */
  readonly excluded?: readonly string[]
}

export interface UnknownValue {
  readonly kind: 'unknown'
  /** The expression, for a text in which it stands. */
  readonly text: string
  /** True if it is code from elsewhere: its methods may do anything. */
  readonly isCode: boolean
  /** True if it has a value, whatever that is. */
  readonly given?: boolean
}

export const NULL: Value = { kind: 'constant', value: null }

/** A value of which nothing is known but what it is called. */
export function unknownValue(text: string, isCode = false): UnknownValue {
  return { kind: 'unknown', text, isCode }
}

/** Longer lists are not kept as a whole: a list that doubles itself must not fill the memory. */
const MAX_ITEMS = 500

/** A list of these items. */
export function listOf(items: readonly Value[], open: boolean): ListValue {
  return { kind: 'list', items: items.slice(0, MAX_ITEMS), open: open || items.length > MAX_ITEMS }
}

/** A boolean or a number. */
export function constant(value: number | boolean | null): ConstantValue {
  return { kind: 'constant', value }
}

/** Whether the value is true in the sense of Groovy; undefined if that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return value.value !== null && value.value !== false && value.value !== 0
    case 'text':
      return value.known ? value.text !== '' : undefined
    case 'list':
      return value.items.length > 0 ? true : value.open ? undefined : false
    case 'map':
      return value.entries.size > 0 ? true : value.open ? undefined : false
    case 'unknown':
      return value.given === true ? true : undefined
    default:
      return true
  }
}

/** The text that is known, also of a number or a boolean; undefined for everything else. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind === 'text') return value.known ? value.text : undefined
  return value?.kind === 'constant' && value.value !== null ? String(value.value) : undefined
}

/** The text as it stands in the model, with `${{ … }}` for what is not known; undefined for lists, maps and code. */
export function writtenText(value: Value | undefined): string | undefined {
  switch (value?.kind) {
    case 'text':
      return value.text
    case 'constant':
      return String(value.value)
    case 'unknown':
      return expressionText(value.text)
    case 'image':
      return writtenText(value.name)
    case 'branch':
      return expressionText('env.BRANCH_NAME')
    default:
      return undefined
  }
}

/** An expression that is not known, in the form that readers of texts know. */
export function expressionText(expression: string): string {
  const name = expression
    .slice(0, 80)
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[_-]+|(?<![_-])[_-]+$/g, '')
  return `\${{ ${name === '' ? 'expression' : name} }}`
}
