import { because, type Because, type Location } from '../../../core/location.js'
import type { DictValue, ListValue, ScalarValue, Unresolved, Value } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import { pathFrom } from '../../shell/index.js'
import { yamlOf } from '../../yaml/cache.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { inlineYaml } from '../inline-yaml.js'
import { unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { writtenText, type BuildProject } from './projects.js'
import { templateText } from './template-text.js'

/** The buildspec of a project: a file of the tree, a text in the project's own definition, or not known. */
export type FoundBuildspec =
  | { readonly kind: 'file'; readonly file: string; readonly root: YamlMapping; readonly because: readonly Because[] }
  | { readonly kind: 'inline'; readonly root: YamlMapping; readonly at: Location }
  | { readonly kind: 'unknown'; readonly unresolved: Unresolved }

/** Where CodeBuild looks if the project says nothing (AWS CodeBuild User Guide: Buildspec file name and location). */
const DEFAULT = 'buildspec.yml'

/** Terraform's functions that read a file, with the file's name. */
const FILE_FUNCTION = /^(?:file|templatefile|file_exists|trimspace\(file)\(\s*"([^"]{1,300})"/

/** Finds the buildspec of a project. */
export function buildspecOf(reading: AdapterReading, { resource, buildspec, name }: BuildProject): FoundBuildspec {
  if (buildspec === undefined) return fileOf(reading, DEFAULT, resource.file, resource.at)
  const read = FILE_FUNCTION.exec(buildspec.kind === 'unresolved' ? buildspec.text : '')?.[1]
  if (read !== undefined) return fileOf(reading, withoutModule(read), resource.file, buildspec.at)
  if (buildspec.kind === 'dict') return { kind: 'inline', root: mappingOf(buildspec), at: buildspec.at }
  const text = templateText(
    reading,
    resource,
    buildspec,
    resource.technology === 'terraform' ? [] : ['Source', 'BuildSpec'],
  )
  if (text !== undefined && (text.text.includes('\n') || text.text.trim().startsWith('{'))) {
    const root = inlineYaml(text).documents[0]
    if (root?.kind === 'mapping') return { kind: 'inline', root, at: buildspec.at }
    return unknown(`buildspec of ${name}`, 'unsupported', buildspec.at)
  }
  const path = textOf(buildspec)
  if (path === undefined) {
    return unknown(`buildspec ${text?.text ?? writtenText(buildspec)?.value ?? ''} of ${name}`, 'dynamic', buildspec.at)
  }
  if (path.startsWith('arn:') || path.includes('://')) return unknown(`buildspec ${path}`, 'remote', buildspec.at)
  return fileOf(reading, path, resource.file, buildspec.at)
}

function withoutModule(path: string): string {
  return path.replace(/^\$\{path\.(?:module|root|cwd)\}\//, './')
}

/** A file as seen from the root of the source, or, in a tree of several, from the folder of who names it or one above. */
function fileOf({ context }: AdapterReading, path: string, from: string, at: Location): FoundBuildspec {
  const folders = from.split('/').slice(0, -1)
  const candidates = ['', ...folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/`)]
  const below = path.startsWith('./') ? [...candidates.slice(1), ''] : candidates
  const name = path.replace(/^(?:\.\/)+/, '')
  const file = below
    .map((folder) => pathFrom('', `${folder}${name}`))
    .find((each) => each !== undefined && context.files.has(each))
  const root = file === undefined ? undefined : yamlOf(context, file)?.documents[0]
  if (file === undefined || root?.kind !== 'mapping') return unknown(`buildspec ${name}`, 'missing', at)
  return { kind: 'file', file, root, because: [because(at, `buildspec ${file}`)] }
}

function unknown(what: string, reason: Unresolved['reason'], at: Location): FoundBuildspec {
  return { kind: 'unknown', unresolved: unresolved(what, reason, at) }
}

/** A value of HCL (`yamlencode({ … })`) as the YAML that it becomes. */
function mappingOf({ entries, at }: DictValue): YamlMapping {
  return {
    kind: 'mapping',
    at,
    entries: [...entries].map(([key, value]) => ({ key: scalarOf(key, value.at), value: nodeOf(value) })),
  }
}

function nodeOf(value: Value): YamlNode {
  if (value.kind === 'dict') return mappingOf(value)
  if (value.kind === 'list') return sequenceOf(value)
  return scalarOf(value.kind === 'unresolved' ? `\${{ ${value.text} }}` : textOfScalar(value), value.at)
}

function sequenceOf({ items, at }: ListValue): YamlNode {
  return { kind: 'sequence', at, items: items.map(nodeOf) }
}

function textOfScalar({ value }: ScalarValue): string {
  return value === null ? '' : String(value)
}

function scalarOf(text: string, at: Location): YamlScalar {
  return { kind: 'scalar', text, style: 'double', at, lines: [{ line: at.line, column: at.column }] }
}
