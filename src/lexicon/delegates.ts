import { fits } from './glob.js'
import { imageProgram } from './images.js'
import type { DelegateData, LexiconWord } from './types.js'
import type { ParsedWords } from './words.js'

/**
 * The words of the command inside the command (`pytest -q` of `python -m pytest -q`). Empty: the delegate applies and
 * names no command. Undefined: it does not apply.
 */
export function innerCommand(
  words: readonly LexiconWord[],
  parsed: ParsedWords,
  delegate: DelegateData,
): LexiconWord[] | undefined {
  const path = delegate.sub ?? []
  const { operands } = parsed
  if (path.some((pattern, index) => !fits(operands[index]?.text ?? '', pattern))) return undefined
  if (delegate.option !== undefined) return afterOption(words, parsed, delegate, path.length)
  if (delegate.except?.includes(operands[path.length]?.text ?? '') === true) return undefined
  const rest = words.slice(startOf(parsed, delegate, path.length))
  const image = delegate.image === true ? operands[path.length] : undefined
  if (image?.literal === false) return []
  const program = image === undefined ? undefined : imageProgram(image.text)
  return program === undefined ? rest : [{ text: program, literal: true }, ...rest]
}

/** Index of the first word of the inner command. Behind skipped operands even options belong to it. */
function startOf({ operands, rest }: ParsedWords, { skip = 0, dashes }: DelegateData, pathLength: number): number {
  const next = operands[pathLength + skip]?.index ?? rest
  if (dashes === true) return rest
  const skipped = skip > 0 ? operands[pathLength + skip - 1] : undefined
  return skipped === undefined ? next : skipped.index + 1
}

/** `-m module …`: an option of the program itself, so without a path it stands before the first operand. */
function afterOption(
  words: readonly LexiconWord[],
  { options, operands }: ParsedWords,
  { option = '', except = [] }: DelegateData,
  pathLength: number,
): LexiconWord[] | undefined {
  const use = options.get(option)?.[0]
  const operand = pathLength === 0 ? operands[0] : undefined
  if (
    use?.value === undefined ||
    except.includes(use.value.text) ||
    (operand !== undefined && operand.index < use.index)
  )
    return undefined
  return words.slice(use.index + 1)
}
