import type { Activity, Step } from '../../../models/index.js'
import { parseImage } from '../../../models/image.js'
import { operandsOf, optionsOf } from '../command-words.js'
import type { Station } from './stations.js'

/** The name that `actions/upload-artifact` takes where none is given (its README, Inputs). */
const UNNAMED = 'artifact'

/** Systems in which later stages get the files that a job keeps without asking (GitLab docs: Job artifacts; Bitbucket: Use artifacts in steps). */
const HANDED_ON: ReadonlySet<string> = new Set(['gitlab-ci', 'bitbucket-pipelines'])

/** Shorter names of images are found in too many texts. */
const SHORTEST_NAME = 4

/**
 * What a station makes, hands on and takes, by the names that its files tell: images without tag, artifacts of the CI
 * system, kept files. Made once for each station; what it takes is looked for when the first station asks.
 */
export class Artifacts {
  readonly #station: Station
  readonly #uploads: readonly string[]
  readonly #kept: readonly string[]
  readonly #images: readonly string[]
  #downloads: readonly NameInputs[] | undefined
  #texts: readonly string[] | undefined

  constructor(station: Station, publications: readonly Activity[]) {
    const { pipeline, job, roles } = station
    this.#station = station
    this.#uploads = inputsOfAction(job.steps, 'actions/upload-artifact').map(({ name }) => name ?? UNNAMED)
    this.#kept =
      HANDED_ON.has(pipeline.system) && roles.includes('build')
        ? (job.keeps ?? []).filter(({ report }) => report === undefined).flatMap(({ paths }) => paths.slice(0, 1))
        : []
    this.#images = distinct(publications.filter((each) => each.job === job).flatMap(imagesOf))
  }

  /** The names of what the later station takes from this one. Images count between pipelines, files only within one. */
  to(later: Artifacts): string[] {
    const { pipeline, roles } = later.#station
    const samePipeline = pipeline === this.#station.pipeline
    const takesFiles = samePipeline && roles.some((role) => role === 'deploy' || role === 'publish')
    return distinct([
      ...(samePipeline ? this.#uploads.filter((name) => later.#downloadsAny(name)) : []),
      ...(takesFiles ? this.#kept : []),
      ...(roles.includes('deploy') ? this.#images.filter((image) => later.#names(image)) : []),
    ])
  }

  /** A download without a name brings them all. */
  #downloadsAny(artifact: string): boolean {
    this.#downloads ??= inputsOfAction(this.#station.job.steps, 'actions/download-artifact')
    return this.#downloads.some((each) => isWanted(artifact, each))
  }

  #names(image: string): boolean {
    this.#texts ??= this.#station.job.steps.flatMap(textsOf)
    return this.#texts.some((text) => text.includes(image))
  }
}

interface NameInputs {
  readonly name: string | undefined
  readonly pattern: string | undefined
}

/** How each step that uses the action names artifacts. */
function inputsOfAction(steps: readonly Step[], action: string): NameInputs[] {
  return withInner(steps)
    .filter(({ uses }) => uses?.repository === action)
    .map(({ with: inputs }) => ({ name: inputs.get('name')?.value, pattern: inputs.get('pattern')?.value }))
}

/** By its name, by what the pattern starts with, or because all are wanted. */
function isWanted(artifact: string, { name, pattern }: NameInputs): boolean {
  if (name !== undefined) return artifact === name
  return pattern === undefined || artifact.startsWith(pattern.split(/[*?[{$]/, 1)[0] ?? '')
}

/** The images that a publication pushes, without tags; parts that are expressions stay as written. */
function imagesOf({ step, intent: { command } }: Activity): string[] {
  const texts = command === undefined ? inputsOf(step) : [...pushed(command), ...tagged(command)]
  return texts.map(nameOf).filter((name) => name.length >= SHORTEST_NAME && name.includes('/'))
}

type Publishing = NonNullable<Activity['intent']['command']>

const pushed = (command: Publishing): string[] =>
  command.argv[1]?.text === 'push'
    ? operandsOf(command)
        .slice(1, 2)
        .map(({ text }) => text)
    : []

const tagged = (command: Publishing): string[] =>
  optionsOf(command).flatMap(({ name, value }) => (name === '-t' || name === '--tag' ? [value.text] : []))

function inputsOf({ with: inputs }: Step): string[] {
  return ['tags', 'images', 'image']
    .flatMap((key) => (inputs.get(key)?.value ?? '').split(/[\n,]/))
    .map((text) => text.trim())
}

function nameOf(text: string): string {
  const { registry, repository } = parseImage(text)
  return registry === undefined ? repository : `${registry}/${repository}`
}

function textsOf(step: Step): string[] {
  return withInner([step]).flatMap(({ run, with: inputs, commands }) => [
    ...(run === undefined ? [] : [run.value]),
    ...Array.from(inputs.values(), ({ value }) => value),
    ...commands.flatMap(({ argv }) => argv.map(({ text }) => text)),
  ])
}

const withInner = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...step.inner])

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
