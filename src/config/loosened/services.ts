import type { TrustChange } from '../../core/trust.js'
import { valueAt } from '../../readers/yaml/navigate.js'
import { fieldsOf, listOf, type Stated } from '../changes.js'
import { checksLowered, listsChanged, ranksLowered, recordsAdded, wordsChanged } from './keys.js'
import { loosened, missingIn, shown, textOf, type Part } from './part.js'

/** What the change would allow single services, those that it adds included. */
export function servicesLoosened(before: Stated, after: Stated): TrustChange[] {
  const [old, now] = [servicesOf(before), servicesOf(after)]
  const isOff = (value: unknown) => value === 'off' || value === false
  const [was, is] = [before.settings.get('services'), after.settings.get('services')]
  if (isOff(is) && !isOff(was)) return [loosened(after, 'services', ['Services would not be judged by themselves.'])]
  const gone = [...old.keys()].filter((name) => !now.has(name))
  return [
    ...gone.map((name) => loosened(after, 'services', ['The service ', { value: name }, ' would no longer be named.'])),
    ...[...now].flatMap(([name, part]) => serviceLoosened(name, old.get(name) ?? empty(before), part)),
  ]
}

function serviceLoosened(name: string, before: Part, after: Part): TrustChange[] {
  const compared = [ranksLowered, checksLowered, listsChanged, wordsChanged, recordsAdded]
  const changes = compared.flatMap((compare) => compare(before, after))
  const paths = missingIn(after, before, 'paths').map((each) =>
    loosened(after, 'paths', [{ value: shown(each) }, ' would no longer belong to it.']),
  )
  return [...changes, ...paths].map((change) => ({
    ...change,
    message: ['For the service ', { value: name }, ': ', ...change.message],
  }))
}

function servicesOf(stated: Stated): Map<string, Part> {
  const node = stated.node && valueAt(stated.node, 'services')
  const services = [...fieldsOf(stated.settings.get('services'))].map(([name, value]): [string, Part] => {
    const fields =
      Array.isArray(value) || textOf(value) !== undefined ? new Map([['paths', [value].flat()]]) : fieldsOf(value)
    const records = listOf(fields.get('attestations')).map((each): [string, unknown] => [
      shown(fieldsOf(each).get('id')),
      each,
    ])
    const own = node && valueAt(node, name)
    return [
      name,
      {
        ...empty(stated),
        settings: new Map<string, unknown>(fields),
        checks: fieldsOf(fields.get('checks')),
        exceptions: listOf(fields.get('exceptions')),
        attestations: new Map(records),
        node: own,
      },
    ]
  })
  return new Map(services)
}

/** A service that says nothing. */
function empty(whole: Stated): Part {
  const nothing = new Map<string, never>()
  return {
    ...{ file: whole.file, settings: nothing, checks: nothing, exceptions: [], attestations: nothing },
    ...{ node: undefined, places: nothing, whole },
  }
}
