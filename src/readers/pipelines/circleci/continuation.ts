import type { Pipeline, Step, Unresolved } from '../../../models/index.js'
import { unresolved } from '../parts.js'

/** Orbs that continue a setup workflow with a config, and the inputs that name its file. */
const ORBS: ReadonlySet<string> = new Set(['circleci:circleci/continuation', 'circleci:circleci/path-filtering'])
const INPUTS = ['configuration_path', 'config-path', 'configuration-path', 'config_path']

/** The file that these orbs go on with where none is named. */
const DEFAULT = '.circleci/continue_config.yml'

/** What a setup workflow goes on with: files of the tree, and what cannot be told. */
export interface Continuation {
  readonly files: readonly string[]
  readonly unresolved: readonly Unresolved[]
}

/**
 * Finds the configs that setup workflows go on with: those that an orb is told, and those of `candidates` that a script
 * names. A config that is made in the run cannot be read.
 */
export function continuationOf(pipelines: readonly Pipeline[], candidates: readonly string[]): Continuation {
  const steps = pipelines.flatMap(({ jobs }) => jobs).flatMap((job) => job.steps)
  const told = steps
    .filter(({ uses }) => ORBS.has(uses?.repository ?? ''))
    .map((step) => ({ step, file: fileOf(step) }))
  const files = new Set([
    ...told.map(({ file }) => file).filter((file) => candidates.includes(file)),
    ...candidates.filter((file) => steps.some(({ run }) => run?.value.includes(baseName(file)))),
  ])
  const made = told.find(({ file }) => !candidates.includes(file))
  const at = made?.step.at ?? pipelines[0]?.at
  const isOpen = made !== undefined || files.size === 0
  const what = `configuration ${made === undefined ? '' : `${made.file} `}that the setup workflow makes`
  return {
    files: [...files],
    unresolved: isOpen && at !== undefined ? [unresolved(what, 'dynamic', at)] : [],
  }
}

function fileOf({ with: inputs }: Step): string {
  const written = INPUTS.map((name) => inputs.get(name)?.value).find((value) => value !== undefined) ?? DEFAULT
  return written.replace(/^(?:\.\/)+/, '')
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
