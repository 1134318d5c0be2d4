import type { Located } from '../../../core/location.js'
import { yamlOf } from '../../yaml/cache.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { AdapterReading } from '../reading.js'

/** What runs a JavaScript action (GitHub docs: Metadata syntax, `runs.using`). */
export const JAVASCRIPT = /^node[0-9]{1,3}$/

/** The `runs.using` of every JavaScript action of the tree, those for other repositories to use included. */
export function actionRuntimes({
  context,
  isExcluded,
}: Pick<AdapterReading, 'context' | 'isExcluded'>): Located<string>[] {
  return context.files.paths
    .filter((path) => /(?:^|\/)action\.ya?ml$/.test(path) && !isExcluded(path))
    .flatMap((file) => {
      const using = scalarAt(valueAt(yamlOf(context, file)?.documents[0], 'runs'), 'using')
      return using !== undefined && JAVASCRIPT.test(using.text) ? [{ value: using.text, at: using.at }] : []
    })
}
