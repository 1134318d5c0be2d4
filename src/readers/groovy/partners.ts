import type { TokenList } from '../token-list.js'
import { TOKEN, type GroovyFault, type TokenKind } from './tokens.js'

const CLOSES: ReadonlyMap<number, number> = new Map<number, number>([
  [TOKEN.parenClose, TOKEN.parenOpen],
  [TOKEN.bracketClose, TOKEN.bracketOpen],
  [TOKEN.braceClose, TOKEN.braceOpen],
  [TOKEN.quoteClose, TOKEN.quoteOpen],
  [TOKEN.interpolationEnd, TOKEN.interpolation],
])
const OPENS: ReadonlySet<number> = new Set(CLOSES.values())
const NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [TOKEN.parenOpen, '('],
  [TOKEN.bracketOpen, '['],
  [TOKEN.braceOpen, '{'],
  [TOKEN.parenClose, ')'],
  [TOKEN.bracketClose, ']'],
  [TOKEN.braceClose, '}'],
])

/**
 * For each bracket, quotation mark and interpolation the index of its counterpart. A bracket that is closed by the end
 * of something around it has none. One pass: with this, skipping what cannot be read costs nothing.
 */
export function partnersOf({ kinds, starts, count }: TokenList<TokenKind>): {
  readonly partners: Int32Array
  readonly faults: readonly GroovyFault[]
} {
  const partners = new Int32Array(count).fill(-1)
  const faults: GroovyFault[] = []
  const open: number[] = []
  const openOfKind = new Map<number, number>()
  const fault = (index: number, message: string): void => {
    if (faults.length < 20 && NAMES.has(kinds[index] ?? 0)) faults.push({ offset: starts[index] ?? 0, message })
  }
  const add = (kind: number, by: number): void => void openOfKind.set(kind, (openOfKind.get(kind) ?? 0) + by)
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index] ?? 0
    if (OPENS.has(kind)) {
      open.push(index)
      add(kind, 1)
      continue
    }
    const wanted = CLOSES.get(kind)
    if (wanted === undefined) continue
    if ((openOfKind.get(wanted) ?? 0) === 0) {
      fault(index, `nothing is open that this ${NAMES.get(kind) ?? ''} could close`)
      continue
    }
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      add(kinds[from] ?? 0, -1)
      if (kinds[from] === wanted) {
        partners[from] = index
        partners[index] = from
        break
      }
      fault(from, `this ${NAMES.get(kinds[from] ?? 0) ?? ''} is not closed`)
    }
  }
  for (const index of open) fault(index, `this ${NAMES.get(kinds[index] ?? 0) ?? ''} is not closed`)
  return { partners, faults }
}
