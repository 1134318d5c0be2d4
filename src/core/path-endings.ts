/**
 * What a regular expression fits can often be told from its source: `/(?:^|\/)Chart\.ya?ml$/` fits no path that does not
 * end in `.yml` or `.yaml`, and `/(?:^|\/)Jenkinsfile[^/]*$/` none whose name does not begin with a J. That saves asking it
 * of every path of a large tree.
 */

/** How a path that a pattern fits ends, as far as the pattern tells. */
export interface NameShape {
  /** In lower case: with its dot (`.yml`), with the slash before a whole name (`/makefile`), or the last letters. Empty: any. */
  readonly ending: string
  /** The first character of its name, in lower case. Empty: any. */
  readonly initial: string
}

/** A shape that is put together from the right to the left. */
interface Tail extends NameShape {
  /** Whether nothing more is known of the ending. */
  readonly ended: boolean
  /** Whether the beginning of the name is reached; `lost` if nobody can tell whether it was passed. */
  readonly name: 'open' | 'begun' | 'lost'
}

/** Undefined where the pattern may end before the path does. */
type Tails = readonly (Tail | undefined)[]

/** Given how what follows ends, how all of it ends. */
type Part = (after: Tails) => Tails

/** More are as good as none. */
const MAX_TAILS = 200

const nothing: Part = (after) => after
const end: Part = () => [{ ending: '', initial: '', ended: false, name: 'open' }]

const changed =
  (change: (tail: Tail) => Partial<Tail>): Part =>
  (after) =>
    after.map((tail) => tail && { ...tail, ended: true, ...(tail.name === 'open' && change(tail)) })

/** The beginning of what is asked, path or name: what stands there is the beginning of the name, if no slash follows. */
const beginning = changed(() => ({ name: 'begun' }))
/** Any characters, or none, but no slash. */
const anyOfName = changed(() => ({ initial: '' }))
const anything = changed(() => ({ initial: '', name: 'lost' }))

/**
 * Shapes of which everything that `pattern` fits has one; undefined if it may have any.
 * @param isName whether it is put to names alone, in which no character is a slash
 */
export function shapesOf(pattern: RegExp, isName = false): readonly NameShape[] | undefined {
  // eslint-disable-next-line no-control-regex -- rules of case differ beyond ASCII
  if (/[muvy]/.test(pattern.flags) || /[^\x00-\x7f]/.test(pattern.source)) return undefined
  const tails = new Reader(pattern.source, isName ? anyOfName : anything).choice()?.([undefined]) ?? [undefined]
  const shapes = tails.map((tail) => ({
    ending: tail?.ending ?? '',
    initial: tail?.name === 'begun' ? tail.initial : '',
  }))
  const isAny = shapes.some(({ ending, initial }) => ending === '' && initial === '')
  return isAny || shapes.length > MAX_TAILS ? undefined : shapes
}

/** Whether a path can have one of these shapes whose name ends and begins so; its ending is empty without a dot. */
export function canHave({ ending, initial }: NameShape, shapes: readonly NameShape[]): boolean {
  return shapes.some((shape) => (shape.initial === '' || shape.initial === initial) && canEnd(ending, shape.ending))
}

function canEnd(ending: string, wanted: string): boolean {
  if (wanted.startsWith('.')) return ending === wanted
  return ending === '' || (!wanted.startsWith('/') && ending.endsWith(wanted))
}

/** What one character may be, before what follows. Behind a dot or a slash nothing more has to be known of the ending. */
function oneOf(characters: readonly string[]): Part {
  return (after) => after.flatMap((tail) => characters.map((character) => tail && withCharacter(character, tail)))
}

function withCharacter(character: string, tail: Tail): Tail {
  const isSlash = character === '/'
  const ending = tail.ended ? tail.ending : character + tail.ending
  const ended = tail.ended || isSlash || character === '.'
  if (tail.name !== 'open') return { ...tail, ending, ended }
  return { ending, ended, initial: isSlash ? tail.initial : character, name: isSlash ? 'begun' : 'open' }
}

/** Reads the source of a regular expression; what it does not know may be anything. */
class Reader {
  readonly #source: string
  /** Characters that may be any. */
  readonly #any: Part
  #at = 0

  constructor(source: string, any: Part) {
    this.#source = source
    this.#any = any
  }

  /** Up to the bracket that closes it, or the end; undefined for what is not understood. */
  choice(): Part | undefined {
    const options: (readonly Part[])[] = []
    let parts: Part[] = []
    for (;;) {
      const character = this.#source[this.#at]
      if (character === undefined || character === ')') break
      if (character === '|') {
        this.#at += 1
        options.push(parts)
        parts = []
        continue
      }
      const part = this.#atom(character)
      if (part === undefined) return undefined
      parts.push(this.#repeated(part))
    }
    options.push(parts)
    return (after) => {
      const tails = options.flatMap((each) => each.reduceRight((following, part) => part(following), after))
      return tails.length > MAX_TAILS ? [undefined] : tails
    }
  }

  #atom(character: string): Part | undefined {
    this.#at += 1
    if (character === '\\') return this.#escape()
    if (character === '[') return this.#set()
    if (character === '(') return this.#group()
    if (character === '^') return beginning
    if (character === '.') return this.#any
    return character === '$' ? end : oneOf([character.toLowerCase()])
  }

  #escape(): Part | undefined {
    const character = this.#source[this.#at++] ?? ''
    if (/[bB]/.test(character)) return nothing
    if (/[dsw]/.test(character)) return anyOfName
    if (/[DSW]/.test(character)) return this.#any
    return /[0-9A-Za-z]/.test(character) ? undefined : oneOf([character])
  }

  /** A few characters, or any. */
  #set(): Part | undefined {
    const found = /^(?:[^\]\\]|\\[^])*/.exec(this.#source.slice(this.#at))?.[0] ?? ''
    this.#at += found.length + 1
    const isFew = found.length <= 4 && !/[\\^-]/.test(found)
    if (isFew) return oneOf([...new Set(found.toLowerCase())])
    return new RegExp(`[${found}]`).test('/') ? this.#any : anyOfName
  }

  #group(): Part | undefined {
    const [opening = '', kind] = /^\?(?:(:)|<?[=!]|<\w+>)/.exec(this.#source.slice(this.#at)) ?? []
    if (opening === '' && this.#source[this.#at] === '?') return undefined
    this.#at += opening.length
    const inside = this.choice()
    this.#at += 1
    // What only looks ahead or back rules out more, and takes nothing.
    return kind === undefined && /[=!]$/.test(opening) ? inside && nothing : inside
  }

  #repeated(part: Part): Part {
    const [found = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(this.#source.slice(this.#at)) ?? []
    this.#at += found.length
    if (found === '') return part
    if (found.startsWith('?')) return (after) => [...after, ...part(after)]
    return part === anyOfName || part === beginning ? part : this.#any
  }
}
