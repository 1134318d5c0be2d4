import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import type { YamlFile } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { hasTopKey, startsWithBrace } from '../sniff.js'
import { objectsIn } from './objects.js'

/** Whether the text can hold a Kubernetes object: `apiVersion` and `kind` at the top level. A few substring tests. */
export function looksLikeManifest(text: string): boolean {
  if (hasTopKey(text, 'apiVersion') && hasTopKey(text, 'kind')) return true
  return startsWithBrace(text) && text.includes('"apiVersion"') && text.includes('"kind"')
}

/**
 * Reads the cluster objects of a manifest (several documents, Lists unfolded). A template is unread, a broken file a
 * defect beside the objects that stand before the fault.
 */
export function readManifest(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  if (yaml === undefined) return NOTHING
  if (yaml.error !== undefined) {
    if (looksTemplated(context.files.text(path) ?? '')) return unreadFile('kubernetes', 'a template of a manifest')
    context.defect(yaml.error)
  }
  const resources = yaml.documents.flatMap((document, index) =>
    objectsIn(document, path, { complete: isWhole(yaml, index) }),
  )
  return { resources }
}

/** Whether document number `index` stands before any fault of its file. */
export function isWhole({ documents, error }: YamlFile, index: number): boolean {
  const document = documents[index]
  if (error === undefined || document === undefined) return true
  return index < documents.length - 1 && document.at.endLine < error.at.line
}
