import type { Location } from '../core/location.js'
import type { Finding } from '../core/report.js'
import type { Models } from '../models/index.js'
import type { HclSource } from './hcl/source.js'
import type { YamlSource } from './yaml/source.js'

/** A piece of a file that gives way to another text. Offsets count UTF-16 units of the file's text. */
export interface Edit {
  readonly file: string
  /** Offset of the first character that goes. */
  readonly from: number
  /** Offset behind the last character that goes; equal to `from` where text is only added. */
  readonly to: number
  readonly text: string
}

/** What solves one finding. */
export interface Fix {
  readonly edits: readonly Edit[]
  /**
   * Routes of what the edits change, by file: a value, a key that is added, or a collection of which everything may
   * change. All else must read as before, or the fix is not kept.
   */
  readonly touches: ReadonlyMap<string, readonly string[]>
}

/** Why there is no fix, as a part of a sentence: `the value comes through an alias`. */
export interface Refused {
  readonly refused: string
}

export type Proposal = Fix | Refused

/** `safe-fix`: the pipeline or the infrastructure does the same as before, and what the check asks for. */
export type Fixability = 'safe-fix' | 'suggestion'

/** A finding that stands somewhere in a file. */
export type PlacedProblem = Finding & { readonly at: Location }

/** What a fixer gets to see. All of it as the file is now, with the fixes of earlier rounds. */
export interface FixInput {
  readonly finding: PlacedProblem
  readonly file: string
  readonly text: string
  /** Whether the tree holds the path. */
  has(path: string): boolean
  /** The text of another file. */
  textOf(path: string): string | undefined
  /** The file as YAML or JSON; undefined if it cannot be read as such without a fault. */
  yaml(): YamlSource | undefined
  /** The file as HCL; undefined if it cannot be read as such without a fault. */
  hcl(): HclSource | undefined
  /** What all files mean, read when first asked for. */
  models(): Models
  readonly ports: FixPorts
}

/** A version of an action, as the host of its repository names it. */
export interface ResolvedRef {
  /** Full commit id. */
  readonly commit: string
  /** The most exact tag of that commit that is a version: `v4.2.1` for `v4`; absent if it has none. */
  readonly version?: string
}

/** What only somebody else can answer; handed in, because nothing here reaches out. */
export interface FixPorts {
  /** The commit that a tag or branch of a repository on GitHub stands for now, or why that is not known. */
  resolveRef?(repository: string, ref: string): Promise<ResolvedRef | Refused>
}

/** Knows how to solve the problems that one check reports under some of its messages. */
export interface Fixer {
  readonly check: string
  /** The ids of the messages; all of the check's, without. */
  readonly messages?: readonly string[]
  readonly fixability: Fixability
  /** What it does, for the documentation: a sentence without a full stop, in the imperative. */
  readonly does: string
  /** What it leaves alone, for the documentation: a sentence without a full stop. */
  readonly leaves?: string
  /**
   * Checks that judge what the fix adds, or what it makes readable: they had nothing to say before, and may say now what is
   * still missing. Nothing else may change in what the checks say.
   */
  readonly leadsTo?: readonly string[]
  propose(input: FixInput): Proposal | Promise<Proposal>
}
