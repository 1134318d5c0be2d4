import { fileLocation } from '../../core/location.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import type {
  AddedFile,
  BuildStage,
  Command,
  FileIndex,
  ImageBuild,
  Infrastructure,
  Resource,
  Value,
} from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import type { Instruction } from '../infrastructure/dockerfile/instructions.js'
import { readInstructions } from '../infrastructure/dockerfile/read-instructions.js'
import { createResolver } from '../resolve/index.js'
import type { Resolver } from '../resolve/types.js'
import { addedBy } from './added.js'
import { Arguments } from './arguments.js'
import { commandsOf, type Surroundings } from './commands.js'

/** Dockerfiles beyond this number are not read. */
const MAX_FILES = 500

/** What the Dockerfiles of the tree build on, run and fetch, in order of path. */
export function readImageBuilds(context: ReaderContext, index: FileIndex, { resources }: Infrastructure): ImageBuild[] {
  const resolver = createResolver(context.files, context.settings)
  return resources
    .filter(({ technology, file }) => technology === 'dockerfile' && !index.isExcluded(file))
    .slice(0, MAX_FILES)
    .map((resource) => ({
      file: resource.file,
      stages: stagesOf(resource, context.files.text(resource.file) ?? '', resolver),
      resource,
    }))
}

function stagesOf({ file, properties }: Resource, text: string, resolver: Resolver): BuildStage[] {
  const { escape, instructions } = readInstructions(file, text)
  const bodies: Instruction[][] = []
  const above = new Arguments(escape)
  for (const each of instructions) {
    if (each.name === 'FROM') bodies.push([])
    else if (bodies.length > 0) bodies.at(-1)?.push(each)
    else if (each.name === 'ARG') above.declare(each)
  }
  const known = new Map<string, ReadStage>()
  const around = { file, escape, resolver, global: above }
  return bodies.map((body, index) => {
    const read = readStage(itemsOf(valueAt(properties, 'stages'))[index], body, known, around)
    const { stage } = read
    known.set(String(index), read)
    if (stage.alias !== undefined) known.set(stage.alias.toLowerCase(), read)
    return stage
  })
}

type Around = Omit<Surroundings, 'shell' | 'arguments'> & { readonly global: Arguments }

/** A stage, and what holds at its end for stages that build on it. */
interface ReadStage {
  readonly stage: BuildStage
  readonly shell: string
  readonly values: Arguments
}

function readStage(
  value: Value | undefined,
  body: readonly Instruction[],
  known: ReadonlyMap<string, ReadStage>,
  around: Around,
): ReadStage {
  const from = valueAt(value, 'from')
  const written = from?.kind === 'unresolved' ? from.text : (textOf(from) ?? '')
  const below = known.get((textOf(valueAt(value, 'stage')) ?? '').toLowerCase())
  const base = below?.stage
  const image = base === undefined ? (textOf(valueAt(value, 'default')) ?? textOf(from)) : undefined
  const alias = textOf(valueAt(value, 'alias'))
  const user = lastOf(body, 'USER') ?? base?.user
  const healthcheck = lastOf(body, 'HEALTHCHECK') ?? base?.healthcheck
  const { commands, added, ...end } = runOf(body, below, around)
  const stage = {
    from: { value: written, at: from?.at ?? fileLocation(around.file) },
    ...(image !== undefined && { image }),
    ...(base !== undefined && { base }),
    ...(alias !== undefined && { alias }),
    commands,
    added,
    ...(user !== undefined && { user }),
    ...(healthcheck !== undefined && { healthcheck }),
  }
  return { stage, ...end }
}

/** What a stage's instructions run and fetch, with the shell and the arguments that hold where they stand. */
function runOf(body: readonly Instruction[], below: ReadStage | undefined, { global, ...around }: Around) {
  let shell = below?.shell ?? 'sh'
  const values = new Arguments(around.escape, global, below?.values)
  const commands: Command[] = []
  const added: AddedFile[] = []
  for (const instruction of body) {
    if (instruction.name === 'ARG' || instruction.name === 'ENV') values.declare(instruction)
    else if (instruction.name === 'SHELL') shell = shellOf(instruction.text)
    else if (instruction.name === 'ADD') added.push(...addedBy(instruction, values, around))
    else if (instruction.name === 'RUN')
      commands.push(...commandsOf(instruction, { ...around, shell, arguments: values }))
  }
  return { commands, added, shell, values }
}

/** `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` as the words that the resolver knows shells by. */
function shellOf(text: string): string {
  return text.replace(/["[\],]/g, ' ').trim()
}

function lastOf(body: readonly Instruction[], name: string): BuildStage['user'] {
  const found = body.findLast((each) => each.name === name)
  return found && { value: found.text, at: found.textAt }
}
