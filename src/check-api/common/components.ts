import type { IntentKind } from '../../core/intent-kind.js'
import type { Intent, Step } from '../../models/index.js'
import { valuesOf } from './options.js'

const BUILDING: ReadonlySet<IntentKind> = new Set<IntentKind>(['build', 'package'])

/** Tools that make an image from a folder and a Dockerfile. */
const IMAGE_BUILDERS: ReadonlySet<string> = new Set(['docker', 'buildah', 'podman', 'kaniko', 'nerdctl', 'depot'])

/**
 * Tools whose result is the same for every environment. Bundlers of front ends are left out, because they bake in values
 * of the environment, and so are those that only render configuration.
 */
const BUILDERS: ReadonlySet<string> = new Set([
  ...IMAGE_BUILDERS,
  'ko',
  'jib',
  'pack',
  'maven',
  'gradle',
  'sbt',
  'go',
  'cargo',
  'dotnet',
  'packer',
])

/** Something that a step builds. */
export interface Built {
  /** The same for two builds of one component. */
  readonly key: string
  /** For a person: `image of ./api`. */
  readonly what: string
  readonly intent: Intent
  readonly step: Step
}

/** What a step builds with tools that need to do so only once. */
export function builtBy(step: Step): Built[] {
  return step.intents
    .filter(({ kind, tool, command }) => BUILDING.has(kind) && BUILDERS.has(tool) && command?.remote !== true)
    .map((intent) => ({ ...componentOf(intent, step), intent, step }))
}

function componentOf({ tool, command }: Intent, step: Step): Pick<Built, 'key' | 'what'> {
  const folder = command === undefined ? '' : (command.directory ?? '?')
  if (!IMAGE_BUILDERS.has(tool)) return { key: `${tool} ${folder}`, what: nameOf(tool, folder) }
  const { context, file, target } = command === undefined ? inInputs(step) : inWords(command)
  const place = [folder, context].filter((part) => part !== '' && part !== '.').join('/')
  return { key: ['image', place, file, target].join(' '), what: nameOf('image', file === '' ? place : file) }
}

function nameOf(what: string, place: string): string {
  return place === '' || place === '?' ? `the ${what} build` : `the ${what} build of ${place}`
}

interface ImageSource {
  readonly context: string
  readonly file: string
  readonly target: string
}

function inInputs({ with: inputs }: Step): ImageSource {
  const [context = '', file = '', target = ''] = ['context', 'file', 'target'].map(
    (name) => inputs.get(name)?.value ?? '',
  )
  return { context, file, target }
}

/** The context is the last word of `docker build`, and an option of Kaniko. */
function inWords({ argv }: NonNullable<Intent['command']>): ImageSource {
  const option = (...names: readonly string[]): string | undefined => valuesOf(argv, ...names)[0]?.text
  const last = argv.at(-1)?.text ?? ''
  return {
    context: option('--context') ?? (last.startsWith('-') ? '' : last),
    file: option('-f', '--file', '--dockerfile') ?? '',
    target: option('--target') ?? '',
  }
}
