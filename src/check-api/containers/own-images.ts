import type { Infrastructure, Value } from '../../models/index.js'
import { parseImage } from '../../models/image.js'
import { textOf } from '../../models/value.js'
import { plainName } from '../common/names-in.js'

/** The images that are built from Dockerfiles of the tree, by the names of the folders that hold those. */
export class OwnImages {
  readonly #names: ReadonlySet<string>

  constructor({ resources }: Pick<Infrastructure, 'resources'>) {
    const builds = resources.filter(({ technology }) => technology === 'dockerfile')
    this.#names = new Set(
      builds.flatMap(({ file }) => {
        const folders = file.split('/').slice(0, -1).map(plainName)
        const name = plainName((file.split('/').at(-1) ?? '').replace(/dockerfile|containerfile/i, ''))
        return [...folders.slice(-2), name].filter((each) => each.length > 1)
      }),
    )
  }

  /** Whether an image is called like one that is built here. One that an expression names is, as far as its text tells. */
  has(image: Value | undefined): boolean {
    const text = image?.kind === 'unresolved' ? image.text : (textOf(image) ?? '')
    return this.#names.has(plainName(parseImage(text).repository.split('/').at(-1) ?? ''))
  }
}
