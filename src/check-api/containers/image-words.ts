import { DEPLOY_KINDS } from '../../core/intent-kind.js'
import type { Location } from '../../core/location.js'
import type { Command, Step } from '../../models/index.js'

/** Options, and inputs of actions, whose value is an image. */
const OPTIONS: ReadonlySet<string> = new Set([
  '--image',
  '--image-uri',
  '--container-image-name',
  '--deployment-container-image-name',
  '--docker-custom-image-name',
])
const INPUTS: ReadonlySet<string> = new Set(['image', 'images', 'imageToDeploy', 'image-uri'])

/** The literal images that a step deploys with `tool` by name; `image.tag:1.2` for a tag that is set alone. */
export function imagesNamed(step: Step, tool: string): { image: string; at: Location }[] {
  return step.intents
    .filter((intent) => intent.tool === tool && DEPLOY_KINDS.has(intent.kind))
    .flatMap(({ command, at }) => {
      const images = command === undefined ? inInputs(step) : inWords(command)
      return images.map((image) => ({ image, at }))
    })
}

function inWords({ argv }: Command): string[] {
  const words = argv.filter(({ literal }) => literal).map(({ text }) => text)
  const setsImage = words.includes('set') && words.includes('image')
  return words.flatMap((word, index) => {
    const [name = '', ...rest] = word.split('=')
    const value = rest.join('=')
    const next = words[index + 1] ?? ''
    if (OPTIONS.has(name)) return [value === '' ? next : value].filter((image) => /[:/]/.test(image))
    if (setsImage && /^[\w./*-]+$/.test(name) && value.includes(':')) return [value]
    return words[index - 1]?.startsWith('--set') === true ? tagsSet(word) : []
  })
}

/** `image.tag=latest,replicas=2` of Helm's `--set`. */
function tagsSet(word: string): string[] {
  return word.split(',').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=')
    return /^(?:[\w.-]*\.)?(?:image\.)?tag$/i.test(name) && value !== '' ? [`${name}:${value}`] : []
  })
}

function inInputs({ with: inputs }: Step): string[] {
  return Array.from(inputs, ([name, { value }]) => (INPUTS.has(name) ? value.split('\n') : []))
    .flat()
    .map((image) => image.trim())
    .filter((image) => /[:/]/.test(image) && !image.includes('${{'))
}
