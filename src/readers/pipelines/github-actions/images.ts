import type { JobImage } from '../../../models/index.js'
import { entriesOf, isNull, located, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'

/** The image of `container` and those of `services`, in this order; undefined if there is none. */
export function readImages(node: YamlMapping): readonly JobImage[] | undefined {
  const container = valueAt(node, 'container')
  const services = entriesOf(valueAt(node, 'services')).map(({ value }) => value)
  const images = [
    ...(container === undefined ? [] : imageOf(container)),
    ...services.flatMap(imageOf).map((image): JobImage => ({ ...image, service: true })),
  ]
  return images.length === 0 ? undefined : images
}

/** An image stands alone or beside its options (GitHub docs: Workflow syntax, jobs.<job_id>.container). */
function imageOf(node: YamlNode): JobImage[] {
  const image = node.kind === 'mapping' ? valueAt(node, 'image') : node
  return image?.kind === 'scalar' && !isNull(image) && image.text !== '' ? [located(image)] : []
}
