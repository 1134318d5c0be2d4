import { instructionOf, type Instruction } from './instructions.js'
import { dockerfileLines, type DockerfileLines, type LogicalLine } from './lines.js'

/** A Dockerfile taken apart. */
export interface ReadInstructions extends DockerfileLines {
  /** One for each line, with its route: `args`, `stages[1].from`, `stages[1].instructions[4]`. */
  readonly instructions: readonly Instruction[]
}

/** The instructions of a Dockerfile, valid or not, in order. */
export function readInstructions(path: string, text: string): ReadInstructions {
  const read = dockerfileLines(text)
  return { ...read, instructions: routed(path, read.lines, read.escape) }
}

function routed(path: string, lines: readonly LogicalLine[], escape: string): Instruction[] {
  let stage = -1
  let count = 0
  return lines.map((line) => {
    if (/^from\s/i.test(line.text)) {
      count = 0
      return instructionOf(path, line, escape, `stages[${++stage}].from`)
    }
    return instructionOf(path, line, escape, stage < 0 ? 'args' : `stages[${stage}].instructions[${count++}]`)
  })
}
