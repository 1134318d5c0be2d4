import type { Word } from '../../models/index.js'

/** Global options of the AWS command line that take no value (AWS CLI User Guide: Command line options). */
const SWITCHES = /^--(?:no-[\w-]+|debug|version)$/

/** The words of an `aws` command that are neither options nor their values: service, action and operands. */
export function subcommands(argv: readonly Word[]): string[] {
  const found: string[] = []
  if (argv[0]?.text !== 'aws') return found
  for (let index = 1; index < argv.length; index++) {
    const text = argv[index]?.text ?? ''
    if (!text.startsWith('-')) found.push(text)
    else if (!text.includes('=') && !SWITCHES.test(text)) index++
  }
  return found
}

/** The values that a command gives to an option: `--name value` or `--name=value`. */
export function valuesOf(argv: readonly Word[], ...names: readonly string[]): Word[] {
  return argv.flatMap(({ text, literal }, index): Word[] => {
    if (names.includes(text)) return argv.slice(index + 1, index + 2)
    const name = names.find((each) => text.startsWith(`${each}=`))
    return name === undefined ? [] : [{ text: text.slice(name.length + 1), literal }]
  })
}
