import type { IntentKind } from '../core/intent-kind.js'

/** One thing that a command or an action is for. */
export interface ToolIntent {
  readonly kind: IntentKind
  /** The lexicon's name of the tool: `helm`, `jest`, `codeql`. */
  readonly tool: string
  /** Languages or ecosystems that the tool covers (`javascript`, `terraform`); empty means not tied to any. */
  readonly covers: readonly string[]
}

/** What a command means. No intents and no `opaque`: it is known, and none of the kinds fits it (`mkdir`). */
export interface CommandMeaning {
  readonly intents: readonly ToolIntent[]
  /** Why it may do more than the intents say, as a sentence part; absent if they say it all. */
  readonly opaque?: string
}

/** What an action means with the inputs that it was given. */
export interface ActionMeaning extends CommandMeaning {
  /** Names of the given inputs that hold shell text, to be read as scripts of the step. */
  readonly scripts: readonly string[]
  /** Commands that it runs and that mean what the tree says (`npm run build`), to be read as scripts of the step. */
  readonly follow?: readonly string[]
  /** True if those scripts run on another machine. */
  readonly remote?: true
}

/** One word of a command: quotes removed; `literal` is false if it holds a variable, a substitution or an expression. */
export interface LexiconWord {
  readonly text: string
  readonly literal: boolean
}

/** A test of the operands, the words that are neither options nor the sub-command. */
export interface OperandTest {
  /** One operand fits one of these globs (`*` at either end). */
  readonly operand?: readonly string[]
  /** No operand fits any of these globs. */
  readonly notOperand?: readonly string[]
  /** There is no operand at all. */
  readonly bare?: boolean
  /** The last operand is a place that fits this glob (`s3://*`), so that files go there and do not come from there. */
  readonly upload?: string
  /** An operand is the address of a service, not of a download: see service-url.ts. */
  readonly url?: 'service'
}

/** When a command of a program has which intents. Every entry that fits adds its intents. */
export interface EntryData extends OperandTest {
  /** Sub-command paths, any of which fits; absent: whatever the sub-command. */
  readonly sub?: readonly (readonly string[])[]
  /** Sub-command paths that do not fit. */
  readonly except?: readonly (readonly string[])[]
  /** At least one of these options is given: `--check`, `--dry-run=client`. */
  readonly with?: readonly string[]
  /** It runs on another machine than the pipeline (`ssh host …`), where things keep running when it is done. */
  readonly remote?: boolean
  /** And at least one of these. */
  readonly also?: readonly string[]
  /** None of these options is given. */
  readonly without?: readonly string[]
  readonly intents?: readonly IntentKind[]
  /** A test command: adds the kinds that its paths, tags and configuration tell, else unit-test (test-levels.ts). */
  readonly levels?: boolean
  readonly tool?: string
  readonly covers?: readonly string[]
  readonly opaque?: string
}

/** Words of a command that are a command themselves: `python -m pytest`. */
export interface DelegateData {
  /** They follow this sub-command path … */
  readonly sub?: readonly string[]
  /** … and start with the value of this option (`-m`); absent: with the next operand. */
  readonly option?: string
  /** Operands, or values of the option, that do not start a command (`nyc report`, `python -m venv`). */
  readonly except?: readonly string[]
  /** Operands between the path and the inner command (the service of `docker compose run`). */
  readonly skip?: number
  /** They follow `--` (`kubectl exec pod -- env`). */
  readonly dashes?: boolean
  /** Why the call may do anything if it names no inner command. */
  readonly alone?: string
  /** The operand before the inner command is an image, whose entry point may be the program. */
  readonly image?: boolean
  /** Only if no entry fits, and the reason to give if the inner command is not known. */
  readonly fallback?: string
}

/** A program (or several that take the same words) and what its commands mean. */
export interface ProgramData {
  /** Absent: every program is a tool of its own name. */
  readonly tool?: string
  readonly covers?: readonly string[]
  /** A command of the system: a path into the tree with its name is something else (`./test`). */
  readonly system?: boolean
  /** `goals`: every operand is a task of its own (`mvn clean verify`). Otherwise operands start with a sub-command path. */
  readonly style?: 'goals'
  /** Options that take the next word as their value. */
  readonly values?: readonly string[]
  /** Short options may stand together: `-fsSL`. */
  readonly grouped?: boolean
  /** `--name` and `-name` are the same option (Go's flag package, Java tools). */
  readonly oneDash?: boolean
  /** Operands behind `--` count too (`terragrunt run -- plan`). */
  readonly throughDashes?: boolean
  /** Globs of leading operands that are no sub-command (`+nightly`). */
  readonly skips?: readonly string[]
  readonly entries?: readonly EntryData[]
  readonly delegates?: readonly DelegateData[]
  /** Why a call that fits no entry may do anything. */
  readonly opaque?: string
}

/** Intents that an action has with certain inputs. */
export interface ActionCaseData {
  /** Input name → globs of which its value, in lower case, must fit one: `''` is an input not given, `*` any that is. */
  readonly when: Readonly<Record<string, readonly string[]>>
  /** A value that is an expression counts as fitting (`push: ${{ … }}`); otherwise it leaves the action opaque. */
  readonly maybe?: boolean
  readonly intents: readonly IntentKind[]
  readonly tool?: string
  readonly covers?: readonly string[]
}

/** An action (or several of the same meaning): `owner/repo`, `owner/repo/path`, `owner/repo/*` or `docker://image`. */
export interface ActionData {
  /** Absent: the action's own name, see toolOf() of actions.ts. */
  readonly tool?: string
  readonly covers?: readonly string[]
  readonly intents?: readonly IntentKind[]
  readonly cases?: readonly ActionCaseData[]
  /** Values of inputs that are not given. */
  readonly defaults?: Readonly<Record<string, string>>
  readonly scripts?: readonly string[]
  /** The scripts run on another machine. */
  readonly remote?: boolean
  /** The input that holds a script in JavaScript for GitHub's API, see github-script.ts. */
  readonly apiScript?: string
  /** Commands that the action runs; `{name}` stands for the words of an input. */
  readonly runs?: readonly string[]
  /** Values of inputs with which it runs none of these commands. */
  readonly idle?: Readonly<Record<string, readonly string[]>>
  readonly opaque?: string
}

/** A container image whose entry point is a known program. */
export interface ImageData {
  readonly program: string
}

/**
 * All of the lexicon, as data.generated.ts holds it: a line an entry, its names (lower case) and then the entry as JSON,
 * because strings load several times faster than the objects would. entries.ts reads them.
 */
export interface LexiconText {
  readonly programs: readonly string[]
  readonly actions: readonly string[]
  readonly images: readonly string[]
}
