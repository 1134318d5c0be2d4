import type { OptionUse, ParsedWords } from './words.js'

const OFF: ReadonlySet<string> = new Set(['false', 'no', 'off', '0', 'none'])

/** Whether an option is given: `maybe` where a variable decides it. */
export type Given = 'yes' | 'no' | 'maybe'

/**
 * Whether the command gives `option`. `--name` is given unless its value switches it off (`--push=false`);
 * `--name=value` is given if one of the option's comma-separated values is `value`.
 */
export function givenOption({ options }: ParsedWords, option: string): Given {
  const equals = option.indexOf('=')
  const uses = options.get(equals < 0 ? option : option.slice(0, equals))
  if (uses === undefined) return 'no'
  const wanted = equals < 0 ? undefined : option.slice(equals + 1)
  return strongest(uses.map((use) => givenBy(use, wanted)))
}

/**
 * Whether the command gives any of `options`, which would rule an entry out. A variable where one of them would be
 * chosen (`-run $TESTS`) is not there to choose that one.
 */
export function ruledOut(words: ParsedWords, options: readonly string[]): Given {
  const choices = options.filter((option) => option.includes('='))
  const switches = options.filter((option) => !option.includes('='))
  return givenAny(words, choices) === 'yes' ? 'yes' : givenAny(words, switches)
}

/** Whether the command gives any of `options`. */
export function givenAny(words: ParsedWords, options: readonly string[]): Given {
  return strongest(options.map((option) => givenOption(words, option)))
}

function givenBy({ value, valued }: OptionUse, wanted: string | undefined): Given {
  if (value === undefined) return wanted === undefined ? 'yes' : 'no'
  if (wanted !== undefined) {
    if (value.text === wanted || value.text.split(',').some((item) => item.trim() === wanted)) return 'yes'
    return value.literal ? 'no' : 'maybe'
  }
  if (valued) return 'yes'
  if (!value.literal) return 'maybe'
  return OFF.has(value.text.toLowerCase()) ? 'no' : 'yes'
}

function strongest(all: readonly Given[]): Given {
  if (all.includes('yes')) return 'yes'
  return all.includes('maybe') ? 'maybe' : 'no'
}
