import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import { looksTemplated } from '../../yaml/templates.js'
import { isWhole } from '../kubernetes/manifest.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { hasTopKey } from '../sniff.js'
import { isTemplate, templateResources } from './template.js'

/** Whether the text can be a CloudFormation template. A few substring tests. */
export function looksLikeTemplate(text: string): boolean {
  return text.includes('Resources') && (text.includes('AWSTemplateFormatVersion') || text.includes('AWS::'))
}

/**
 * Reads a CloudFormation or SAM template, YAML or JSON; see {@link templateResources}. A template of a template
 * (Jinja, cookiecutter) is unread, a broken file a defect. Resources that a loop (`Fn::ForEach`) or a macro makes are
 * recorded as unread.
 */
export function readCloudFormation(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  const source = context.files.text(path)
  if (yaml === undefined || source === undefined) return NOTHING
  if (yaml.error !== undefined && looksTemplated(source)) {
    return isTemplate(root) || hasTopKey(source, 'AWSTemplateFormatVersion')
      ? unreadFile('cloudformation', 'a template of a CloudFormation template')
      : NOTHING
  }
  const certain = hasTopKey(source, 'AWSTemplateFormatVersion') || isTemplate(root)
  if (yaml.error !== undefined && certain) context.defect(yaml.error)
  if (!isTemplate(root)) return NOTHING
  const resources = templateResources(root, source, isWhole(yaml, 0))
  const generated = entriesOf(valueAt(root, 'Resources')).some(({ key }) =>
    /^Fn::(?:ForEach::|Transform$)/.test(key.text),
  )
  const unread = { technology: 'cloudformation', reason: 'it has resources that a loop or a macro makes' }
  return { resources, ...(generated && { unread }) }
}
