import { expect, test } from '@jest/globals'
import { loadAll } from 'js-yaml'
import type { UnreadFile } from '../../../../src/core/report.js'
import type { Resource } from '../../../../src/models/index.js'
import { objectKind } from '../../../../src/readers/infrastructure/kubernetes/kinds.js'
import { readInfrastructure } from '../../../../src/readers/infrastructure/index.js'
import type { Files } from '../../../../src/snapshot/snapshot.js'
import { ANY_TAGS } from '../../../helpers/any-tags.js'
import { describeReal, realRepositories } from '../../../helpers/corpus.js'
import { readerContext } from '../../../helpers/memory-files.js'

/** Files that other readers have, or nobody: charts, overlays, compose files, other people's code. */
const ELSEWHERE =
  /(?:^|\/)(?:node_modules|vendor|\.terraform)\/|(?:^|\/)(?:Chart\.ya?ml|[Kk]ustomization(?:\.ya?ml)?|skaffold\.ya?ml|(?:docker-)?compose[^/]*\.ya?ml|serverless[^/]*\.ya?ml)$/

const count = { cloudformation: 0, kubernetes: 0, plays: 0, files: 0 }
const different: string[] = []

/** The documents of a file as js-yaml or JSON has them; none of a file that they refuse. */
function documentsIn(path: string, text: string): unknown[] {
  try {
    return path.endsWith('.json') ? [JSON.parse(text, asMap)] : [...loadAll(text, { schema: ANY_TAGS })]
  } catch {
    return []
  }
}

function asMap(_: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? new Map(Object.entries(value)) : value
}

function at(value: unknown, key: string): unknown {
  return value instanceof Map ? value.get(key) : undefined
}

/** Names of what a CloudFormation template makes. */
function madeBy(document: unknown): string[] {
  const resources = at(document, 'Resources')
  if (!(resources instanceof Map)) return []
  // Types that are addresses are those of modules, which a tool puts in place.
  const made = [...resources].filter(
    ([name, each]) => /^[\w:@.-]+(?<!\.ya?ml)$/.test(String(at(each, 'Type') ?? '')) && !/^Fn::/.test(String(name)),
  )
  const certain =
    at(document, 'AWSTemplateFormatVersion') !== undefined ||
    made.some(([, each]) => /^(?:AWS|Custom|Alexa)::/.test(String(at(each, 'Type'))))
  return certain ? made.map(([name]) => String(name)).sort() : []
}

/** Kinds and versions of the objects that a document holds. */
function objectsOf(document: unknown): string[] {
  const [version, kind, items] = ['apiVersion', 'kind', 'items'].map((key) => at(document, key))
  if (typeof version !== 'string' || typeof kind !== 'string') return []
  if (kind.endsWith('List') && Array.isArray(items) && items.length > 0) return items.flatMap(objectsOf)
  return objectKind(version, kind) === undefined ? [] : [`${version}/${kind}`]
}

/** Hosts of the plays of a playbook. */
function playsOf(document: unknown): unknown[] {
  if (!Array.isArray(document)) return []
  const plays = document.filter((item) => at(item, 'hosts') !== undefined)
  const runs = plays.some((play) =>
    ['tasks', 'roles', 'pre_tasks', 'post_tasks', 'handlers'].some((key) => at(play, key) !== undefined),
  )
  return runs ? plays.map(() => 'play') : []
}

function compare(
  what: 'cloudformation' | 'kubernetes' | 'plays',
  path: string,
  ours: string[],
  theirs: unknown[],
): void {
  count[what] += theirs.length
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    different.push(`${path}: ${what} ${ours.length} read, ${theirs.length} there`)
  }
}

/** The charts' own folders: their templates are rendered, and no YAML before. */
function isTemplate(path: string, files: Files): boolean {
  const [, chart] = /^((?:.*\/)?)templates\//.exec(path) ?? []
  return chart !== undefined && files.has(`${chart}Chart.yaml`)
}

/** Files of which the reader says that they only become what they look like. */
function templatesIn({ unreadFiles }: { readonly unreadFiles: readonly UnreadFile[] }): string[] {
  return unreadFiles.flatMap(({ file, reason }) => (reason.startsWith('a template of') ? [file] : []))
}

/** What the template itself makes: not the settings of CDK, and not what a template within it makes. */
function isMade({ technology, type, at: { route } }: Resource): boolean {
  return technology === 'cloudformation' && !['template', 'cdk'].includes(type) && !route.includes('.TemplateBody.')
}

function compareAll(name: string, files: Files): void {
  const context = readerContext(files)
  const { resources, ansible } = readInfrastructure(context)
  const broken = new Set([...context.defects.map((defect) => defect.at.file), ...templatesIn(context)])
  const byFile = new Map(files.paths.map((path) => [path, [] as Resource[]]))
  for (const resource of resources) byFile.get(resource.file)?.push(resource)
  for (const path of files.paths) {
    const text = files.text(path) ?? ''
    if (!/\.(?:ya?ml|json|template)$/.test(path) || ELSEWHERE.test(path) || isTemplate(path, files)) continue
    const documents = documentsIn(path, text)
    if (documents.length === 0 || broken.has(path)) continue
    count.files++
    const found = byFile.get(path) ?? []
    const made = found.filter(isMade)
    compare('cloudformation', `${name}/${path}`, made.map((each) => each.name).sort(), madeBy(documents[0]))
    const objects = found.filter(({ technology }) =>
      ['kubernetes', 'argocd', 'flux', 'cloud-deploy'].includes(technology),
    )
    const types = objects.map(({ type }) => type)
    compare('kubernetes', `${name}/${path}`, types, documents.flatMap(objectsOf))
    const plays = ansible.plays.filter(({ file }) => file === path).map(() => 'play')
    compare('plays', `${name}/${path}`, plays, playsOf(documents[0]))
  }
}

describeReal('all that real files define is read', () => {
  test('as another loader counts it', () => {
    for (const repository of realRepositories()) compareAll(repository.name, repository.files())
    expect(different).toEqual([])
    expect(count.cloudformation).toBeGreaterThan(1_000)
    expect(count.kubernetes).toBeGreaterThan(1_000)
    expect(count.plays).toBeGreaterThan(50)
    expect(count.files).toBeGreaterThan(3_000)
  })
})
