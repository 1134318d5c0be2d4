import { onName, pathsFitting, topFolders } from '../../core/path-index.js'
import type { FileIndex } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { readSections } from './documents/sections.js'

/** Top-level folders that serve the whole repository. */
const SHARED_FOLDER =
  /^(?:\..*|docs?|scripts?|tests?|hack|ci|tools?|images?|icons|assets|misc|build|utilities|utils|lib|common|shared|bin)$/i

/** Files that start something of their own: manifests, descriptions of stacks, pages that introduce what lies beside them. */
const STARTS_SOMETHING =
  /^(?:readme.*|package\.json|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|requirements\.txt|pyproject\.toml|Cargo\.toml|.*\.csproj|Pulumi\.yaml|cdk\.json|(?:docker-)?compose.*\.ya?ml|Dockerfile|main\.tf|template\.ya?ml|serverless\.yml|appspec\.yml|Chart\.yaml|kustomization\.yaml|cookiecutter\.json|playbook\.yml|main\.yml|Vagrantfile|Jenkinsfile|.*\.template)$/i

/** At the root, these make the repository one project. A package.json or the like there only holds tools. */
const PROJECT_AT_ROOT =
  /^(?:go\.mod|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.toml|Pulumi\.yaml|cdk\.json|(?:docker-)?compose.*\.ya?ml|Dockerfile|.*\.tf|template\.ya?ml|serverless\.yml|Chart\.yaml|kustomization\.yaml|Procfile)$/i

/** Plural on purpose: one example is a project, and `templates` alone are what every CloudFormation repository holds. */
const SAMPLES =
  /(?:^|[^a-z])(examples|samples|snippets|starters|starter (?:workflows|kits|projects|templates)|sample (?:templates|applications|apps|projects)|example (?:projects|applications|apps)|(?:application|project) templates|awesome)(?:$|[^a-z])/i

/** The same words at the end of a repository's name: `examples`, `serverless-samples`. */
const SAMPLES_NAME = /(?:^|[-_.])(examples|samples|snippets|starters|starter-workflows|quickstarts)$/i

/** How deep a folder's files may lie to show that it stands on its own. */
const MAX_DEPTH = 4

const MIN_FOLDERS = 3
const MIN_SHARE = 0.6

/**
 * Why the repository is a collection of samples to copy, or undefined. Its title, its own name or the names of most folders
 * must say so, or its introduction while most folders stand on their own; and the root must not hold a project.
 */
export function samplesIn(survey: {
  readonly context: ReaderContext
  readonly index: FileIndex
  readonly judged: readonly string[]
}): string | undefined {
  const { context, index, judged } = survey
  if (judged.some((path) => !path.includes('/') && PROJECT_AT_ROOT.test(path))) return undefined
  const folders = standingFolders(judged)
  if (folders.size < MIN_FOLDERS) return undefined
  const { title, intro } = selfDescription(context, index)
  const called = wordIn(title) ?? nameOfSamples(context) ?? namedSamples([...folders.keys()])
  if (called !== undefined) return `it calls its content ${called}`
  const standing = [...folders.values()].filter(Boolean).length
  const introduced = wordIn(intro)
  return introduced !== undefined && standing >= MIN_SHARE * folders.size
    ? `it introduces its content as ${introduced}, and ${standing} of ${folders.size} folders stand on their own`
    : undefined
}

/** The top-level folders, each with whether it stands on its own. */
function standingFolders(judged: readonly string[]): Map<string, boolean> {
  const starting = pathsFitting(judged, [STARTS_SOMETHING], onName)
    .map((path) => path.split('/', MAX_DEPTH + 1))
    .filter(({ length }) => length <= MAX_DEPTH)
  const standing = new Set(starting.map(([top]) => top))
  const folders = topFolders(judged).filter((folder) => !SHARED_FOLDER.test(folder))
  return new Map(folders.map((folder) => [folder, standing.has(folder)]))
}

/** The first heading of the README, and the first two lines of text that are neither headings, images nor badges. */
function selfDescription(context: ReaderContext, index: FileIndex): { title: string; intro: string } {
  const readme = index.paths.find((path) => /^readme(?:\.\w+)?$/i.test(path))
  const text = (readme === undefined ? undefined : context.files.text(readme))?.slice(0, 4000) ?? ''
  const title = readSections(text)[1]?.headings.at(-1)?.text ?? ''
  const lines = text.split('\n').map((line) => line.trim())
  const intro = lines.filter((line) => line !== '' && line !== title && !/^(?:!?\[|[<#=~-])/.test(line)).slice(0, 2)
  return { title, intro: intro.join(' ') }
}

function nameOfSamples({ repository = '' }: Pick<ReaderContext, 'repository'>): string | undefined {
  return SAMPLES_NAME.exec(repository.slice(repository.lastIndexOf('/') + 1))?.[1]?.toLowerCase()
}

/** The word for samples that most of the folders' names hold. */
function namedSamples(folders: readonly string[]): string | undefined {
  const named = folders.filter((folder) => wordIn(folder) !== undefined)
  return named.length > 0 && named.length >= MIN_SHARE * folders.length ? wordIn(named[0] ?? '') : undefined
}

const wordIn = (text: string): string | undefined => SAMPLES.exec(text)?.[1]?.toLowerCase()
