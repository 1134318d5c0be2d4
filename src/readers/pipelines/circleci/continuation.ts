import type { Pipeline, Step, Unresolved } from '../../../models/index.js'
import { unresolved } from '../parts.js'

/** Commands and jobs of orbs that go on with a config, and its file where none is named. */
const CONTINUING: ReadonlyMap<string, string> = new Map([
  ['circleci:circleci/continuation/continue', '.circleci/continue_config.yml'],
  ['circleci:circleci/path-filtering/filter', '.circleci/continue_config.yml'],
  ['circleci:circleci/orb-tools/continue', '.circleci/test-deploy.yml'],
])

/** The inputs that name the file. */
const INPUTS = ['configuration_path', 'config-path', 'configuration-path', 'config_path']

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
  const told = steps.flatMap((step) => {
    const file = fileOf(step)
    return file === undefined ? [] : [{ step, file }]
  })
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

function fileOf({ with: inputs, uses }: Step): string | undefined {
  const standard = CONTINUING.get(`${uses?.repository}/${uses?.path}`)
  if (standard === undefined) return undefined
  const written = INPUTS.map((name) => inputs.get(name)?.value).find((value) => value !== undefined) ?? standard
  return written.replace(/^(?:\.\/)+/, '')
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
