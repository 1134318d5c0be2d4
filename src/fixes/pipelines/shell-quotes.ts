/** Where an expression stands in a script, as a POSIX shell reads what is around it. */
export type Standing = 'quoted' | 'assigned' | 'other'

/**
 * How each place of a script stands: `quoted` inside of double quotes, `assigned` as all of an assignment's value
 * (`NAME=…` up to a blank or the end). Everything else is `other`, and so is all of a script with constructs in which
 * quotes mean something else: here-documents, nested substitutions in quotes, `$'…'`.
 * @param places start and end offsets, in order, not meeting one another
 */
export function standings(script: string, places: readonly (readonly [start: number, end: number])[]): Standing[] {
  if (/<<|\$'|\$"|`/.test(script)) return places.map(() => 'other')
  const walk = new QuoteWalk(script)
  return places.map(([start, end]) => {
    walk.to(start)
    const standing = walk.offset > start || walk.depth > 0 ? 'other' : standingIn(script, start, end, walk.quote)
    walk.offset = Math.max(walk.offset, end)
    return standing
  })
}

function standingIn(script: string, start: number, end: number, quote: string): Standing {
  if (quote === '') return unquoted(script, start, end)
  return quote === '"' ? 'quoted' : 'other'
}

/** Goes through a script and keeps count of its quotes. */
class QuoteWalk {
  offset = 0
  /** The quote that is open. */
  quote = ''
  /** Substitutions that are open within it. */
  depth = 0
  readonly #script: string

  constructor(script: string) {
    this.#script = script
  }

  /** Goes on up to `end`, or behind it where a comment or an escape goes past it. */
  to(end: number): void {
    for (; this.offset < end; this.offset++) {
      const char = this.#script.charAt(this.offset)
      if (char === '\\' && this.quote !== "'") this.offset++
      else if (this.quote === '') this.#outside(char)
      else if (char === this.quote) this.quote = ''
      else if (this.quote === '"') this.#within(char)
    }
  }

  #outside(char: string): void {
    if (char === '"' || char === "'") this.quote = char
    else if (char === '#' && /^$|[\s;]/.test(this.#script.charAt(this.offset - 1)))
      this.offset = lineEnd(this.#script, this.offset)
  }

  #within(char: string): void {
    if (char === '$' && this.#script.charAt(this.offset + 1) === '(') this.depth++
    else if (char === ')' && this.depth > 0) this.depth--
  }
}

function lineEnd(script: string, offset: number): number {
  const next = script.indexOf('\n', offset)
  return next < 0 ? script.length : next
}

function unquoted(script: string, start: number, end: number): Standing {
  const line = script.slice(script.lastIndexOf('\n', start - 1) + 1, start)
  const isValue = /(?:^|[;&|]\s*|\s)(?:export\s+|local\s+)?[A-Za-z_]\w*=$/.test(line.slice(-200))
  return isValue && /^(?:$|[\s;])/.test(script.slice(end, end + 1)) ? 'assigned' : 'other'
}
