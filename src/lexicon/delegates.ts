import { fits } from './glob.js'
import { imageProgram } from './images.js'
import type { DelegateData, LexiconWord } from './types.js'
import type { ParsedWords } from './words.js'

/** The words of the command inside the command (`pytest -q` of `python -m pytest -q`), or undefined if there is none. */
export function innerCommand(
  words: readonly LexiconWord[],
  parsed: ParsedWords,
  delegate: DelegateData,
): LexiconWord[] | undefined {
  const path = delegate.sub ?? []
  const { operands } = parsed
  if (path.some((pattern, index) => !fits(operands[index]?.text ?? '', pattern))) return undefined
  if (delegate.option !== undefined) return afterOption(words, parsed, delegate.option, path.length)
  if (delegate.except?.includes(operands[path.length]?.text ?? '') === true) return undefined
  const skipped = path.length + (delegate.skip ?? 0)
  const next = operands[skipped]?.index ?? parsed.rest
  if (next >= words.length) return undefined
  const rest = words.slice(next)
  return delegate.image === true ? inImage(operands[skipped - 1]?.text ?? '', rest) : rest
}

/** `-m module …`: an option of the program itself, so it stands before the first operand behind the path. */
function afterOption(
  words: readonly LexiconWord[],
  { options, operands }: ParsedWords,
  option: string,
  pathLength: number,
): LexiconWord[] | undefined {
  const use = options.get(option)?.[0]
  const operand = operands[pathLength]
  if (use?.value === undefined || (operand !== undefined && operand.index < use.index)) return undefined
  return words.slice(use.index + 1)
}

function inImage(image: string, rest: LexiconWord[]): LexiconWord[] {
  const program = imageProgram(image)
  return program === undefined ? rest : [{ text: program, literal: true }, ...rest]
}
