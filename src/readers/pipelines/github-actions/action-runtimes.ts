import { pathsFitting } from '../../../core/path-index.js'
import type { Located } from '../../../core/location.js'
import { yamlOf } from '../../yaml/cache.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { AdapterReading } from '../reading.js'

/** What runs a JavaScript action (GitHub docs: Metadata syntax, `runs.using`). */
export const JAVASCRIPT = /^node[0-9]{1,3}$/

const ACTION_FILE = /(?:^|\/)action\.ya?ml$/

/** The `runs.using` of every JavaScript action of the tree, those for other repositories to use included. */
export function actionRuntimes({
  context,
  isExcluded,
}: Pick<AdapterReading, 'context' | 'isExcluded'>): Located<string>[] {
  return pathsFitting(context.files.paths, [ACTION_FILE])
    .filter((path) => !isExcluded(path))
    .flatMap((file) => {
      const using = scalarAt(valueAt(yamlOf(context, file)?.documents[0], 'runs'), 'using')
      return using !== undefined && JAVASCRIPT.test(using.text) ? [{ value: using.text, at: using.at }] : []
    })
}
