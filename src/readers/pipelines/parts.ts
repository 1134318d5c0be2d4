import type { Because, Located, Location } from '../../core/location.js'
import type { ActionRef, Job, Pipeline, Step, Unresolved } from '../../models/index.js'
import type { Resolver, Understood } from '../resolve/types.js'
import { placeOf, scriptOf, type ScriptSettings, type SourceText } from './source-text.js'

const NOTHING: Understood = { commands: [], intents: [], opaque: [] }

/** What a step may say beside what it runs. */
export type StepFields = Partial<Omit<Step, 'commands' | 'intents' | 'opaque' | 'inner' | 'run' | 'uses'>>

/** A step that runs a script. The script is followed into the tree, and every command is looked up. */
export function scriptStep(
  resolver: Resolver,
  source: SourceText,
  settings: ScriptSettings,
  fields: StepFields = {},
): Step {
  const at = placeOf(source)
  const run: Located<string> = { value: source.text, at, segments: segmentsOf(source) }
  return {
    env: new Map(),
    with: new Map(),
    at,
    ...fields,
    run,
    ...(settings.shell !== undefined && { shell: settings.shell }),
    ...resolver.script(scriptOf(source, settings)),
    inner: [],
  }
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
    ...resolver.action(uses, inputs, uses.at, because),
    inner: [],
  }
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
