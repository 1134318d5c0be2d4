import { fileLocation, type Location } from '../../../core/location.js'
import type { Defect, ReaderContext } from '../../context.js'
import { dict, list, scalar } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { INSTRUCTIONS, type Instruction } from './instructions.js'
import { dockerfileName } from './names.js'
import { readInstructions } from './read-instructions.js'
import { stagesOf } from './stages.js'

/**
 * Reads a Dockerfile as one resource (technology and type `dockerfile`, named by its path). Its properties:
 * `syntax`, `args` (the global ARGs above the first FROM with their defaults, null for none), and `stages`, each with
 * - `from`: the image as written; `default`: the same with global ARGs at their defaults, if it reads any;
 * - `image` (registry and repository), `tag`, `digest`: the parts of a `from` that reads no variable;
 * - `stage`: the earlier stage that it builds on, as written; `alias`; `platform`;
 * - `instructions`: see {@link instructionValue}.
 * A file that is no Dockerfile gives nothing, a broken one nothing and a defect.
 */
export function readDockerfile(context: ReaderContext, path: string): FileReading {
  const name = dockerfileName(path)
  if (name === undefined) return NOTHING
  if (name === 'template') return unreadFile('dockerfile', 'a template of a Dockerfile')
  const { directives, escape, lines, instructions } = readInstructions(path, context.files.text(path) ?? '')
  const fault = faultOf(instructions)
  if (fault !== undefined) {
    if (lines.some(({ text }) => /^\{[{%#]|^<%/.test(text)))
      return unreadFile('dockerfile', 'a template of a Dockerfile')
    if (name === 'certain') context.defect(fault)
    return NOTHING
  }
  const first = instructions.find((each) => each.name === 'FROM')
  const last = instructions.at(-1)
  if (first === undefined || last === undefined) return NOTHING
  const whole = { ...fileLocation(path), endLine: last.at.endLine, endColumn: last.at.endColumn }
  const { args, stages } = stagesOf(path, instructions, escape)
  const syntax = directives.get('syntax')
  const properties = dict(
    [
      ['syntax', syntax && scalar(syntax.text, directiveAt(path, syntax))],
      ['args', args.size > 0 ? dict(args, whole) : undefined],
      ['stages', list(stages, whole)],
    ],
    whole,
  )
  const resource = { technology: 'dockerfile', type: 'dockerfile', name: path, file: path } as const
  return { resources: [{ ...resource, properties, at: first.at, complete: true }] }
}

function directiveAt(file: string, { text, line, column }: { text: string; line: number; column: number }): Location {
  return { file, line, column, endLine: line, endColumn: column + text.length, route: 'syntax' }
}

/** Many times what can be built: an image has 127 layers at most (Docker docs: OverlayFS storage driver). */
export const MAX_INSTRUCTIONS = 2_000

/** What the builder would refuse, or undefined. */
function faultOf(instructions: readonly Instruction[]): Defect | undefined {
  const extra = instructions[MAX_INSTRUCTIONS]
  if (extra !== undefined) {
    return { at: extra.at, message: `only ${MAX_INSTRUCTIONS} instructions are read, and the file goes on: split it` }
  }
  for (const { name, at, line, words } of instructions) {
    if (!INSTRUCTIONS.has(name)) return { at, message: `${name.slice(0, 40)} is not a Dockerfile instruction` }
    if (line.open !== undefined) return { at, message: `the here-document ${line.open} does not end` }
    if (name === 'FROM' && !(words.length === 1 || (words.length === 3 && /^as$/i.test(words[1]?.raw ?? '')))) {
      return { at, message: 'FROM takes an image, or an image and AS with a name' }
    }
  }
  const first = instructions.find(({ name }) => name !== 'ARG')
  return first === undefined || first.name === 'FROM'
    ? undefined
    : { at: first.at, message: `the file starts with ${first.name}, not with FROM` }
}
