import type { IntentKind } from '../core/intent-kind.js'
import type { Because, Location } from '../core/location.js'

/** Something an adapter met and could not resolve. Verdicts that it could change become `unknown`. */
export interface Unresolved {
  /** What it is, for a person: `remote reusable workflow acme/ci/.github/workflows/test.yml@v1`. */
  readonly what: string
  readonly reason: 'remote' | 'missing' | 'dynamic' | 'unknown-action' | 'unknown-command' | 'too-deep' | 'unsupported'
  readonly at: Location
  readonly because: readonly Because[]
}

/** One word of a command. */
export interface Word {
  /** Quotes removed. Expressions and variables stay as written. */
  readonly text: string
  /** False if the word holds a variable, substitution or expression, so that its run-time value is not known. */
  readonly literal: boolean
}

/** Where a command's output and exit status go, if not to the log and to the script. */
export interface Streams {
  /** The commands to its right in a pipe, nearest first, each as its words are written. */
  readonly pipedInto?: readonly (readonly string[])[]
  /** Started with `&`: the script goes on without it. */
  readonly background?: true
  /** The file that its output goes to, as written: `/dev/null`, `test.log`. */
  readonly stdout?: string
  readonly stderr?: string
}

/**
 * A test of variables in a script, as written there: `"$TRAVIS_BRANCH" = main` is `equal`, what compares with a pattern or
 * a regular expression `like`. An empty text on the right asks whether there is anything.
 */
export type ShellTest =
  | { readonly kind: 'equal' | 'like'; readonly left: string; readonly right: string }
  | { readonly kind: 'not'; readonly of: ShellTest }
  | { readonly kind: 'all' | 'any'; readonly of: readonly ShellTest[] }

/** One simple command, after every wrapper (`sudo`, `env A=b`, `npx`, `poetry run`) and indirection was followed. */
export interface Command {
  readonly argv: readonly Word[]
  /** Environment assignments in front of the command. */
  readonly env: ReadonlyMap<string, string>
  /** The construct that discards the command's failure: `|| true`, `set +e`, `; exit 0`, `| tee` without pipefail …; undefined if it can fail the step. */
  readonly ignoredFailure?: string
  /** What runs if it fails: the right side of `||`, when that is more than discarding. */
  readonly onFailure?: readonly Command[]
  /** True inside `$(…)`: it makes a value, and what reads that value may judge it. */
  readonly captured?: boolean
  /** Absent: it writes to the log, and the script has its status. */
  readonly streams?: Streams
  /** True if it runs only when a condition inside the script holds (`if`, `case`, `&&` after a test). */
  readonly conditional: boolean
  /** Tests of variables that hold whenever it runs. What else it may hang on is not here. */
  readonly guards?: readonly ShellTest[]
  /** It runs on another machine (`ssh host …`), where what ran before it is still there. */
  readonly remote?: true
  /** The folder it runs in, relative to the root, or undefined if it cannot be told. */
  readonly directory: string | undefined
  readonly at: Location
  /** From the pipeline line down to this command. The first link is the pipeline's own line. */
  readonly because: readonly Because[]
}

/** What a step, or one command of it, is for. */
export interface Intent {
  readonly kind: IntentKind
  /** `helm`, `jest`, `codeql`: the lexicon's name of the tool. */
  readonly tool: string
  /** Languages or ecosystems the tool covers (`javascript`, `python`, `terraform`); empty means not tied to any. */
  readonly covers: readonly string[]
  /** Present if a command shows the intent, absent if an action does. */
  readonly command?: Command
  readonly at: Location
  readonly because: readonly Because[]
}
