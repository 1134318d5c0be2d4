import type { Tree } from './tree.js'

/** One assignment of a make variable. */
export interface MakeValue {
  readonly text: string
  readonly operator: '=' | '?=' | '+=' | '!='
  readonly conditional: boolean
}

/** A line of a recipe, continued lines included, without its tab. */
export interface RecipeLine {
  readonly text: string
  readonly file: string
  readonly line: number
  /** The lines of the file that it stands on: the columns of its first character and behind its last one. */
  readonly rows: readonly Row[]
  readonly conditional: boolean
}

export interface Row {
  readonly from: number
  readonly end: number
}

export interface MakeRule {
  /** As written: variables not replaced. */
  readonly targets: string
  readonly prerequisites: string
  readonly recipe: RecipeLine[]
  readonly file: string
  readonly line: number
}

/** What a makefile and the files that it includes say, unexpanded. */
export interface Makefile {
  readonly values: ReadonlyMap<string, readonly MakeValue[]>
  readonly rules: readonly MakeRule[]
  /** As seen from make's folder: the paths that fit a pattern with `*`, or the names in a folder. */
  names(pattern: string): readonly string[]
  /** Included files that are not in the tree. */
  readonly missing: readonly string[]
}

const MAX_INCLUDES = 40
/** Names that a pattern or a folder stands for. */
const MAX_NAMES = 200
const ASSIGNMENT = /^([^\s:#=!?+]+)[ \t]*(=|:=|::=|:::=|\?=|\+=|!=)[ \t]*([^]*)/
const DIRECTIVE =
  /^(ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|include|-include|sinclude|export|unexport|override|private|undefine|vpath|load|-load)\b(.*)$/s

/** Reads a makefile and what it includes; `folder` is the one that make runs in, from which includes are seen. */
export function readMakefile(tree: Tree, path: string, folder: string): Makefile {
  return tree.kept(`makefile in ${folder}`, path, () => new MakefileReader(tree, folder).read(path))
}

class MakefileReader {
  readonly #tree: Tree
  readonly #folder: string
  readonly #values = new Map<string, MakeValue[]>()
  readonly #rules: MakeRule[] = []
  readonly #missing: string[] = []
  readonly #seen = new Set<string>()
  /** Open conditional directives; in any of them an assignment may not count. */
  #conditions = 0
  #rule: MakeRule | undefined
  #define: { name: string; lines: string[] } | undefined

  constructor(tree: Tree, folder: string) {
    this.#tree = tree
    this.#folder = folder
  }

  read(path: string): Makefile {
    this.#include(path)
    return {
      values: this.#values,
      rules: this.#rules,
      missing: this.#missing,
      names: (pattern) => this.#matching(join(this.#folder, pattern)),
    }
  }

  /** Files and folders that fit a path with `*` in it; a folder's name stands for what it holds. */
  #matching(path: string): string[] {
    const fits = new RegExp(`^${path.split('*').map(escaped).join('[^/]*')}(?=/|$)`)
    const names = new Set<string>()
    for (const each of this.#tree.files.paths) {
      const found = path === '' ? '' : fits.exec(each)?.[0]
      if (found === undefined) continue
      if (path.includes('*')) names.add(found.slice(this.#folder === '' ? 0 : this.#folder.length + 1))
      else if (each.length > found.length)
        names.add(each.slice(found === '' ? 0 : found.length + 1).split('/')[0] ?? '')
    }
    return [...names].slice(0, MAX_NAMES)
  }

  #include(path: string): void {
    if (this.#seen.has(path) || this.#seen.size >= MAX_INCLUDES) return
    this.#seen.add(path)
    const text = this.#tree.text(path)
    if (text === undefined) {
      this.#missing.push(path)
      return
    }
    for (const { text: line, number } of logicalLines(text)) this.#line(line, path, number)
    this.#rule = undefined
  }

  #line(line: string, file: string, number: number): void {
    if (this.#define !== undefined) return this.#inDefine(line)
    if (line.startsWith('\t') && this.#rule !== undefined) {
      const text = line.slice(1).replace(/(\\\r?\n)\t/g, '$1')
      this.#rule.recipe.push({ text, file, line: number, rows: rowsOf(line), conditional: this.#conditions > 0 })
      return
    }
    const text = withoutComment(line).trim()
    if (text === '') return
    if (this.#directive(text)) return
    const assignment = ASSIGNMENT.exec(text)
    if (assignment !== null) {
      this.#rule = undefined
      return this.#assign(assignment[1] ?? '', assignment[2] ?? '=', joinLines(assignment[3] ?? ''))
    }
    this.#startRule(joinLines(text), file, number)
  }

  #inDefine(line: string): void {
    const open = this.#define
    if (open === undefined) return
    if (/^[ \t]*endef\b/.test(line)) {
      this.#assign(open.name, '=', open.lines.join('\n'))
      this.#define = undefined
    } else open.lines.push(line.replace(/^[\t@]+/, ''))
  }

  /** Handles a line that starts with a directive; false if it is something else. */
  #directive(text: string): boolean {
    const found = DIRECTIVE.exec(text)
    if (found === null) return false
    const [, name = '', behind = ''] = found
    const rest = joinLines(behind).trim()
    // `export: all` and `include = x` are a rule and an assignment.
    if (/^(?::|[?+!:]*=)/.test(rest)) return false
    if (name.startsWith('if')) this.#conditions += 1
    else if (name === 'endif') this.#conditions = Math.max(0, this.#conditions - 1)
    else if (name === 'define') this.#define = { name: rest.replace(/(?<![:?+!])[:?+!]*=$/, '').trim(), lines: [] }
    else if (name.endsWith('include'))
      for (const each of rest.split(/\s+/)) this.#includeNamed(each, name !== 'include')
    else if (name === 'export' || name === 'override' || name === 'private') this.#modified(rest)
    return true
  }

  #modified(rest: string): void {
    const assignment = ASSIGNMENT.exec(rest)
    if (assignment !== null) this.#assign(assignment[1] ?? '', assignment[2] ?? '=', assignment[3] ?? '')
  }

  /** Files named with variables that are literal so far are found; a missing optional one is no loss. */
  #includeNamed(written: string, optional: boolean): void {
    const name = written.replace(/\$[({](\w+)[)}]/g, (whole, variable: string) => {
      const value = this.#values.get(variable)?.at(-1)
      if (variable === 'CURDIR') return '.'
      return value === undefined || value.text.includes('$') ? whole : value.text
    })
    if (name === '') return
    const path = join(this.#folder, name)
    if (path.includes('*')) {
      const fits = new RegExp(`^${path.split('*').map(escaped).join('[^/]*')}$`)
      for (const each of this.#tree.files.paths.filter((candidate) => fits.test(candidate))) this.#include(each)
    } else if (!name.includes('$') && (this.#tree.has(path) || !optional)) this.#include(path)
    else if (!optional) this.#missing.push(written)
  }

  #assign(name: string, written: string, text: string): void {
    const operator = written === '?=' || written === '+=' || written === '!=' ? written : '='
    const values = this.#values.get(name) ?? []
    values.push({ text, operator, conditional: this.#conditions > 0 })
    this.#values.set(name, values)
  }

  #startRule(text: string, file: string, line: number): void {
    this.#rule = undefined
    const colon = colonIn(text)
    if (colon < 0) return
    const targets = text.slice(0, colon).replace(/&$/, '').trim()
    const behind = text.slice(colon + 1).replace(/^:/, '')
    // `target: VAR = value` sets a variable for the target and is no rule of its own.
    if (ASSIGNMENT.test(behind.trim().replace(/^(?:export|override|private)\s+/, ''))) return
    const semicolon = behind.indexOf(';')
    const prerequisites = (semicolon < 0 ? behind : behind.slice(0, semicolon)).trim()
    const rule: MakeRule = { targets, prerequisites, recipe: [], file, line }
    if (semicolon >= 0) {
      const own = behind.slice(semicolon + 1).trim()
      // Where on its line it begins got lost with the blanks of continued lines.
      rule.recipe.push({ text: own, file, line, rows: [{ from: 1, end: 1 }], conditional: this.#conditions > 0 })
    }
    this.#rules.push(rule)
    this.#rule = rule
  }
}

/** Lines with those that continue them; a recipe keeps the backslashes for the shell. */
function* logicalLines(text: string): Generator<{ text: string; number: number }> {
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const number = index + 1
    const parts = [stripReturn(lines[index])]
    while (isContinued(parts.at(-1) ?? '') && index + 1 < lines.length) parts.push(stripReturn(lines[++index]))
    yield { text: parts.join('\n'), number }
  }
}

/** A tab in front of a line of a recipe is not part of it. */
function rowsOf(text: string): Row[] {
  return text.split('\n').map((row) => ({ from: row.startsWith('\t') ? 2 : 1, end: row.length + 1 }))
}

function stripReturn(line: string | undefined): string {
  return line?.endsWith('\r') === true ? line.slice(0, -1) : (line ?? '')
}

function isContinued(line: string): boolean {
  let backslashes = 0
  while (line[line.length - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}

function joinLines(text: string): string {
  return text.replace(/(?<![ \t])[ \t]*\\\n[ \t]*/g, ' ')
}

function withoutComment(line: string): string {
  const at = /(?:^|[^\\])#/.exec(line)
  return at === null ? line : line.slice(0, at.index + (at[0].length - 1))
}

/** The colon that ends a rule's targets: not one inside a variable reference, nor that of a drive letter. */
function colonIn(text: string): number {
  let open = 0
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]
    if (char === '$' && (text[index + 1] === '(' || text[index + 1] === '{')) {
      open += 1
      index += 1
    } else if ((char === ')' || char === '}') && open > 0) open -= 1
    else if (char === ':' && open === 0) return index
  }
  return -1
}

function join(folder: string, name: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
