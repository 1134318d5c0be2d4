import type { Because, Located, Location } from '../../core/location.js'
import type { ActionRef, Job, Pipeline, Step, Unresolved } from '../../models/index.js'
import type { Resolver, Understood } from '../resolve/types.js'
import { joined, placeOf, scriptOf, type ScriptSettings, type SourceText } from './source-text.js'

const NOTHING: Understood = { commands: [], intents: [], opaque: [] }

/** What a step may say beside what it runs. */
export type StepFields = Partial<Omit<Step, 'commands' | 'intents' | 'opaque' | 'inner' | 'run' | 'uses'>>

/** How a step's script is run. */
export interface StepSettings extends ScriptSettings {
  /** What the same shell has run before: the folder and the variables that it left behind hold. */
  readonly prelude?: SourceText
}

/** A step that runs a script. The script is followed into the tree, and every command is looked up. */
export function scriptStep(
  resolver: Resolver,
  source: SourceText,
  { prelude, ...settings }: StepSettings,
  fields: StepFields = {},
): Step {
  const whole = prelude === undefined ? source : (joined([prelude, source]) ?? source)
  const understood = resolver.script(scriptOf(whole, settings))
  return {
    env: new Map(),
    with: new Map(),
    at: placeOf(source),
    ...fields,
    run: runOf(source),
    ...(settings.shell !== undefined && { shell: settings.shell }),
    ...(prelude === undefined ? understood : without(prelude, understood, settings.because.length)),
    inner: [],
  }
}

/** The text of a script as the `run` of a step. */
export function runOf(source: SourceText): Located<string> {
  return { value: source.text, at: placeOf(source), segments: segmentsOf(source) }
}

/** What was understood, but for what the lines of `prelude` do. `depth` is where those lines stand in each chain. */
function without(prelude: SourceText, { commands, intents, opaque }: Understood, depth: number): Understood {
  const lines = new Set(segmentsOf(prelude).map(({ line }) => line))
  const isOwn = ({ because }: { readonly because: readonly Because[] }): boolean =>
    because[depth]?.file !== prelude.file || !lines.has(because[depth].line)
  return { commands: commands.filter(isOwn), intents: intents.filter(isOwn), opaque: opaque.filter(isOwn) }
}

/** A step that uses ready-made code (`uses.repository` is its name in the lexicon); what the lexicon does not know is opaque. */
export function usesStep(
  resolver: Resolver,
  uses: ActionRef,
  inputs: ReadonlyMap<string, Located<string>>,
  because: readonly Because[],
  fields: StepFields = {},
): Step {
  return {
    env: new Map(),
    at: uses.at,
    ...fields,
    uses,
    with: inputs,
    ...resolver.action(uses, inputs, uses.at, because, fields.env && literals(fields.env)),
    inner: [],
  }
}

function literals(env: NonNullable<StepFields['env']>): ReadonlyMap<string, string> {
  return new Map([...env].flatMap(([name, { value }]) => (value.includes('$') ? [] : [[name, value]])))
}

/** A step of which only this is known: it could not be resolved. */
export function opaqueStep(unresolved: Unresolved, fields: StepFields = {}): Step {
  return { env: new Map(), with: new Map(), at: unresolved.at, ...fields, ...NOTHING, opaque: [unresolved], inner: [] }
}

/** A job. What is not given is empty; jobs of other systems than GitHub report no check by name unless they say so. */
export function newJob(fields: Pick<Job, 'id' | 'at'> & Partial<Job>): Job {
  return {
    name: fields.id,
    checkNames: [],
    checkNamesComplete: true,
    needs: [],
    env: new Map(),
    runner: [],
    steps: [],
    ...fields,
  }
}

/** A pipeline. What is not given is empty. */
export function newPipeline(fields: Pick<Pipeline, 'system' | 'file' | 'at'> & Partial<Pipeline>): Pipeline {
  return {
    kind: 'workflow',
    name: fields.file,
    triggers: [],
    jobs: [],
    env: new Map(),
    unresolved: [],
    ...fields,
  }
}

/** Something that cannot be resolved, with its place as the last link of the chain. */
export function unresolved(
  what: string,
  reason: Unresolved['reason'],
  at: Location,
  because: readonly Because[] = [],
): Unresolved {
  const last = because.at(-1)
  const chain =
    last?.file === at.file && last.line === at.line
      ? because
      : [...because, { file: at.file, line: at.line, text: what }]
  return { what, reason, at, because: chain }
}

/** Where each line of the text begins in its file. */
function segmentsOf({ text, place }: SourceText): NonNullable<Located<string>['segments']> {
  const segments = [{ offset: 0, ...place(0) }]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    segments.push({ offset: end + 1, ...place(end + 1) })
  }
  return segments
}
