import type { Command } from '../../models/index.js'
import { parseStrings, type Instruction } from '../infrastructure/dockerfile/instructions.js'
import { placeIn, type Heredoc } from '../infrastructure/dockerfile/lines.js'
import type { Resolver } from '../resolve/types.js'
import type { Arguments } from './arguments.js'

/** What an instruction stands in. */
export interface Surroundings {
  readonly file: string
  readonly escape: string
  readonly resolver: Resolver
  /** The words of SHELL. */
  readonly shell: string
  readonly arguments: Arguments
}

interface Text {
  readonly text: string
  readonly place: Place
  readonly shell?: string
}

/** The commands of a RUN instruction in either form (Dockerfile reference: RUN). */
export function commandsOf(
  instruction: Instruction,
  { file, resolver, shell, ...around }: Surroundings,
): readonly Command[] {
  const script = execScript(instruction) ?? heredocScript(instruction) ?? shellScript(instruction)
  const name = script.shell ?? shell
  return resolver.script({
    text: script.text,
    place: (offset) => script.place(offset),
    file,
    route: instruction.at.route,
    shell: name,
    failFast: false,
    pipefail: name.includes('pipefail'),
    directory: undefined,
    // The files of the tree are not where they are while the image is built.
    remote: true,
    env: around.arguments.values,
    because: [],
  }).commands
}

/** The shell form. Here-documents that it hands to a program follow it, as the shell has them. */
function shellScript({ line, text }: Instruction): Text {
  const start = line.text.length - text.length
  let end = text.length
  const bodies = line.heredocs.map((heredoc) => {
    const body = { from: end, text: `\n${heredoc.text}\n${heredoc.name}`, place: placesIn(heredoc) }
    end += body.text.length
    return body
  })
  const place: Place = (offset) => {
    const body = bodies.findLast(({ from }) => offset > from)
    if (body !== undefined) return body.place(offset - body.from - 1)
    return placeIn(line, start + Math.min(offset, text.length))
  }
  return { text: text + bodies.map((each) => each.text).join(''), place }
}

/** A lone here-document is the script itself; its first line may name another interpreter. */
function heredocScript({ line, text }: Instruction): Text | undefined {
  const [heredoc] = line.heredocs
  if (heredoc === undefined || !/^<<-?\S+$/.test(text)) return undefined
  const interpreter = /^#!\s*(\S+(?:[ \t]+\S+)?)/.exec(heredoc.text)?.[1]
  return {
    text: heredoc.text,
    place: placesIn(heredoc),
    ...(interpreter !== undefined && { shell: interpreter }),
  }
}

type Place = (offset: number) => { line: number; column: number }

/** Finds characters of a body and of the name that ends it; the starts of its lines are looked up once. */
function placesIn({ text, line }: Heredoc): Place {
  const starts = [0, ...Array.from(`${text}\n`.matchAll(/\n/g), ({ index }) => index + 1)]
  return (offset) => {
    let row = 0
    for (let step = starts.length; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
      while ((starts[row + step] ?? Infinity) <= offset) row += step
    }
    return { line: line + row, column: offset - (starts[row] ?? 0) + 1 }
  }
}

/** The exec form, written as a shell would take the same words. */
function execScript({ line, text }: Instruction): Text | undefined {
  const words = text.startsWith('[') ? parseStrings(text) : undefined
  if (words === undefined) return undefined
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`)
  return { text: quoted.join(' '), place: () => placeIn(line, 0), shell: 'sh' }
}
