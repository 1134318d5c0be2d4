import type { IntentKind } from '../../core/intent-kind.js'
import type { Located } from '../../core/location.js'
import { oncePer } from '../../core/once.js'
import { parseImage } from '../../models/image.js'
import type { Command, Step, Word } from '../../models/index.js'
import { movingEnd, movingPart } from '../containers/images.js'
import { valuesOf } from '../common/options.js'

/** Kinds of steps whose words and inputs may say which version they make or bring out. */
const CARRYING: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'build',
  'package',
  'publish',
  'release',
  'deploy',
  'promote',
  'notify',
])

/** Programs that name images. */
const IMAGE_PROGRAMS: ReadonlySet<string> = new Set([
  'docker',
  'podman',
  'buildah',
  'nerdctl',
  'skopeo',
  'crane',
  'executor',
])

/** Actions that make tags and labels from the commit. */
const MARKING: ReadonlySet<string> = new Set(['docker/metadata-action', 'crazy-max/ghaction-docker-meta'])

/** What the name of a variable or a command that holds a commit, a version or a build says. */
const TRACE =
  /sha|commit|revision|rev-parse|version|build|(?<!s)tag|run[_-]?(?:id|number)|digest|hash|describe|release|semver|date|time/i

/** Words that say where something is brought to, not what. */
const WHERE = /^--?(?:n|namespace|context|kube-context|cluster|project|region|output|file|f)=/

const MARKING_WORDS: ReadonlySet<string> = new Set([
  'build',
  'bud',
  'push',
  'tag',
  'copy',
  'mutate',
  'label',
  'imagetools',
])

const BUILD_WORDS: ReadonlySet<string> = new Set(['build', 'buildx', 'bud'])

/** The variable parts of a word: `$VAR`, `${VAR}`, `${{ … }}`, `$(…)`. */
const PARTS = /\$\{\{[^}]{0,200}\}\}|\$\{[^}]{0,100}\}|\$\([^)]{0,200}\)|`[^`]{0,200}`|\$\w{1,100}/g

/** Whether a part of the text is named after a commit, a version or a build. */
function isTraced(text: string): boolean {
  return (text.match(PARTS) ?? []).some((part) => TRACE.test(part))
}

/** The first word or input of a step by which what it makes or deploys can be traced to a commit or a version. */
export const versionMarkOf = oncePer(({ uses, with: inputs, commands, intents }: Step): string | undefined => {
  if (MARKING.has(uses?.repository ?? '')) return uses?.text
  const carries = intents.filter(({ kind }) => CARRYING.has(kind))
  const spoken = new Set([...carries.flatMap(({ command }) => command ?? []), ...commands.filter(marksImages)])
  const words = [...spoken].flatMap(({ argv, env }) => [...argv.slice(1).map(({ text }) => text), ...env.values()])
  const given = carries.some(({ command }) => command === undefined)
    ? Array.from(inputs.values(), ({ value }) => value)
    : []
  const traced = [...words.filter((text) => !WHERE.test(text)), ...given].find(isTraced)
  return traced ?? writtenVersion(spoken) ?? [inputs.get('tags'), inputs.get('tag')].find(holdsVersion)?.value
})

/** The first version that is written out in a command that brings something out; one that only builds names what it uses. */
function writtenVersion(commands: ReadonlySet<Command>): string | undefined {
  return [...commands]
    .flatMap(({ argv }) =>
      argv.some(({ text }) => BUILD_WORDS.has(text)) ? valuesOf(argv, '-t', '--tag') : argv.slice(1),
    )
    .map(({ text }) => text)
    .find(isVersion)
}

function holdsVersion(input: Located<string> | undefined): boolean {
  return input?.value.split(/[\s,]+/).some(isVersion) ?? false
}

function namesImages({ argv }: Command): boolean {
  return IMAGE_PROGRAMS.has(argv[0]?.text.split('/').at(-1) ?? '')
}

/** Whether the command gives an image a name: not one that only runs or pulls it. */
function marksImages(command: Command): boolean {
  return namesImages(command) && command.argv.slice(1, 3).some(({ text }) => MARKING_WORDS.has(text))
}

/** `acme/api:1.4.2`, `image.tag=1.4.2`: an image with a version that is written out. */
function isVersion(text: string): boolean {
  return text.length < 300 && /^[\w.\-/:]+[:=]v?\d+\.\d[\w.-]*$/.test(text)
}

/** An image that a command pushes under a tag that moves, or none. */
export interface MovingPush {
  /** Without its tag. */
  readonly image: string
  readonly tag: string
  readonly command: Command
}

/** The images that the step pushes by commands; undefined where one of them has a tag that is a version or not known. */
export function movingPushesOf({ commands }: Step): MovingPush[] | undefined {
  const pushed = commands.flatMap((command) => pushedBy(command).map((word) => ({ command, word })))
  const found = pushed.map(({ command, word }) => {
    const moving = word.literal ? movingPart(parseImage(word.text)) : movingEnd(word.text)
    const tag = moving === undefined ? undefined : (moving.tag ?? 'latest')
    const image = tag !== undefined && word.text.endsWith(`:${tag}`) ? word.text.slice(0, -tag.length - 1) : word.text
    return tag === undefined ? undefined : { image, tag, command }
  })
  const moving = found.filter((each) => each !== undefined)
  return moving.length === found.length ? moving : undefined
}

function pushedBy(command: Command): Word[] {
  const { argv } = command
  const program = argv[0]?.text.split('/').at(-1)
  if (program === 'executor') return valuesOf(argv, '--destination', '-d')
  if (!namesImages(command) || !argv.slice(1, 3).some(({ text }) => text === 'push')) return []
  if (argv.some(({ text }) => /^(?:--all-tags|-a|manifest|compose|buildx)$/.test(text))) return []
  const last = argv.at(-1)
  return last === undefined || last.text.startsWith('-') || last.text === 'push' ? [] : [last]
}
