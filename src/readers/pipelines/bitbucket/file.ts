import { fileLocation } from '../../../core/location.js'
import type { Include, Job, Pipeline, Unresolved } from '../../../models/index.js'
import { entriesOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { newPipeline } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { readImport } from './imports.js'
import { readItems } from './items.js'
import { imageOf } from './images.js'
import type { Scope } from './scope.js'
import { selectionsOf } from './selections.js'

/** Reads the file: one pipeline whose triggers are its sections, each job started by the section it stands in. */
export function readFile(reading: AdapterReading, file: string, root: YamlMapping): Pipeline[] {
  const { triggers, selections } = selectionsOf(reading, root)
  if (selections.length === 0) {
    unfit(reading, fileLocation(file), 'this file needs pipelines')
    return []
  }
  const scope = scopeOf(reading, root)
  const jobs: Job[] = []
  const includes: Include[] = []
  const unresolved: Unresolved[] = []
  for (const { id, starts, node } of selections) {
    const imported = readImport(node)
    if (imported === undefined) jobs.push(...readItems(reading, node, { id, starts }, scope))
    else {
      includes.push(imported.include)
      unresolved.push(imported.unresolved)
    }
  }
  const isShared = triggers.length > 0 && triggers.every(({ kind }) => kind === 'call')
  return [
    newPipeline({
      system: 'bitbucket-pipelines',
      file,
      kind: isShared ? 'reusable' : 'workflow',
      triggers,
      jobs,
      unresolved,
      ...(includes.length > 0 && { includes }),
      at: fileLocation(file),
    }),
  ]
}

function scopeOf(reading: AdapterReading, root: YamlMapping): Scope {
  const options = valueAt(root, 'options')
  const maxTime = scalarAt(options, 'max-time')
  const services = entriesOf(valueAt(valueAt(root, 'definitions'), 'services'))
  return {
    services: new Map(
      services.flatMap(({ key, value }) => {
        const image = imageOf(reading, valueAt(value, 'image'))
        return image === undefined ? [] : [[key.text, image] as const]
      }),
    ),
    custom: new Map(
      entriesOf(valueAt(valueAt(root, 'pipelines'), 'custom')).map(({ key, value }) => [key.text, value] as const),
    ),
    clones: scalarAt(valueAt(root, 'clone'), 'enabled')?.text !== 'false',
    ...defined({
      image: imageOf(reading, valueAt(root, 'image')),
      timeoutMinutes: maxTime && located(maxTime),
    }),
  }
}
