import { pathsEnding } from '../../../core/path-index.js'
import { pathFrom } from '../../shell/index.js'
import { folderOf } from '../../paths.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import { fileLocation } from '../../../core/location.js'
import { unfit, type AdapterReading } from '../reading.js'
import { keysOf } from './resources.js'
import type { Entry, Role } from './expand-pipeline.js'
import { BODIES } from './structure.js'

/** Names that Azure Pipelines gives a file, and that people give the others beside it. */
const NAMED = /(?:^|\/)\.?azure[-_]?pipelines?(?:[-_.][\w.-]+)?\.ya?ml$/i
const FOLDER = /(?:^|\/)\.?(?:azure-?pipelines?|azuredevops|azdo|ado|vsts-ci|vsts)\/(?:.+\/)?[^/]+\.ya?ml$/i
/** The name that the service gives the file of a new pipeline. */
const STANDARD = /^\.?azure-pipelines\.ya?ml$/i
const NOT_OWN = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|fixtures|examples|\.git)\/|\{\{/
const OF_OTHERS =
  /^(?:\.github|\.circleci|\.gitlab|\.buildkite|\.tekton|\.woodpecker)\/|(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$/

const TRIGGERS = ['trigger', 'pr', 'schedules'] as const

/** Lines at the margin that files of Azure Pipelines have, and words of their steps. */
const HOLDS = /^(?:stages|jobs|steps|phases|extends)[ \t]*:/m
const BESIDE = /^(?:trigger|pr|schedules|parameters|resources)[ \t]*:/m
const TASK = /(?:^|[\s{,-])task[ \t]*:[ \t]*['"]?[\w.-]+@\d/m
const STEP = /(?:^|[\s{,-])(?:vmImage|template|pwsh|powershell|deployment|checkout|script|bash)[ \t]*:/m
const IS_OTHER = /^(?:kind|apiVersion|on|image|pipelines|version|definitions|description|runs)[ \t]*:/m

/** Longer texts are data. */
const MAX_TEXT = 400_000

/** Whether the path alone says that it is a pipeline, or a part of one. */
export function isNamedAsPipeline(path: string): boolean {
  return (NAMED.test(path) || FOLDER.test(path)) && !OF_OTHERS.test(path)
}

/**
 * The pipelines of the tree, and templates that none of them uses. A server's settings say which file is a pipeline:
 * here it is one that says what starts it, or has the name of one and is used by no other.
 */
export function pipelineFiles(reading: AdapterReading): Entry[] {
  const { files } = reading.context
  const candidates = pathsEnding(files.paths, ['.yml', '.yaml']).filter((path) => isCandidate(path, reading))
  const used = new Set(candidates.flatMap((path) => templatesIn(path, files.text(path) ?? '')))
  return candidates.flatMap((file) => {
    const root = rootOf(file, reading)
    const role = root && roleOf(file, root, used.has(file))
    return root === undefined || role === undefined ? [] : [{ file, root, role }]
  })
}

function isCandidate(path: string, { context: { files }, isExcluded }: AdapterReading): boolean {
  if (!/\.ya?ml$/i.test(path) || OF_OTHERS.test(path) || isNotOwn(path, isExcluded)) return false
  if (NAMED.test(path)) return true
  const text = files.text(path)
  if (text === undefined || text.length > MAX_TEXT || !HOLDS.test(text) || IS_OTHER.test(text)) return false
  return TASK.test(text) || ((BESIDE.test(text) || FOLDER.test(path)) && STEP.test(text))
}

/** Whether a file is not meant to be run here. Pipelines that build something often stand in a folder `build`. */
function isNotOwn(path: string, isExcluded: (path: string) => boolean): boolean {
  return NOT_OWN.test(path) || (isExcluded(path) && !/(?:^|\/)build\//.test(path))
}

/** The root of a file; one that is named as a pipeline and is none is a defect. */
function rootOf(file: string, reading: AdapterReading): YamlMapping | undefined {
  const yaml = yamlOf(reading.context, file)
  if (yaml?.error !== undefined) {
    if (isNamedAsPipeline(file)) reading.context.defect(yaml.error)
    return undefined
  }
  const root = yaml?.documents[0]
  if (root?.kind === 'mapping') return root
  if (NAMED.test(file)) unfit(reading, fileLocation(file), 'a pipeline must be a mapping')
  return undefined
}

/** Undefined for a file that is only a part of others. */
function roleOf(file: string, root: YamlMapping, isUsed: boolean): Role | undefined {
  const keys = keysOf(root)
  const starts =
    TRIGGERS.some((key) => keys.has(key)) || itemsOf(valueAt(valueAt(root, 'resources'), 'pipelines')).length > 0
  if (starts) return 'pipeline'
  if (isUsed) return undefined
  if (!BODIES.some((key) => keys.has(key)) && !keys.has('extends'))
    return NAMED.test(file) && !looksShared(file) ? 'pipeline' : undefined
  if (STANDARD.test(file)) return 'pipeline'
  if (looksShared(file) || takesParameters(root)) return 'template'
  return isNamedAsPipeline(file) ? 'pipeline' : 'template'
}

function looksShared(file: string): boolean {
  return /template/i.test(file)
}

/** Whether a parameter must be given, or parameters are declared as only templates may (docs: Template types & usage). */
function takesParameters(root: YamlMapping): boolean {
  const declared = valueAt(root, 'parameters')
  if (declared?.kind === 'mapping') return true
  return itemsOf(declared).some((item) => valueAt(item, 'default') === undefined)
}

/** Paths of the templates that a text names, as seen from its file and from the root. */
function templatesIn(file: string, text: string): string[] {
  const folder = folderOf(file)
  return Array.from(text.matchAll(/\btemplate[ \t]*:[ \t]*['"]?([^\s'"#@,\]}]{1,300})(?:@self)?/g), ([, path = '']) =>
    path.startsWith('/') ? [pathFrom('', path.slice(1))] : [pathFrom(folder, path), pathFrom('', path)],
  )
    .flat()
    .filter((path) => path !== undefined)
}
