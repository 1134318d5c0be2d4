import { fits, fitsAny } from './glob.js'
import { isServiceUrl } from './service-url.js'
import type { LexiconWord, OperandTest } from './types.js'

/** Whether the operands behind the sub-command pass the test; `maybe` where variables hide the direction of a copy. */
export function passesOperands(operands: readonly LexiconWord[], test: OperandTest): 'yes' | 'no' | 'maybe' {
  if (test.bare === true && operands.length > 0) return 'no'
  const { operand, notOperand } = test
  if (operand !== undefined && !operands.some(({ text }) => fitsAny(text, operand))) return 'no'
  if (notOperand !== undefined && operands.some(({ text }) => fitsAny(text, notOperand))) return 'no'
  if (test.url === 'service' && !operands.some(isServiceUrl)) return 'no'
  return test.upload === undefined ? 'yes' : goesTo(operands, test.upload)
}

/** A copy goes to its last operand. One side is remote, so a local source makes a variable target remote. */
function goesTo(operands: readonly LexiconWord[], place: string): 'yes' | 'no' | 'maybe' {
  const target = operands.at(-1)
  const source = operands[0]
  if (target === undefined || source === undefined || operands.length < 2) return 'no'
  if (fits(target.text, place)) return 'yes'
  if (isWrittenOut(target)) return 'no'
  return isWrittenOut(source) && !fits(source.text, place) ? 'yes' : 'maybe'
}

/** Whether the start of the word, which says where it lies, is written out. */
function isWrittenOut({ text, literal }: LexiconWord): boolean {
  return literal || !text.startsWith('$')
}
