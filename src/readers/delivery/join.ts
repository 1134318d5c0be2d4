import { DEPLOY_KINDS } from '../../core/intent-kind.js'
import type { Command, Infrastructure, Resource, Step, Technology } from '../../models/index.js'
import { NAMED_TARGETS, type TargetNaming } from '../../models/named-targets.js'
import { textOf, valueAt } from '../../models/value.js'
import { joinPath, operandsOf, optionsOf } from './command-words.js'

/** Which technologies' resources a deploying tool applies. */
const APPLIES: ReadonlyMap<string, readonly Technology[]> = new Map<string, readonly Technology[]>([
  ['kubectl', ['kubernetes']],
  ['helm', ['helm']],
  ['terraform', ['terraform']],
  ['opentofu', ['terraform']],
  ['terragrunt', ['terraform']],
  ['cloudformation', ['cloudformation']],
  ['rain', ['cloudformation']],
  ['sam', ['cloudformation']],
  ['docker-swarm', ['compose']],
])

/** Options and inputs of actions that name a file or folder to apply. */
const FILES: ReadonlySet<string> = new Set([
  '-f',
  '--filename',
  '-k',
  '--kustomize',
  '--template-file',
  '--template',
  '-t',
  '--template-body',
  '-c',
  '--compose-file',
  '--file',
  '-chdir',
  '--terragrunt-working-dir',
  '--working-dir',
])
const FILE_INPUTS: ReadonlySet<string> = new Set([
  'manifests',
  'template',
  'chart',
  'working_directory',
  'working-directory',
])

/** Tools that work on the folder they run in where nothing is named. */
const WORKS_IN_FOLDER: ReadonlySet<string> = new Set(['terraform', 'opentofu', 'terragrunt', 'cloudformation', 'sam'])

/** The resources of the tree that a step applies or names with `tool`, as far as its literal words tell. */
export function resourcesOf(step: Step, tool: string, { resources }: Infrastructure): Resource[] {
  const commands = step.intents
    .filter((intent) => intent.tool === tool && DEPLOY_KINDS.has(intent.kind))
    .map(({ command }) => command)
  const naming = NAMED_TARGETS.get(tool)
  if (naming !== undefined) {
    const names = new Set(commands.flatMap((command) => namesGiven(naming, step, command)))
    return resources.filter(
      ({ type, properties }) =>
        naming.types.includes(type) &&
        naming.properties.some((key) => names.has(textOf(valueAt(properties, key)) ?? '')),
    )
  }
  const technologies = APPLIES.get(tool)
  if (technologies === undefined) return []
  const paths = commands.flatMap((command) =>
    command === undefined ? pathsInInputs(step) : pathsInCommand(step, command, tool),
  )
  return resources.filter(
    ({ technology, file }) => technologies.includes(technology) && paths.some((path) => isWithin(file, path)),
  )
}

/** The literal names that the command, or the action, is given, none of them empty. */
function namesGiven({ options }: TargetNaming, step: Step, command: Command | undefined): string[] {
  if (command !== undefined) {
    return optionsOf(command).flatMap(({ name, value }) =>
      options.includes(name) && value.literal && value.text !== '' ? [value.text] : [],
    )
  }
  return [step, ...step.inner]
    .flatMap((each) => options.flatMap((name) => each.with.get(name)?.value ?? []))
    .filter((text) => text !== '' && !text.includes('${{'))
}

function pathsInInputs(step: Step): string[] {
  return [step, ...step.inner]
    .flatMap((each) => Array.from(each.with, ([name, { value }]) => (FILE_INPUTS.has(name) ? value.split('\n') : [])))
    .flat()
    .flatMap((path) => (path.includes('${{') || path.trim() === '' ? [] : (joinPath('.', path.trim()) ?? [])))
}

/** Files and folders that the command names; for tools that work on their folder, the folder itself. */
function pathsInCommand(step: Step, command: Command, tool: string): string[] {
  const { directory } = command
  if (directory === undefined) return []
  const options = optionsOf(command).filter(({ name }) => FILES.has(name))
  const named = options.flatMap(({ value }) => (value.literal ? [value.text.replace(/^file:\/\//, '')] : []))
  const all =
    tool === 'helm' ? chartsIn(command) : named.includes('-') ? [...named, ...builtBefore(step, command)] : named
  const paths = all.filter((path) => path !== '-' && !path.includes('://')).map((path) => joinPath(directory, path))
  const known = paths.filter((path) => path !== undefined)
  if (known.length > 0) return known
  return WORKS_IN_FOLDER.has(tool) && options.length === 0 ? [joinPath(directory, '.') ?? ''] : []
}

/** The chart of `helm upgrade release ./chart`: the operand that is a path. */
function chartsIn(command: Command): string[] {
  return operandsOf(command)
    .filter(({ text, literal }) => literal && (text.includes('/') || text === '.'))
    .map(({ text }) => text)
}

/** The folder of `kustomize build overlays/prod | kubectl apply -f -`. */
function builtBefore({ commands }: Step, command: Command): string[] {
  return commands
    .slice(0, Math.max(0, commands.indexOf(command)))
    .filter(({ argv, directory }) => {
      const [program, sub] = argv.map(({ text }) => text)
      return (
        directory === command.directory &&
        ((program === 'kustomize' && sub === 'build') || (program === 'kubectl' && sub === 'kustomize'))
      )
    })
    .flatMap(({ argv }) => argv.slice(2).filter(({ text, literal }) => literal && !text.startsWith('-')))
    .map(({ text }) => text)
}

function isWithin(file: string, path: string): boolean {
  return path === '' || file === path || file.startsWith(`${path}/`)
}
