/** Texts that are tried while one is made shorter. */
const MOST_TRIES = 1_500

/**
 * A short text that still `shows` what the given one does: lines are left out, then characters, in ever smaller groups
 * (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002).
 */
export function shrink(text: string, shows: (text: string) => boolean): string {
  let tries = MOST_TRIES
  const still = (parts: readonly string[]) => tries-- > 0 && shows(parts.join(''))
  const lines = fewer(text.split(/(?<=\n)/), still)
  return fewer([...lines.join('')], still).join('')
}

function fewer(parts: readonly string[], still: (parts: readonly string[]) => boolean): readonly string[] {
  let kept = parts
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length;) {
      const without = [...kept.slice(0, start), ...kept.slice(start + size)]
      if (still(without)) kept = without
      else start += size
    }
  }
  return kept
}
