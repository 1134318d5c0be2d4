import { fileLocation } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange } from '../../core/trust.js'
import type { Files } from '../../snapshot/snapshot.js'
import { listOf, stated, type BothExtended, type Stated } from '../changes.js'
import { checksLowered, epochLowered, listsChanged, ranksLowered, recordsAdded, wordsChanged } from './keys.js'
import { loosened, placeOf, textOf } from './part.js'
import { servicesLoosened } from './services.js'

/** What the change would allow that the base does not, with its places. `path` and `extended` as for configChanges. */
export function configLoosened(base: Files, head: Files, path?: string, extended: BothExtended = {}): TrustChange[] {
  const [before, after] = [stated(base, path, extended.base), stated(head, path, extended.head)]
  if (before.file !== undefined && after.file === undefined) return [removed(before, before.file)]
  return [
    ...ranksLowered(before, after),
    ...epochLowered(before, after),
    ...checksLowered(before, after),
    ...listsChanged(before, after),
    ...wordsChanged(before, after),
    ...servicesLoosened(before, after),
    ...extendsOthers(before, after),
    ...baselineGrown(before, after),
    ...recordsAdded(before, after),
  ]
}

/** A file that nobody finds does not say where it stood. */
function removed({ attestations, exceptions }: Stated, file: string): TrustChange {
  const lost = attestations.size + exceptions.length > 0 ? ' Its exceptions and attestations go with it.' : ''
  const message = ['The configuration ', { value: file }, ` is removed: the defaults would hold.${lost}`]
  return { kind: 'config-removed', message, at: fileLocation(file) }
}

/** Files of other repositories are not read for the sake of a change: what another one would allow is not known. */
function extendsOthers(before: Stated, after: Stated): TrustChange[] {
  const remotes = ({ settings }: Stated) => {
    const value = settings.get('extends')
    return (textOf(value) === undefined ? listOf(value) : [value]).filter((each) => /^github:/.test(textOf(each) ?? ''))
  }
  const [was, is] = [remotes(before), remotes(after)].map((each) => each.map(textOf).join(', '))
  if (was === is) return []
  const value = (text: string | undefined) => ({
    value: text === undefined || text === '' ? 'no other repository' : text,
  })
  const message: Message = ['The configuration would extend ', value(is), ' in the place of ', value(was), '.']
  return [loosened(after, 'extends', message)]
}

function baselineGrown({ baseline: before }: Stated, after: Stated): TrustChange[] {
  const surplus = [...after.baseline].map(([id, { count }]) => Math.max(0, count - (before.get(id)?.count ?? 0)))
  const grown = surplus.reduce((sum, count) => sum + count, 0)
  if (grown === 0) return []
  const message: Message = [`The baseline would accept ${grown} more ${grown === 1 ? 'finding' : 'findings'}.`]
  return [{ kind: 'baseline-grown', message, at: placeOf(after, 'baseline') }]
}
