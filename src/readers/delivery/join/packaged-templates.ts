import type { Command, DeploymentTarget, Pipeline } from '../../../models/index.js'
import { joinPath, optionsOf } from '../command-words.js'
import type { Place } from '../throwaway.js'
import { pathsOf, resourcesAt } from './files.js'
import { JOININGS } from './tools.js'
import type { Tree } from './tree.js'

/** Tools that deploy templates of AWS CloudFormation. */
const TOOLS: ReadonlySet<string> = new Set(['cloudformation', 'sam'])

/** How `aws cloudformation package` and `sam package` are told where to write (AWS CLI and AWS SAM CLI references). */
const OUTPUT: ReadonlySet<string> = new Set(['--output-template-file', '--output-template'])

/** A template that a command writes after it has uploaded the code that the template names. */
interface Packaged {
  /** Relative to the root; as written where the folder is not known. */
  readonly file: string
  readonly place: Pick<Place, 'job' | 'step'>
  readonly command: Command
}

const KNOWN = new WeakMap<Pipeline, readonly Packaged[]>()

/** What the targets stand for where a command of the pipeline wrote them out of a template of the tree. */
export interface PackagedTargets {
  readonly targets: readonly DeploymentTarget[]
  /** Whether code goes along: what is deployed is an application then. */
  readonly withCode: boolean
}

/** Replaces templates that the tree does not have by those which `package` made them of. */
export function withPackaged(
  targets: readonly DeploymentTarget[],
  tool: string,
  place: Place,
  tree: Tree,
): PackagedTargets {
  if (!TOOLS.has(tool) || targets.every(isThere)) return { targets, withCode: false }
  const packaged = packagedBy(place.pipeline)
  const found = targets.map((target) => {
    const from = isThere(target) ? undefined : packaged.find(({ file }) => isSame(target.text, file))
    return from === undefined ? [target] : sourcesOf(from, place, tree)
  })
  return { targets: found.flat(), withCode: found.some(([first], index) => first !== targets[index]) }
}

const isThere = ({ kind, exists }: DeploymentTarget): boolean => kind !== 'path' || exists

/** `Artifact::file` of AWS CodePipeline is relative to what a build kept, so that only the name of the file tells. */
function isSame(text: string, file: string): boolean {
  const [artifact, within] = text.split('::')
  return within === undefined ? artifact === file : within.split('/').at(-1) === file.split('/').at(-1)
}

function packagedBy(pipeline: Pipeline): readonly Packaged[] {
  const known = KNOWN.get(pipeline)
  if (known !== undefined) return known
  const found = pipeline.jobs.flatMap((job) =>
    job.steps.flatMap((step) =>
      step.intents.flatMap(({ kind, tool, command }) =>
        kind === 'package' && TOOLS.has(tool) && command !== undefined
          ? optionsOf(command)
              .filter(({ name, value }) => OUTPUT.has(name) && value.literal)
              .map(({ value }) => ({ file: fileOf(command, value.text), place: { job, step }, command }))
          : [],
      ),
    ),
  )
  KNOWN.set(pipeline, found)
  return found
}

const fileOf = ({ directory }: Command, text: string): string => joinPath(directory ?? '', text) ?? text

/** The template that was packaged; that of the folder where the command names none. */
function sourcesOf({ place: own, command }: Packaged, place: Place, tree: Tree): DeploymentTarget[] {
  const filing = JOININGS.get('sam')?.files
  if (filing === undefined) return []
  return pathsOf(filing, { ...place, ...own }, command, tree).map((path) => ({
    kind: 'path',
    text: path.text,
    known: path.known,
    exists: path.known && tree.has(path.text),
    resources: resourcesAt(path, filing, tree),
    candidates: [],
  }))
}
