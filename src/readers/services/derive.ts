import { pathsFitting } from '../../core/path-index.js'
import type { Codeowners, FileIndex, Pipeline, Project } from '../../models/index.js'
import { compareTexts } from '../../core/compare.js'
import { folderOf, nameOf } from '../paths.js'
import { isOwnOfProducts } from '../project/own-paths.js'
import { literalFolder } from './literal-folder.js'

/** What services are derived from. */
export interface Shape {
  readonly files: FileIndex
  readonly project: Project
  /** Pipelines that deploy something. */
  readonly deploying: () => readonly Pipeline[]
  readonly codeowners: () => Codeowners | undefined
}

/** A service that nobody has named. */
export interface DerivedService {
  readonly name: string
  readonly paths: readonly string[]
  /** Why it is taken for one, as a sentence part. */
  readonly because: string
}

/** Folders that say of what lies in them that it is delivered (Turborepo docs: Structuring a repository; Nx docs: Folder structure). */
const SERVICE_PARENT = /^(?:apps|services|microservices|functions|lambdas|workers)$/

/** Folders whose parts have one manifest for all, and may have an image each (Go: one `main` package a folder). */
const IMAGE_PARENT = /^(?:apps|services|microservices|functions|lambdas|workers|cmd)$/

/** Folders below which nothing is delivered for itself, whatever it looks like. */
const NO_SERVICE =
  /^(?:tools?|tooling|scripts?|ci|hack|templates?|benchmarks?|bench|dev|infra|infrastructure|terraform|pulumi|cdk|deploy|deployments?|cypress|playwright|locust|k6|load[-_]?tests?|lint(?:er|ing)?|phpcs|tests?[-_].*|e2e|storybook|mocks?|.*[-_](?:e2e|mocks?)|(?:e2e|mocks?|local)[-_].*)$/i

/** Names of folders that say nothing: what lies in them is called by the folder above. */
const NAMELESS = /^(?:src|source|app|code)$/i

/** Kinds of repositories of which no part is delivered for itself. */
const WITHOUT_SERVICES: ReadonlySet<string> = new Set(['examples', 'docs-only', 'pipeline-library'])

/** Deeper folders are parts of services. */
const DEEPEST = 4

/** More are no services but something generated. */
const MOST_DERIVED = 100

/**
 * The services of a monorepo, by its shape: folders with a manifest of their own and a sign that they are delivered for
 * themselves. None where there are fewer than two: a repository of one service, or a workspace of libraries.
 */
export function deriveServices(shape: Shape): DerivedService[] {
  if (WITHOUT_SERVICES.has(shape.project.kind)) return []
  const folders = candidates(shape)
  if (folders.size < 2) return []
  const signs = signsOf(shape, new Set(folders.keys()))
  const found = new Map<string, string>()
  for (const [folder, candidate] of folders) {
    const because = reason(folder, candidate, signs)
    if (because !== undefined) found.set(folder, because)
  }
  const outermost = withoutParts(found, signs.images)
  if (outermost.length < 2 || outermost.length > MOST_DERIVED) return []
  const names = namesOf(outermost)
  return outermost.map((folder) => ({
    name: names.get(folder) ?? folder,
    paths: [folder],
    because: found.get(folder) ?? '',
  }))
}

const DOCKERFILE = /(?:^|\/)Dockerfile$/

/** A folder that could be a service. */
interface Candidate {
  readonly manifest?: string
  /** Whether the manifest says that it is published for others. */
  readonly published: boolean
  /** Whether it is a package of a workspace of npm, pnpm, Yarn or Bun, which have conventions for folders. */
  readonly member: boolean
}

/** Whether a path can show a service: it is no test, sample, tool or piece of infrastructure. */
function counts(path: string, files: FileIndex): boolean {
  const folders = folderOf(path).split('/')
  return isOwnOfProducts(files, path) && !folders.some((each) => NO_SERVICE.test(each))
}

/** The folder that is called by what lies in this one: that above, if its own name says nothing. */
function calledFolder(folder: string): string {
  const above = folderOf(folder)
  return above !== '' && NAMELESS.test(nameOf(folder)) && !NAMELESS.test(nameOf(above)) ? above : folder
}

function candidates({ files, project }: Shape): Map<string, Candidate> {
  const found = new Map<string, Candidate>()
  for (const { file, publishable, ecosystem, workspaceMember } of project.manifests) {
    const folder = calledFolder(folderOf(file))
    if (folder === '' || folder.split('/').length > DEEPEST || !counts(file, files)) continue
    const before = found.get(folder)
    found.set(folder, {
      manifest: before?.manifest ?? file,
      published: publishable === true || before?.published === true,
      member: (ecosystem === 'npm' && workspaceMember) || before?.member === true,
    })
  }
  for (const path of pathsFitting(files.paths, [DOCKERFILE])) {
    const folder = folderOf(path)
    if (found.has(folder) || !counts(path, files)) continue
    if (IMAGE_PARENT.test(nameOf(folderOf(folder)))) found.set(folder, { published: false, member: false })
  }
  return found
}

/** What shows of folders that they are delivered for themselves: folder to the file that shows it. */
interface Signs {
  readonly images: ReadonlyMap<string, string>
  readonly watched: ReadonlyMap<string, string>
  readonly owned: ReadonlyMap<string, string>
}

function signsOf({ files, project, deploying, codeowners }: Shape, folders: ReadonlySet<string>): Signs {
  const images = new Map<string, string>()
  const note = (file: string): void => {
    const folder = nearest(folderOf(file), folders)
    if (folder !== undefined && !images.has(folder)) images.set(folder, file)
  }
  for (const folder of folders) if (files.has(`${folder}/Dockerfile`)) images.set(folder, `${folder}/Dockerfile`)
  for (const path of pathsFitting(files.paths, [DOCKERFILE])) if (counts(path, files)) note(path)
  for (const { at } of [...project.deployables, ...project.pulledBy]) if (counts(at.file, files)) note(at.file)
  const watched = new Map<string, string>()
  for (const pipeline of deploying()) {
    for (const path of pipeline.triggers.flatMap(({ paths = [] }) => paths)) {
      const folder = nearest(literalFolder(path.value), folders)
      if (folder !== undefined) watched.set(folder, pipeline.file)
    }
  }
  const owned = new Map<string, string>()
  for (const { pattern, owners, at } of codeowners()?.rules ?? []) {
    const folder = literalFolder(pattern.replace(/^\//, '').replace(/\/?$/, '/'))
    if (owners.length > 0 && folders.has(folder)) owned.set(folder, `${at.file}:${at.line}`)
  }
  return { images, watched, owned }
}

/** The innermost of the folders that holds this one. */
function nearest(folder: string, folders: ReadonlySet<string>): string | undefined {
  for (let here = folder; here !== ''; here = folderOf(here)) if (folders.has(here)) return here
  return undefined
}

function reason(folder: string, { manifest, published, member }: Candidate, signs: Signs): string | undefined {
  const image = signs.images.get(folder)
  const of = manifest ?? folder
  // A package for others may have files of platforms to hand out; an image beside its manifest is its own.
  if (image !== undefined && (!published || nameOf(image) === 'Dockerfile'))
    return manifest === undefined ? image : `${of} with ${image}`
  if (published) return undefined
  const pipeline = signs.watched.get(folder)
  if (pipeline !== undefined) return `${of}, for whose changes ${pipeline} deploys`
  if (!SERVICE_PARENT.test(nameOf(folderOf(folder)))) return undefined
  const owners = signs.owned.get(folder)
  if (owners !== undefined) return `${of} with owners of its own (${owners})`
  return member ? `${of}, an application of the workspace` : undefined
}

/**
 * A folder in a service is a part of it; a folder around several of them is what holds them together, unless it is
 * delivered itself.
 */
function withoutParts(found: ReadonlyMap<string, string>, images: ReadonlyMap<string, string>): string[] {
  const inside = new Map<string, string[]>()
  for (const folder of found.keys()) {
    for (let above = folderOf(folder); above !== ''; above = folderOf(above))
      if (found.has(above)) inside.set(above, [...(inside.get(above) ?? []), folder])
  }
  const dropped = new Set<string>()
  for (const [folder, parts] of [...inside].sort(([a], [b]) => a.length - b.length)) {
    if (dropped.has(folder)) continue
    const holds = parts.length > 1 && folderOf(images.get(folder) ?? '') !== folder
    if (holds) dropped.add(folder)
    else for (const part of parts) dropped.add(part)
  }
  return [...found.keys()].filter((folder) => !dropped.has(folder)).sort(compareTexts)
}

/** The last name of each folder, or all of them where two folders share it. */
function namesOf(folders: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const folder of folders) counts.set(nameOf(folder), (counts.get(nameOf(folder)) ?? 0) + 1)
  return new Map(folders.map((folder) => [folder, counts.get(nameOf(folder)) === 1 ? nameOf(folder) : folder]))
}
