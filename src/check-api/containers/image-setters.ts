import { imageName } from './images.js'
import type { Command, Infrastructure, Pipelines, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { stepsOf } from '../pipelines/pipelines.js'

/** Tools that put the images they have built into manifests when they deploy (their documentation: image handling). */
const DEPLOYERS: ReadonlyMap<string, string> = new Map([
  ['skaffold', 'Skaffold'],
  ['tilt', 'Tilt'],
])

/** Programs that change files in place. */
const REWRITERS: ReadonlySet<string> = new Set([
  'sed',
  'yq',
  'perl',
  'envsubst',
  'kustomize',
  'gomplate',
  'jinja2',
  'kpt',
])

/** What sets the version of an image after the manifest was written. */
export class ImageSetters {
  readonly #names: ReadonlySet<string>
  readonly #rewriting: readonly string[]
  readonly #everywhere: string | undefined

  constructor({ resources, technologies }: Pick<Infrastructure, 'resources' | 'technologies'>, pipelines: Pipelines) {
    const commands = stepsOf(pipelines, { inlined: true }).flatMap(({ step }) => step.commands)
    this.#names = new Set([
      ...resources.filter(({ type }) => type === 'kustomization').flatMap(({ properties }) => kustomized(properties)),
      ...commands.flatMap(namesSet),
    ])
    this.#rewriting = commands.filter(rewrites).map(({ argv }) => argv.map(({ text }) => text).join(' '))
    const updater = resources.find(
      ({ type, properties }) =>
        /^image\.toolkit\.fluxcd\.io\/.*\/ImagePolicy$/.test(type) ||
        itemsOfDict(valueAt(properties, 'metadata.annotations')).some((key) => key.startsWith('argocd-image-updater.')),
    )
    const deployer = [...DEPLOYERS].find(([technology]) => technologies.has(technology))?.[1]
    this.#everywhere = deployer ?? (updater && `${updater.name} (${updater.type})`)
  }

  /** Whether a kustomization or a command sets the version of the image by its name. */
  sets(image: string): boolean {
    return this.#names.has(imageName(image))
  }

  /** What may set it, without naming it: a tool that sets all images, or a command that changes the file. */
  maySet(file: string): string | undefined {
    if (this.#everywhere !== undefined) return this.#everywhere
    const name = file.slice(file.lastIndexOf('/') + 1)
    return this.#rewriting.find((text) => text.includes(name) || (!/\w\.ya?ml\b/.test(text) && /image|tag/i.test(text)))
  }
}

/** Images of a kustomization whose version it sets; without one it only renames. */
function kustomized(properties: Value): string[] {
  return itemsOf(valueAt(properties, 'images')).flatMap((image) => {
    const sets = valueAt(image, 'newTag') !== undefined || valueAt(image, 'digest') !== undefined
    const name = textOf(valueAt(image, 'name'))
    return sets && name !== undefined ? [imageName(name)] : []
  })
}

/** `kubectl set image deploy/api api=acme/api:$SHA`, `kustomize edit set image acme/api=registry/acme/api:$SHA`. */
function namesSet({ argv }: Command): string[] {
  const words = argv.map(({ text }) => text)
  const start = words.findIndex((word, index) => word === 'set' && words[index + 1] === 'image')
  if (start < 0) return []
  return words.slice(start + 2).flatMap((word) => word.split('=').map((part) => imageName(part)))
}

function rewrites({ argv }: Command): boolean {
  const program = argv[0]?.text.split('/').at(-1) ?? ''
  if (!REWRITERS.has(program)) return false
  return (
    program === 'envsubst' ||
    program === 'gomplate' ||
    program === 'jinja2' ||
    argv.some(({ text }) => /^(?:-[a-z]*i|--in-?place|-w|edit|fn)/.test(text))
  )
}

function itemsOfDict(value: Value | undefined): string[] {
  return value?.kind === 'dict' ? [...value.entries.keys()] : []
}
