import type { Severity } from '../../core/severity.js'

/** Puts colour around text that is already safe. */
export type Paint = (text: string) => string

/** The colours of a report; each gives the text back as it is where there is no colour. */
export interface Palette {
  readonly bold: Paint
  readonly dim: Paint
  readonly underline: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
  readonly cyan: Paint
}

/** The sixteen colours that every terminal has (ECMA-48, SGR), so that the reader's own theme decides. */
export function paletteOf(color: boolean): Palette {
  const sgr = (on: number, off: number): Paint =>
    color ? (text) => `\u001b[${on}m${text}\u001b[${off}m` : (text) => text
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    underline: sgr(4, 24),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    cyan: sgr(36, 39),
  }
}

/** The colour of a severity. */
export function toneOf(severity: Severity, { red, yellow, cyan }: Palette): Paint {
  return severity === 'error' ? red : severity === 'warning' ? yellow : cyan
}
