import type { CommandMeaning } from '../../lexicon/index.js'
import type { Because } from '../../core/location.js'
import type { Unresolved } from '../../models/index.js'
import type { Argument, ShellCommand, ShellScript, Span } from '../shell/index.js'
import type { Source } from './source.js'
import type { Tree } from './tree.js'

/** A command as it is about to run, wrappers taken off. */
export interface Invocation {
  readonly words: readonly Argument[]
  /** The program that the first word names, without folder. */
  readonly program: string
  readonly directory: string | undefined
  /** Where the command runs: in the checked-out tree, in a container that may hold it, on another host. */
  readonly where: 'tree' | 'container' | 'host'
  /** Environment variables whose values are known. */
  readonly env: ReadonlyMap<string, string>
  /** As the shell sees it: what it reads, where it is written. */
  readonly command: ShellCommand
  readonly source: Source
}

export type Dialect = 'posix' | 'powershell' | 'batch'

/** A text of the tree that a command runs. */
export interface Reached {
  readonly text: string
  readonly source: Source
  /** Names the text, so that a script that runs itself ends. */
  readonly key: string
  readonly dialect?: Dialect
  readonly failFast: boolean
  readonly pipefail: boolean
  readonly directory: string | undefined
  /** Stretches of the text that stand for values that are not known. */
  readonly known?: readonly Span[]
  readonly positional?: readonly Argument[]
  readonly scriptFolder?: string
  /** The text, parsed before. */
  readonly parsed?: ShellScript
  readonly ignoredFailure?: string
  readonly conditional?: boolean
  /** What its commands are for, where the tree names them otherwise than the lexicon does: hooks by their ids. */
  readonly meaning?: CommandMeaning
  /** Links between the command and the text: the lines of targets that need each other. */
  readonly via?: readonly Because[]
}

export interface Gap {
  readonly what: string
  readonly reason: Unresolved['reason']
}

/** What a command leads to. */
export interface Reach {
  /** Texts that it runs, in order. */
  readonly scripts: readonly Reached[]
  /** What of it could not be found. */
  readonly gaps: readonly Gap[]
  /** True if the command does something itself beside. */
  readonly itself?: boolean
  /** What it is for, where what it runs is not in the tree and yet known. */
  readonly meaning?: CommandMeaning
  /** Words that it runs, in the same place. */
  readonly instead?: readonly Argument[]
}

/** Looks a command up in the tree; undefined if it leads nowhere there. */
export type Follower = (invocation: Invocation, tree: Tree) => Reach | undefined

export const NOWHERE: Reach = { scripts: [], gaps: [] }

/** A reach that consists of one gap. */
export function gap(what: string, reason: Gap['reason']): Reach {
  return { scripts: [], gaps: [{ what, reason }] }
}
