/** A piece of JavaScript that tells what a script reaches for; numbers and regular expressions tell nothing. */
export interface Token {
  readonly kind: 'name' | 'text' | 'mark'
  /** Of a text: what stands between its quotes. */
  readonly text: string
}

const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy
const NUMBER = /\d[\w.]*/y
/** Words behind which a slash starts a regular expression, as it does behind a mark that closes nothing. */
const BEFORE_VALUE: ReadonlySet<string> = new Set(
  'return typeof case in of do else void delete throw new await yield instanceof'.split(' '),
)
/** Template literals inside one another. */
const MAX_TEMPLATES = 50

/**
 * The tokens of a script, code inside template literals included; undefined if a text or a regular expression in it does
 * not end. An expression of a pipeline (`${{ … }}`) is a value, whatever it comes to.
 */
export function tokensOf(script: string): readonly Token[] | undefined {
  const reader = new Reader(script)
  while (!reader.ended) if (!reader.read()) return undefined
  return reader.complete ? reader.tokens : undefined
}

class Reader {
  readonly tokens: Token[] = []
  readonly #script: string
  #at = 0
  /** For each template literal that the place is inside of: the braces that are open in its `${…}`. */
  readonly #templates: number[] = []

  constructor(script: string) {
    this.#script = script
  }

  get ended(): boolean {
    return this.#at >= this.#script.length
  }

  get complete(): boolean {
    return this.#templates.length === 0
  }

  /** Reads one token, or what separates tokens; false if it does not end. */
  read(): boolean {
    const char = this.#script.charAt(this.#at)
    if (this.#script.startsWith('${{', this.#at)) return this.#skipTo('}}') && this.#push('text', '${{')
    if (char === '"' || char === "'") return this.#text(char)
    if (char === '`' || (char === '}' && this.#templates.at(-1) === 0)) return this.#template(char)
    if (char === '/') return this.#slash()
    const word = this.#matched(NAME)
    if (word !== undefined) return this.#push('name', word)
    if (this.#matched(NUMBER) !== undefined) return true
    this.#at += 1
    return /\s/.test(char) || this.#mark(char)
  }

  #push(kind: Token['kind'], text: string): true {
    this.tokens.push({ kind, text })
    return true
  }

  #matched(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const text = pattern.exec(this.#script)?.[0]
    this.#at += text?.length ?? 0
    return text
  }

  #skipTo(end: string): boolean {
    const found = this.#script.indexOf(end, this.#at)
    this.#at = found < 0 ? this.#script.length : found + end.length
    return found >= 0
  }

  #mark(char: string): true {
    const open = this.#templates.at(-1)
    if (open !== undefined && (char === '{' || char === '}')) {
      this.#templates[this.#templates.length - 1] = open + (char === '{' ? 1 : -1)
    }
    return this.#push('mark', char)
  }

  #text(quote: string): boolean {
    const text = textUntil(this.#script, this.#at + 1, quote)
    if (text === undefined) return false
    this.#push('text', this.#script.slice(this.#at + 1, text.end))
    this.#at = text.end + 1
    return true
  }

  /** Starts a template literal or goes on in it, up to its end or to code in it. */
  #template(char: string): boolean {
    if (char === '}') this.#templates.pop()
    const text = textUntil(this.#script, this.#at + 1, '`')
    if (text === undefined) return false
    this.#push('text', this.#script.slice(this.#at + 1, text.end))
    this.#at = text.end + (text.code ? 2 : 1)
    if (text.code) this.#templates.push(0)
    return this.#templates.length <= MAX_TEMPLATES
  }

  /** A comment, a regular expression or a mark. */
  #slash(): boolean {
    const next = this.#script.charAt(this.#at + 1)
    if (next === '/' || next === '*') {
      this.#skipTo(next === '/' ? '\n' : '*/')
      return true
    }
    if (!startsValue(this.tokens.at(-1))) {
      this.#at += 1
      return this.#push('mark', '/')
    }
    const end = endOfRegExp(this.#script, this.#at)
    this.#at = end ?? this.#script.length
    return end !== undefined
  }
}

/** Where a text ends, or where a `${` starts code in a template literal. */
function textUntil(script: string, from: number, quote: string): { end: number; code: boolean } | undefined {
  for (let at = from; at < script.length; at += 1) {
    const char = script.charAt(at)
    if (script.startsWith('${{', at)) {
      const end = script.indexOf('}}', at)
      if (end < 0) return undefined
      at = end + 1
    } else if (char === '\\') at += 1
    else if (char === quote) return { end: at, code: false }
    else if (quote === '`' && char === '$' && script.charAt(at + 1) === '{') return { end: at, code: true }
    else if (quote !== '`' && char === '\n') return undefined
  }
  return undefined
}

function startsValue(before: Token | undefined): boolean {
  if (before === undefined) return true
  if (before.kind === 'name') return BEFORE_VALUE.has(before.text)
  return before.kind === 'mark' && !')]}'.includes(before.text)
}

/** The end of a regular expression; undefined if its line holds none. */
function endOfRegExp(script: string, start: number): number | undefined {
  let inClass = false
  for (let at = start + 1; at < script.length; at += 1) {
    const char = script.charAt(at)
    if (char === '\n') return undefined
    if (char === '\\') at += 1
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return at + 1
  }
  return undefined
}
