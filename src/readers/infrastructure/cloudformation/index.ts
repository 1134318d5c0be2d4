import type { Location } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import { isWhole } from '../kubernetes/manifest.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { hasTopKey } from '../sniff.js'
import { signatureOf } from '../terraform/signature.js'
import { NestedStacks, type StackUse } from './nested.js'
import { ownTemplate } from './stack-calls.js'
import { isTemplate, resourcesIn, templateItself } from './template.js'

/** Whether the text can be a CloudFormation template. A few substring tests. */
export function looksLikeTemplate(text: string): boolean {
  return text.includes('Resources') && (text.includes('AWSTemplateFormatVersion') || text.includes('AWS::'))
}

/**
 * Reads a CloudFormation or SAM template, YAML or JSON; see {@link templateItself} and {@link resourcesIn};
 * `stacks` tells what other templates of the tree set its parameters to. A template of a template
 * (Jinja, cookiecutter) is unread, a broken file a defect. Resources that a loop (`Fn::ForEach`) or a macro makes are
 * recorded as unread.
 */
export function readCloudFormation(
  context: ReaderContext,
  path: string,
  stacks = new NestedStacks(context),
): FileReading {
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
  const whole = isWhole(yaml, 0)
  const made = resourcesInUse(root, source, whole, stacks.of(path))
  const resources = [templateItself(root, source, whole), ...made, ...made.flatMap(resourcesOfStackSet)]
  const generated = entriesOf(valueAt(root, 'Resources')).some(({ key }) =>
    /^Fn::(?:ForEach::|Transform$)/.test(key.text),
  )
  const unread = { technology: 'cloudformation', reason: 'it has resources that a loop or a macro makes' }
  return { resources, ...(generated && { unread }) }
}

/** The resources of a template, for each way in which stacks of the tree use it; those that are the same are one. */
function resourcesInUse(root: YamlNode, source: string, whole: boolean, uses: readonly StackUse[]): Resource[] {
  if (uses.length === 0) return resourcesIn(root, source, whole)
  const found = new Map<string, Resource>()
  for (const { parameters, calledFrom } of uses) {
    for (const resource of resourcesIn(root, source, whole, parameters)) {
      const key = JSON.stringify([resource.type, resource.name, signatureOf([['', resource.properties]])])
      const same = found.get(key)
      found.set(key, { ...resource, calledFrom: [...new Set([...(same?.calledFrom ?? []), ...calledFrom])] })
    }
  }
  return [...found.values()]
}

/** What the template in a StackSet's own text makes, all of it placed where the text begins. */
function resourcesOfStackSet(stackSet: Resource): Resource[] {
  const body = ownTemplate(stackSet)
  if (body === undefined) return []
  const source = String(body.value)
  const yaml = composeYaml(stackSet.file, source)
  const [root] = yaml.documents
  if (yaml.error !== undefined || !isTemplate(root)) return []
  return resourcesIn(root, source, true).map((resource) => ({
    ...resource,
    properties: placed(resource.properties, body.at),
    at: { ...body.at, route: `${stackSet.at.route}.TemplateBody.${resource.at.route}` },
    calledFrom: [stackSet.at],
  }))
}

/** The value, with all of it at one place. */
function placed<V extends Value>(value: V, at: Location): V {
  const moved = { ...at, route: value.at.route }
  switch (value.kind) {
    case 'list':
      return { ...value, at: moved, items: value.items.map((item) => placed(item, at)) }
    case 'dict':
      return { ...value, at: moved, entries: new Map([...value.entries].map(([key, each]) => [key, placed(each, at)])) }
    default:
      return { ...value, at: moved }
  }
}
