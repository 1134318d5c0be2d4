import type { Command, Settings } from '../../../src/models/index.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { createResolver } from '../../../src/readers/resolve/index.js'
import type { Script, Understood } from '../../../src/readers/resolve/types.js'
import { Positions } from '../../../src/readers/yaml/positions.js'
import { filesOf } from '../../helpers/files.js'

const FILE = '.github/workflows/ci.yml'

/** What a step with this text comes to in a tree of these files. */
export function understand(
  text: string,
  tree: Readonly<Record<string, string>> = {},
  { settings = {}, ...script }: Partial<Script> & { settings?: Partial<Settings> } = {},
): Understood {
  const positions = new Positions(FILE, text)
  return createResolver(filesOf(tree), { ...NO_SETTINGS, ...settings }).script({
    text,
    place: (offset) => positions.place(offset),
    file: FILE,
    route: 'jobs.a.steps[0].run',
    shell: undefined,
    failFast: true,
    directory: '',
    because: [],
    ...script,
  })
}

/** A command as text: words, then what is unusual about it. */
export function shown({ argv, directory, conditional, ignoredFailure }: Command): string {
  const words = argv.map(({ text, literal }) => (literal ? text : `<${text}>`)).join(' ')
  const folder = directory === '' ? '' : ` in ${directory ?? '?'}`
  return `${conditional ? '?' : ''}${words}${folder}${ignoredFailure === undefined ? '' : ` (${ignoredFailure})`}`
}

/** The commands that a text leads to. */
export function commands(...given: Parameters<typeof understand>): string[] {
  return understand(...given).commands.map(shown)
}

/** `reason: what` of everything that was left open. */
export function open(...given: Parameters<typeof understand>): string[] {
  return understand(...given).opaque.map(({ reason, what }) => `${reason}: ${what}`)
}

/** `kind tool` of the intents. */
export function intents(...given: Parameters<typeof understand>): string[] {
  return understand(...given).intents.map(({ kind, tool }) => `${kind} ${tool}`)
}

/** The chain of the last command: `file:line text`. */
export function chain(...given: Parameters<typeof understand>): string[] {
  return (understand(...given).commands.at(-1)?.because ?? []).map(({ file, line, text }) => `${file}:${line} ${text}`)
}

/** A package.json with these scripts. */
export function packageJson(scripts: Readonly<Record<string, string>>, name?: string): string {
  return JSON.stringify({ ...(name !== undefined && { name }), scripts }, undefined, 2)
}
