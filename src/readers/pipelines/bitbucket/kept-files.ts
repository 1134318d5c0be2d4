import type { KeptFiles } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** `artifacts`: a list of globs, or mappings with `paths` and `capture-on` (Bitbucket docs: Step options, artifacts). */
export function keptFiles(artifacts: YamlNode | undefined): KeptFiles[] | undefined {
  if (artifacts === undefined) return undefined
  const plain = artifacts.kind === 'mapping' ? valueAt(artifacts, 'paths') : artifacts
  const uploads = artifacts.kind === 'mapping' ? itemsOf(valueAt(artifacts, 'upload')) : []
  const all = [kept(plain, undefined), ...uploads.map((each) => kept(valueAt(each, 'paths'), each))]
  const found = all.filter((each) => each !== undefined)
  return found.length === 0 ? undefined : found
}

function kept(paths: YamlNode | undefined, upload: YamlNode | undefined): KeptFiles | undefined {
  const texts = itemsOf(paths).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  if (paths === undefined || texts.length === 0) return undefined
  const captured = scalarAt(upload, 'capture-on')?.text
  const when = captured === 'always' ? 'always' : captured === 'failed' ? 'failure' : 'success'
  return { paths: texts, when, at: paths.at }
}
