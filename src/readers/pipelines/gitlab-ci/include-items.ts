import type { Include } from '../../../models/index.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { given, givenScalar, givenText, listed, textsOf } from './nodes.js'

/** One item of `include`, or of `trigger:include`. */
export type IncludeItem = {
  /** What is named, for a person: `project acme/ci: /deploy.yml`. */
  readonly what: string
  readonly node: YamlNode
  /** When the file is brought in at all. */
  readonly rules?: YamlNode
  readonly inputs?: YamlNode
} & (
  | { readonly kind: 'local'; readonly path: YamlScalar }
  /** Known by its name, if at all. */
  | { readonly kind: 'named'; readonly name: string; readonly include: Include }
  | { readonly kind: 'elsewhere'; readonly include: Include }
  /** A file that a job of the same pipeline writes. */
  | { readonly kind: 'made' }
  | { readonly kind: 'unfit' }
)

const COMMIT = /^[0-9a-f]{40}$/
const VERSION = /^v?\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/

/** A variable at the start of a component's address, or a host: what stands before its project. */
const HOST = /^(?:\$\{?\w+\}?|[\w.-]+\.[\w-]+(?::\d+)?)\//

/** Variables that stand for the repository itself. */
const OWN_PROJECT = /^\$\{?CI_PROJECT_PATH\}?$/
const OWN_COMPONENT = /^\$\{?CI_PROJECT_PATH\}?\/([\w-]+)$/

/** The items of `include`: texts, or mappings that say where a file comes from (GitLab docs: `include`). */
export function includeItems(node: YamlNode | undefined): IncludeItem[] {
  return listed(node).flatMap((item) => {
    if (item.kind === 'scalar') return [textItem(item)]
    return item.kind === 'mapping' ? mappingItems(item) : [{ kind: 'unfit', what: 'an include', node: item }]
  })
}

function textItem(item: YamlScalar): IncludeItem {
  const { text } = item
  if (!/^https?:\/\//.test(text)) return { kind: 'local', what: `include ${text}`, path: item, node: item }
  return { kind: 'elsewhere', what: `include ${text}`, node: item, include: remoteInclude(item, false) }
}

function mappingItems(item: YamlNode): IncludeItem[] {
  const rules = given(item, 'rules')
  const inputs = given(item, 'inputs') ?? given(item, 'with')
  const shared = { node: item, ...(rules !== undefined && { rules }), ...(inputs !== undefined && { inputs }) }
  if (given(item, 'artifact') !== undefined) {
    return [{ ...shared, kind: 'made', what: `the pipeline in the artifact ${givenText(item, 'artifact') ?? ''}` }]
  }
  const local = givenScalar(item, 'local')
  if (local !== undefined) return [{ ...shared, kind: 'local', what: `include ${local.text}`, path: local }]
  const remote = givenScalar(item, 'remote')
  if (remote !== undefined) {
    const pinned = given(item, 'integrity') !== undefined
    return [{ ...shared, kind: 'elsewhere', what: `include ${remote.text}`, include: remoteInclude(remote, pinned) }]
  }
  const template = givenScalar(item, 'template')
  if (template !== undefined) return [{ ...shared, ...templateItem(template) }]
  const component = givenScalar(item, 'component')
  if (component !== undefined) return [{ ...shared, ...componentItem(component) }]
  const project = givenScalar(item, 'project')
  if (project !== undefined) return projectItems(item, project).map((each) => ({ ...shared, ...each }))
  return [{ ...shared, kind: 'unfit', what: 'an include' }]
}

type Named = { readonly what: string; readonly node: YamlNode } & (
  | { readonly kind: 'named'; readonly name: string; readonly include: Include }
  | { readonly kind: 'local'; readonly path: YamlScalar }
  | { readonly kind: 'elsewhere'; readonly include: Include }
)

function templateItem(scalar: YamlScalar): Named {
  const { text, at } = scalar
  const include: Include = { text: `template ${text}`, kind: 'template', pinned: false, official: true, at }
  return { kind: 'named', what: include.text, name: text.toLowerCase(), include, node: scalar }
}

/** `host/project/component@version`; a component of the same repository is a file of its tree. */
function componentItem(scalar: YamlScalar): Named {
  const { text, at } = scalar
  const mark = text.lastIndexOf('@')
  const address = (mark < 0 ? text : text.slice(0, mark)).replace(HOST, '')
  const ref = mark < 0 ? undefined : text.slice(mark + 1)
  const own = OWN_COMPONENT.exec(address)?.[1]
  const what = `component ${text}`
  if (own !== undefined) return { kind: 'local', what, path: { ...scalar, text: `/templates/${own}` }, node: scalar }
  const pinned = ref !== undefined && (COMMIT.test(ref) || VERSION.test(ref))
  const official = address.startsWith('components/')
  const include: Include = { text, kind: 'component', ...(ref !== undefined && { ref }), pinned, official, at }
  return { kind: 'named', what, name: address.toLowerCase(), include, node: scalar }
}

function projectItems(item: YamlNode, project: YamlScalar): Named[] {
  const ref = givenText(item, 'ref')
  return textsOf(given(item, 'file')).map((file) => {
    const what = `include ${file.text} of project ${project.text}`
    if (OWN_PROJECT.test(project.text)) return { kind: 'local', what, path: file, node: file }
    const include: Include = {
      text: `project: ${project.text}, file: ${file.text}`,
      kind: 'project',
      ...(ref !== undefined && { ref }),
      pinned: ref !== undefined && COMMIT.test(ref),
      official: false,
      at: file.at,
    }
    return { kind: 'elsewhere', what, include, node: file }
  })
}

function remoteInclude({ text, at }: YamlScalar, hasDigest: boolean): Include {
  const ref = /\/([0-9a-f]{40})\//.exec(text)?.[1]
  const pinned = hasDigest || ref !== undefined
  return { text, kind: 'remote', ...(ref !== undefined && { ref }), pinned, official: false, at }
}
