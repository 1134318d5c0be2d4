import type { Activity, Command } from '../../models/index.js'
import { movingPart } from './images.js'
import { parseImage } from '../../models/image.js'
import { valuesOf } from '../common/options.js'

/** The names under which a step publishes an image, as far as they are written down. */
export interface PushedNames {
  /** Name without tag to its tags; a name without a tag has the tag `latest`. */
  readonly images: ReadonlyMap<string, ReadonlySet<string>>
  /** True if more names may be made while it runs. */
  readonly open: boolean
}

/** Names that a publication of an image gives it: operands, options and the input `tags`. */
export function pushedNames({ step, intent: { command } }: Activity): PushedNames {
  const texts = command === undefined ? (step.with.get('tags')?.value ?? '').split(/[\n,]/) : namesIn(command)
  const images = new Map<string, Set<string>>()
  let open = texts.length === 0
  for (const text of texts.map((each) => each.trim()).filter((each) => each !== '')) {
    const { repository, registry = '', tag = 'latest', digest } = parseImage(text)
    if (text.includes('$') || digest !== undefined) open = true
    else {
      const name = `${registry}/${repository}`
      images.set(name, (images.get(name) ?? new Set()).add(tag))
    }
  }
  return { images, open: open || images.size === 0 }
}

function namesIn({ argv }: Command): string[] {
  const words = argv.map(({ text }) => text)
  const push = words.indexOf('push')
  const tags = valuesOf(argv, '-t', '--tag').map(({ text }) => text)
  if (push !== 1) return tags
  return words
    .slice(push + 1)
    .filter((word) => !word.startsWith('-'))
    .slice(0, 1)
}

/** Whether a tag means whatever was pushed last. */
export function isMovingTag(tag: string): boolean {
  return movingPart({ repository: '', tag }) !== undefined
}
