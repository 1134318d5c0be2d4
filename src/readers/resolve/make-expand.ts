import type { Span } from '../shell/index.js'
import type { Makefile, MakeValue } from './makefile.js'

/** Text in which variables were replaced where they are known. */
export interface Expanded {
  readonly text: string
  /** Stretches that stand for values that are not known. */
  readonly known: readonly Span[]
  /** The first variable met whose value depends on conditions, with its possible values. */
  readonly open: { readonly name: string; readonly values: readonly string[] } | undefined
}

/** What a recipe knows beside the makefile: `$@`, `$<`, `$^`, `$*`, and variables of the command line. */
export interface MakeSurroundings {
  readonly makefile: Makefile
  readonly overrides: ReadonlyMap<string, string>
  /** Environment variables whose values are known: they count where the makefile sets nothing, or sets with `?=`. */
  readonly env: ReadonlyMap<string, string>
  readonly automatic: ReadonlyMap<string, string | undefined>
}

const MAX_DEPTH = 8
/** Characters that one expansion may grow to. Recipes stay far below; what is longer stays as written. */
const MAX_LENGTH = 20_000

/** Variables that make itself sets (GNU make manual: Implicit Variables, Other Special Variables). */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['MAKE', 'make'],
  ['CC', 'cc'],
  ['CXX', 'c++'],
  ['RM', 'rm -f'],
  ['AR', 'ar'],
  ['CURDIR', '$PWD'],
  ['PWD', '$PWD'],
  ['shell pwd', '$PWD'],
  ['shell git rev-parse --show-toplevel', '$(git rev-parse --show-toplevel)'],
])

/** Replaces variables in a line of a makefile; `$$` becomes a dollar for the shell. */
export function expandMake(text: string, around: MakeSurroundings): Expanded {
  const expansion = new Expansion(around)
  expansion.add(text, 0)
  return { text: expansion.text, known: expansion.known, open: expansion.open }
}

class Expansion {
  text = ''
  readonly known: Span[] = []
  open: Expanded['open']
  readonly #around: MakeSurroundings
  readonly #active = new Set<string>()
  #arguments: readonly string[] = []

  constructor(around: MakeSurroundings) {
    this.#around = around
  }

  add(text: string, depth: number): void {
    let at = 0
    for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
      this.text += text.slice(at, dollar)
      const end = referenceEnd(text, dollar)
      this.#reference(text.slice(dollar, end), depth, text.charAt(end))
      at = end
    }
    this.text += text.slice(at)
  }

  #reference(raw: string, depth: number, next: string): void {
    if (raw === '$$' || raw === '$') {
      this.text += '$'
      return
    }
    const name = raw.length === 2 ? raw.slice(1) : raw.slice(2, -1).trim()
    const value = depth < MAX_DEPTH && this.text.length < MAX_LENGTH ? this.#valueOf(name, next) : undefined
    if (value === undefined || this.#active.has(name)) return this.#unknown(raw)
    const outer = this.#arguments
    if (name.startsWith('call ')) this.#arguments = callArguments(name)
    this.#active.add(name)
    this.add(value, depth + 1)
    this.#active.delete(name)
    this.#arguments = outer
  }

  #unknown(raw: string): void {
    const start = this.text.length
    this.text += raw
    this.known.push({ start, end: this.text.length })
  }

  #valueOf(name: string, next: string): string | undefined {
    const { automatic, overrides, env, makefile } = this.#around
    if (automatic.has(name)) return automatic.get(name)
    if (/^[1-9]$/.test(name)) return this.#arguments[Number(name) - 1]
    if (name.startsWith('call ')) return this.#callee(name)
    const given = overrides.get(name)
    if (given !== undefined) return given
    const values = makefile.values.get(name)
    const inherited = env.get(name)
    if (inherited !== undefined && (values ?? []).every(({ operator }) => operator === '?=')) return inherited
    if (values !== undefined) return this.#chosen(name, values)
    const listed = /^(?:shell\s+ls(?:\s+-1)?|wildcard)\s+([\w./*-]+)$/.exec(name)?.[1]
    if (listed !== undefined) return this.#listed(name, listed)
    const builtIn = BUILT_IN.get(name)
    if (builtIn !== undefined) return builtIn.replaceAll('$', '$$$$')
    return this.#isEmpty(name, next) ? '' : undefined
  }

  /** What `ls` prints of a folder, or the files that a wildcard fits; of the latter paths as make's folder sees them. */
  #listed(name: string, pattern: string): string | undefined {
    if (name.startsWith('shell') === pattern.includes('*')) return undefined
    const names = this.#around.makefile.names(pattern)
    return names.length === 0 ? undefined : names.join(' ')
  }

  #chosen(name: string, values: readonly MakeValue[]): string | undefined {
    const candidates = possibleValues(values)
    if (candidates.length > 1) this.open ??= { name, values: candidates }
    return candidates.length === 1 ? candidates[0] : undefined
  }

  /** A variable that nothing sets is empty, but for the environment: trusted only where it would start a recipe. */
  #isEmpty(name: string, next: string): boolean {
    if (this.#around.makefile.missing.length > 0 || !/^[A-Za-z_]\w*$/.test(name) || !/^[\w\s]?$/.test(next))
      return false
    return this.text.length < 10 && /^[\s@+-]*$/.test(this.text)
  }

  /** The text of what `$(call name,a,b)` calls; arguments that hold variables are not followed. */
  #callee(reference: string): string | undefined {
    const name = reference.slice(5).split(',')[0]?.trim() ?? ''
    if (callArguments(reference).some((each) => each.includes('$'))) return undefined
    return settledValue(this.#around.makefile.values.get(name) ?? [])
  }
}

function callArguments(reference: string): string[] {
  return reference
    .split(',')
    .slice(1)
    .map((each) => each.trim())
}

/** The offset behind the reference that starts with the dollar at `from`. */
function referenceEnd(text: string, from: number): number {
  const open = text[from + 1]
  if (open !== '(' && open !== '{') return Math.min(from + 2, text.length)
  const close = open === '(' ? ')' : '}'
  let depth = 0
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === open) depth += 1
    else if (text[at] === close && (depth -= 1) === 0) return at + 1
  }
  return text.length
}

/** The value that a variable has whatever the conditions, or undefined. */
export function settledValue(values: readonly MakeValue[]): string | undefined {
  const candidates = possibleValues(values)
  return candidates.length === 1 ? candidates[0] : undefined
}

/** Characters of a value that may be nothing but `@`, `-` and `+`. */
const MOST_FLAGS = 3

/** Worked out once for each variable: recipes ask for the same few again and again. */
const POSSIBLE = new WeakMap<readonly MakeValue[], { readonly of: number; readonly candidates: readonly string[] }>()

/** The values that a variable may have; none if a command makes it. `@` and `-` alone, as in `Q = @`, count as nothing. */
function possibleValues(values: readonly MakeValue[]): readonly string[] {
  const known = POSSIBLE.get(values)
  // A makefile that is still being read may give it more values.
  if (known?.of === values.length) return known.candidates
  const candidates = valuesOf(values)
  POSSIBLE.set(values, { of: values.length, candidates })
  return candidates
}

function valuesOf(values: readonly MakeValue[]): string[] {
  let value: string | undefined
  const candidates = new Set<string>()
  for (const { text, operator, conditional } of values) {
    if (operator === '!=') return []
    if (operator === '?=' && value !== undefined) continue
    value = operator === '+=' && value !== undefined ? `${value} ${text}` : text
    if (!conditional) candidates.clear()
    candidates.add(value.length <= MOST_FLAGS && /^[@\-+]*$/.test(value) ? '' : value)
  }
  // A variable that is empty until a condition sets it is there to be set.
  if (candidates.size > 1) candidates.delete('')
  return [...candidates]
}
