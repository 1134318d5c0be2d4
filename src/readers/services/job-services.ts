import { withoutTrailingSlashes } from '../../core/slashes.js'
import type { IntentKind } from '../../core/intent-kind.js'
import type { Command, FileIndex, Job, Pipeline, Step } from '../../models/index.js'
import { nameOf, resolveIn } from '../paths.js'
import { literalFolder } from './literal-folder.js'

/** Which service a path belongs to. */
export type ServiceOf = (path: string) => string | undefined

/** What tells the services of jobs apart. */
export interface Sight {
  readonly files: FileIndex
  readonly serviceOf: ServiceOf
  readonly names: ReadonlySet<string>
}

/** Work on the whole tree where it runs at the root and names no service. */
const WHOLE: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'build',
  'lint',
  'format-check',
  'type-check',
  'unit-test',
  'integration-test',
  'acceptance-test',
  'coverage',
  'sast',
  'sca',
  'secret-scan',
])

/** Options by which build tools of monorepos are told one project. */
const FILTERS: ReadonlySet<string> = new Set([
  '--filter',
  '-F',
  '--scope',
  '--workspace',
  '-w',
  '--project',
  '--projects',
])

/** Options whose value is the folder that a program works in. */
const FOLDERS: ReadonlySet<string> = new Set(['-C', '--cwd', '--dir', '--directory', '--prefix', '-chdir', '--chdir'])

/** Programs that take the folder to build as a plain word. */
const BUILDERS: ReadonlySet<string> = new Set(['docker', 'podman', 'buildah', 'pack', 'docker-compose'])

/** Programs that only print their words. */
const PRINTERS: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', 'jq', '[', '[[', 'test'])

/** Inputs of actions that hold a folder, which may be a plain word. */
const FOLDER_INPUT = /dir|path|folder|context|root|project|package|workspace|entrypoint|source/i

/** Words of one step that are looked at. */
const MOST_WORDS = 2000

/** The one service whose changes start the pipeline, by its path filters; undefined if there is none or are several. */
export function serviceOfPipeline({ triggers }: Pipeline, { serviceOf }: Sight): string | undefined {
  const automatic = triggers.filter(({ kind }) => kind === 'push' || kind.startsWith('change-request'))
  if (automatic.length === 0 || automatic.some(({ paths }) => paths === undefined)) return undefined
  const named = automatic.flatMap(({ paths = [] }) =>
    paths.flatMap(({ value }) => (value.startsWith('!') ? [] : (serviceAt(literalFolder(value), serviceOf) ?? []))),
  )
  return only(named)
}

/** The one service that a job builds, tests or deploys; undefined where that is the whole repository, several or unknown. */
export function serviceOfJob(job: Job, sight: Sight): string | undefined {
  const steps = job.steps.flatMap((step) => [step, ...step.inner])
  const named = new Set([...steps.flatMap((step) => servicesOfStep(step, sight)), ...conditionServices(job, sight)])
  for (const each of inputServices(job.calls?.with ?? new Map(), sight)) named.add(each)
  if (named.size !== 1 || steps.some((step) => variesBetweenRuns(job, step) || isOfAll(step, sight))) return undefined
  return only([...named])
}

/** Whether the matrix decides where a step works or what it works on: then the job is not that of one service. */
function variesBetweenRuns({ matrix }: Job, { workingDirectory, run, with: inputs }: Step): boolean {
  if (matrix === undefined) return false
  const places = [...inputs].filter(([name]) => !/version/i.test(name)).map(([, { value }]) => value)
  return [workingDirectory?.value ?? '', run?.value ?? '', ...places].some((text) =>
    /\$\{\{[^}]{0,200}\bmatrix\b/.test(text),
  )
}

/** Whether a step works on more than services: where it runs is known, and nothing in it names a service. */
function isOfAll({ intents }: Step, sight: Sight): boolean {
  return intents.some(
    ({ kind, command }) =>
      WHOLE.has(kind) && command?.directory !== undefined && commandServices(command, sight).length === 0,
  )
}

function servicesOfStep(step: Step, sight: Sight): string[] {
  const folder = step.workingDirectory?.value ?? ''
  const inputs = inputServices(step.with, sight)
  const commands = step.commands.slice(0, MOST_WORDS).flatMap((command) => commandServices(command, sight))
  const local = step.uses?.kind === 'local' ? (step.uses.path ?? '') : ''
  return [folder, local]
    .flatMap((path) => serviceAt(resolveIn('', path), sight.serviceOf) ?? [])
    .concat(inputs, commands)
}

/** The folder it runs in, the files that lead to it, and the paths and projects that it names. */
function commandServices({ directory = '', argv, because }: Command, sight: Sight): string[] {
  const own = directory === '' ? [] : (serviceAt(directory, sight.serviceOf) ?? [])
  const chain = because.flatMap(({ file }) => sight.serviceOf(file) ?? [])
  const program = argv[0]?.text ?? ''
  if (PRINTERS.has(program)) return [own, chain].flat()
  const words = argv.slice(1).flatMap(({ text }, index) => {
    const [option, value] = text.startsWith('-') ? splitOption(text) : [argv[index]?.text ?? '', text]
    if (value === undefined) return []
    const isPlace = BUILDERS.has(program) || FOLDERS.has(option)
    return [
      ...(FILTERS.has(option) ? projectServices(value, sight) : []),
      ...wordServices(value, directory, sight, isPlace),
    ]
  })
  return [own, chain, words].flat()
}

/** The services of which the inputs of an action or a called workflow name files or folders. */
function inputServices(inputs: Step['with'], sight: Sight): string[] {
  return [...inputs].flatMap(([name, { value }]) => wordServices(value, '', sight, FOLDER_INPUT.test(name)))
}

function splitOption(text: string): [string, string | undefined] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

/** `web` of `@acme/web...`, `{./apps/web}` and `...web`, if a service is called so. */
function projectServices(value: string, { names }: Sight): string[] {
  const plain = nameOf(withoutTrailingSlashes(value.replaceAll(/[{}^]|\.\.\.|\[[^\]]{0,100}\]/g, '')))
  return names.has(plain) ? [plain] : []
}

/**
 * The services of which a text names existing files or folders.
 * @param isPlace whether a word without a slash may be a folder, and not just anything that is called like one
 */
function wordServices(text: string, directory: string, { files, serviceOf }: Sight, isPlace: boolean): string[] {
  return text
    .split(/[\s,:"']+/, MOST_WORDS)
    .filter((word) => (isPlace || word.includes('/')) && word.length < 300 && !word.includes('${{'))
    .flatMap((word) => {
      const path = resolveIn(directory, word.replace(/(?<!\*)\*+$/, '').replace(/\/$/, ''))
      return path !== '' && (files.has(path) || files.hasFolder(path)) ? (serviceAt(path, serviceOf) ?? []) : []
    })
}

/** Outputs of a job that looks at what has changed, named like services: `needs.changes.outputs.web`. */
function conditionServices({ condition }: Job, { names }: Sight): string[] {
  const text = condition?.value ?? ''
  return [...text.matchAll(/\boutputs(?:\.([\w-]{1,80})|\[['"]([^'"\]]{1,80})['"]\])/g)].flatMap(
    ([, dotted, quoted]) => {
      const name = dotted ?? quoted ?? ''
      return names.has(name) ? [name] : []
    },
  )
}

/** The service of a folder or file; a glob of files below the folder counts for the folder. */
function serviceAt(path: string, serviceOf: ServiceOf): string | undefined {
  return path === '' ? undefined : (serviceOf(path) ?? serviceOf(`${path}/-`))
}

function only(names: readonly string[]): string | undefined {
  return names.length > 0 && new Set(names).size === 1 ? names[0] : undefined
}
