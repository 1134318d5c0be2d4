/** A field of a query: what is asked of which name, and what of it. */
export interface Selection {
  /** The name in the answer. */
  readonly alias: string
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  /** Empty for scalars. */
  readonly selections: readonly Selection[]
  /** The type in which the field is asked for, where the query names one (`... on Commit`). */
  readonly on?: string
}

type Variables = Readonly<Record<string, unknown>>

const TOKEN = /[A-Za-z_]\w*|\$\w+|-?\d+|"(?:[^"\\]|\\.)*"|\.\.\.|[{}()[\]:!=]/g

/** Reads the fields of a query, with its variables filled in. Throws for what no query of ours holds. */
export function parseQuery(text: string, variables: Variables): Selection[] {
  const tokens: readonly string[] = text.match(TOKEN) ?? []
  let position = tokens.indexOf('{')
  const next = (): string => tokens[position++] ?? ''
  const expect = (token: string): void => {
    const found = next()
    if (found !== token) throw new Error(`the query has "${found}" where "${token}" belongs`)
  }

  function value(): unknown {
    const token = next()
    if (token.startsWith('$')) {
      if (!text.includes(`${token}:`)) throw new Error(`the query declares no variable ${token}`)
      return variables[token.slice(1)]
    }
    if (token === '[') {
      const items: unknown[] = []
      while (tokens[position] !== ']') items.push(value())
      next()
      return items
    }
    if (token === '{') return named('}')
    return token.startsWith('"') || /^-?\d/.test(token) ? JSON.parse(token) : token
  }

  function named(end: string): Record<string, unknown> {
    const entries: Record<string, unknown> = {}
    while (tokens[position] !== end) {
      const name = next()
      expect(':')
      entries[name] = value()
    }
    next()
    return entries
  }

  function selections(on?: string): Selection[] {
    expect('{')
    const found: Selection[] = []
    while (tokens[position] !== '}') {
      const first = next()
      if (first === '...') {
        expect('on')
        found.push(...selections(next()))
        continue
      }
      const isAlias = tokens[position] === ':'
      if (isAlias) position += 1
      const name = isAlias ? next() : first
      if (tokens[position] === '(') position += 1
      const args = tokens[position - 1] === '(' ? named(')') : {}
      const below = tokens[position] === '{' ? selections() : []
      found.push({ alias: first, name, args, selections: below, ...(on !== undefined && { on }) })
    }
    next()
    return found
  }
  return selections()
}
