import { SyntaxFault, type TokenCursor } from './cursor.js'
import { ExpressionParser } from './expressions.js'
import { Recovery } from './recovery.js'
import type { HclAttribute, HclBlock, HclBody, Span } from './syntax.js'
import { TOKEN } from './tokens.js'

/** More faults than this in one file are not listed. */
const MAX_FAULTS = 100

/** A body that is open, by the tokens that say how far its header and its items are indented. */
interface Level {
  /** The header's brace; undefined for the file itself. */
  readonly opening: number | undefined
  /** The first item. */
  first: number | undefined
}

/** Parses bodies (HCL specification, Structural Elements). After a fault it goes on at the next item of the body. */
export class BodyParser {
  readonly faults: SyntaxFault[] = []
  /** Whether a block was still open where the file ended. */
  unclosed = false
  readonly #cursor: TokenCursor
  readonly #expressions: ExpressionParser
  readonly #recovery: Recovery
  /** Whether a line that is indented no further than a block's header ends the block. */
  readonly #closesByIndent: boolean

  constructor(cursor: TokenCursor, closesByIndent: boolean) {
    this.#cursor = cursor
    this.#closesByIndent = closesByIndent
    this.#recovery = new Recovery(cursor)
    this.#expressions = new ExpressionParser(cursor, (message, span) => this.#report(new SyntaxFault(message, span)))
  }

  file(): HclBody {
    const items = this.#items({ opening: undefined, first: undefined }, undefined)
    return { items, start: 0, end: this.#cursor.source.length }
  }

  /** Items up to the closing brace, which is not taken, or to the end of the file. `header` is undefined for the latter. */
  #items(level: Level, header: Span | undefined): (HclAttribute | HclBlock)[] {
    const cursor = this.#cursor
    const items: (HclAttribute | HclBlock)[] = []
    for (;;) {
      while (cursor.takeIf(TOKEN.newline));
      const kind = cursor.peek()
      if (kind === TOKEN.end) {
        if (header !== undefined) this.#leftOpen(header)
        return items
      }
      if (kind === TOKEN.braceClose) {
        if (header !== undefined) return items
        this.#report(new SyntaxFault('this `}` closes nothing', { start: cursor.start, end: cursor.end }))
        cursor.take()
        continue
      }
      if (header !== undefined && this.#endsByIndent(level)) {
        this.#report(new SyntaxFault('the block has no closing `}`', header))
        return items
      }
      this.#tryItem(items, level)
    }
  }

  #tryItem(items: (HclAttribute | HclBlock)[], level: Level): void {
    const cursor = this.#cursor
    const first = cursor.index
    const saved = cursor.save()
    level.first ??= first
    try {
      items.push(this.#item())
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault
      this.#report(fault)
      cursor.restore(saved, this.#recovery.after(first, cursor.index, this.#outerOf(level)))
      return
    }
    if (!this.#atItemEnd()) {
      this.#report(
        new SyntaxFault(`expected a new line, found ${cursor.found()}`, { start: cursor.start, end: cursor.end }),
      )
      cursor.restore(saved, this.#recovery.after(cursor.index, cursor.index, this.#outerOf(level)))
    }
  }

  /** Also true at the start of a line: there a block was ended by its indentation. */
  #atItemEnd(): boolean {
    const kind = this.#cursor.peek()
    if (kind === TOKEN.newline || kind === TOKEN.end || kind === TOKEN.braceClose) return true
    return this.#recovery.startsLine(this.#cursor.index)
  }

  #item(): HclAttribute | HclBlock {
    const cursor = this.#cursor
    const { start } = cursor
    const name = this.#itemName()
    if (cursor.takeIf(TOKEN.assign)) {
      if (cursor.peek() === TOKEN.newline || cursor.peek() === TOKEN.end) cursor.fail(`\`${name}\` has no value`)
      const value = this.#expressions.expression()
      return { kind: 'attribute', name, value, start, end: value.end }
    }
    return this.#block(name, start)
  }

  /** A name; in quotation marks too, as Terraform before 0.12 allowed for attributes. */
  #itemName(): string {
    const cursor = this.#cursor
    if (cursor.peek() === TOKEN.quoteOpen) return this.#label()
    return cursor.name('an attribute or a block')
  }

  #block(type: string, start: number): HclBlock {
    const cursor = this.#cursor
    const labels: string[] = []
    for (let kind = cursor.peek(); kind === TOKEN.identifier || kind === TOKEN.quoteOpen; kind = cursor.peek()) {
      labels.push(this.#label())
    }
    const header = { start, end: cursor.lastEnd }
    const bodyStart = cursor.start
    const opening = cursor.index
    cursor.expect(TOKEN.braceOpen, labels.length === 0 ? '`=` or `{`' : '`{`')
    cursor.enter()
    const items = this.#items({ opening, first: undefined }, header)
    cursor.leave()
    cursor.takeIf(TOKEN.braceClose)
    const span = { start: bodyStart, end: Math.max(cursor.lastEnd, bodyStart) }
    return { kind: 'block', type, labels, header, body: { items, ...span }, start, end: span.end }
  }

  #label(): string {
    const cursor = this.#cursor
    if (cursor.peek() === TOKEN.identifier) return cursor.name('a label')
    const label = this.#expressions.template()
    const text = label.kind === 'template' && label.parts.length < 2 ? (label.parts[0] ?? '') : undefined
    if (typeof text !== 'string') throw new SyntaxFault('a label cannot hold `${…}` or `%{…}`', label)
    return text
  }

  #endsByIndent(level: Level): boolean {
    if (!this.#closesByIndent || level.first === undefined) return false
    const outer = this.#outerOf(level)
    if (this.#recovery.indentAt(level.first) <= outer) return false
    const { index } = this.#cursor
    return this.#recovery.startsLine(index) && this.#recovery.indentAt(index) <= outer
  }

  /** Indentation of the body's header; less than any for the file itself. */
  #outerOf({ opening }: Level): number {
    return opening === undefined ? -1 : this.#recovery.indentAt(opening)
  }

  #leftOpen(header: Span): void {
    if (!this.unclosed) this.#report(new SyntaxFault('the block has no closing `}`', header))
    this.unclosed = true
  }

  #report(fault: SyntaxFault): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(fault)
  }
}
