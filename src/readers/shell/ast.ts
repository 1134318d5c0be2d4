/** A part of a word whose value the shell finds out when it runs, or plain text. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `$name`, `${name}`, `$1`, `$@`; `fallback` is the literal of `${name:-literal}`. */
  | {
      readonly kind: 'variable'
      readonly name: string
      readonly raw: string
      readonly quoted: boolean
      readonly fallback?: string
    }
  /** A substitution, an arithmetic expression, a template expression: anything else that is not known here. */
  | { readonly kind: 'opaque'; readonly raw: string }

/** One word as written, with its place in the script's text. */
export interface ShellWord {
  /** Quotes removed, expansions as written. */
  readonly text: string
  /** False if the word holds an expansion or a template expression. */
  readonly literal: boolean
  /** True if any of it was quoted or escaped: such a word is never a keyword. */
  readonly quoted: boolean
  /** Present if the word is not literal. */
  readonly parts?: readonly WordPart[]
  /** What its command and process substitutions run, in order. */
  readonly substitutions: readonly List[]
  /** For `NAME=value`: the index of the `=` in `text` (of the `+` for `+=`); else -1. */
  readonly equals: number
  readonly start: number
  readonly end: number
}

/** The text between `<<WORD` and the line that ends it. */
export interface Heredoc {
  readonly start: number
  readonly end: number
}

export interface Redirect {
  /** The file descriptor in front of the operator (`2>`). */
  readonly fd?: number
  /** `>`, `>>`, `<`, `2>&1` without the number, `<<`, `<<<` … */
  readonly operator: string
  readonly target?: ShellWord
  /** Filled in when the line after the operator's line is reached. */
  heredoc?: Heredoc
}

interface NodeBase {
  readonly start: number
  readonly end: number
  readonly redirects: readonly Redirect[]
}

export interface SimpleCommand extends NodeBase {
  readonly kind: 'simple'
  readonly assignments: readonly ShellWord[]
  readonly words: readonly ShellWord[]
}

/** `{ …; }` or `( … )`. */
export interface Group extends NodeBase {
  readonly kind: 'group'
  readonly subshell: boolean
  readonly body: List
}

export interface If extends NodeBase {
  readonly kind: 'if'
  readonly branches: readonly { readonly condition: List; readonly body: List }[]
  readonly otherwise?: List
}

export interface Loop extends NodeBase {
  readonly kind: 'loop'
  /** Condition of `while` and `until`; absent for `for` and `select`. */
  readonly condition?: List
  readonly variable?: string
  /** Words of `for name in words`; absent where the loop goes over something else. */
  readonly items?: readonly ShellWord[]
  readonly body: List
}

export interface Case extends NodeBase {
  readonly kind: 'case'
  readonly subject: ShellWord
  readonly branches: readonly { readonly patterns: readonly ShellWord[]; readonly body: List }[]
}

export interface FunctionDefinition extends NodeBase {
  readonly kind: 'function'
  readonly name: string
  readonly body: Node
}

export type Node = SimpleCommand | Group | If | Loop | Case | FunctionDefinition

/** Commands joined by `|`. */
export interface Pipeline {
  readonly negated: boolean
  readonly commands: readonly Node[]
  readonly start: number
  readonly end: number
}

/** Pipelines joined by `&&` and `||`, up to `;`, `&` or the end of the line. */
export interface Statement {
  readonly parts: readonly { readonly operator?: '&&' | '||'; readonly pipeline: Pipeline }[]
  readonly background: boolean
  readonly start: number
  readonly end: number
}

export interface List {
  readonly statements: readonly Statement[]
}

/** What a look at the whole text tells about its variables; gathered while parsing. */
export interface ScriptNotes {
  /** Offsets at which `$?` or PIPESTATUS is read, ascending. */
  readonly statusReads: readonly number[]
  /** The offset of the last place that reads each variable. */
  readonly lastRead: ReadonlyMap<string, number>
  /** Variables that a loop changes; `@` stands for the positional parameters. */
  readonly changedInLoop: ReadonlySet<string>
  /** Offset of the last `wait` that names what it waits for, or -1. */
  readonly lastWait: number
}

/** Shell text, parsed. */
export interface ShellScript {
  readonly text: string
  readonly body: List
  readonly notes: ScriptNotes
  /** True if not all of the text was read: it is too long, or nested too deep. */
  readonly cut?: boolean
  /** The first thing that is not shell syntax; what follows it was read as well as possible. */
  readonly defect?: { readonly offset: number; readonly message: string }
}
