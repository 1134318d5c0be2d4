import type { Intent, Step } from '../../models/index.js'

/** Words of a command that sign an image, by tool. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cosign', ['sign', 'attest']],
  ['notation', ['sign']],
  ['docker', ['trust']],
  ['binary-authorization', ['sign-and-create', 'create']],
])

/** Whether it signs, or attests, an image rather than a file. What a builder writes into an image unsigned is neither. */
export function signsImage({ kind, tool, command }: Intent, { uses, with: inputs }: Step): boolean {
  if (kind !== 'sign' && kind !== 'attest') return false
  if (command !== undefined) {
    const words = new Set(command.argv.map(({ text }) => text))
    return COMMANDS.get(tool)?.some((word) => words.has(word)) === true
  }
  if (tool === 'github-attestations') return inputs.has('subject-name') && inputs.has('subject-digest')
  return tool === 'notation' || uses?.path?.includes('generator_container') === true
}
