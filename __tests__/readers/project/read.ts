import { fileLocation } from '../../../src/core/location.js'
import type { Infrastructure, Resource, Settings, TerraformModule } from '../../../src/models/index.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readFileIndex } from '../../../src/readers/files.js'
import { readDockerfile } from '../../../src/readers/infrastructure/dockerfile/index.js'
import { readProject } from '../../../src/readers/project/index.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'

type Texts = Readonly<Record<string, string>> | readonly string[]

/** A resource without properties, as far as the project reader looks at it. */
export function resource(technology: Resource['technology'], type: string, file: string): Resource {
  const at = fileLocation(file)
  return { technology, type, name: 'a', file, properties: { kind: 'dict', entries: new Map(), at }, at, complete: true }
}

/** A Terraform folder; a root if somebody applies it. */
export function terraform(folder: string, isRoot: boolean, backend?: string): TerraformModule {
  const at = fileLocation(folder === '.' ? 'main.tf' : `${folder}/main.tf`)
  return {
    folder,
    isRoot,
    calledBy: [],
    complete: true,
    ...(backend !== undefined && { backend: { type: backend, at } }),
    requiredProviders: [],
    usedProviders: [],
    moduleSources: [],
    at,
  }
}

/** The project of a repository that exists only here. Dockerfiles are read; other infrastructure is handed in. */
export function project(texts: Texts, infrastructure: Partial<Infrastructure> = {}, settings: Partial<Settings> = {}) {
  const files = memoryFiles(texts)
  const context = readerContext(files, settings)
  const index = readFileIndex(files, { ...NO_SETTINGS, ...settings })
  const images = files.paths
    .filter((path) => /Dockerfile/.test(path))
    .flatMap((path) => readDockerfile(context, path).resources)
  const resources = [...images, ...(infrastructure.resources ?? [])]
  const ansible = { plays: [], tasks: [], inventories: [], requirements: [] }
  const known = { terraform: [], ansible, technologies: new Set<string>(), unread: [], ...infrastructure, resources }
  return { ...readProject(context, index, known), defects: context.defects, unread: context.unreadFiles }
}
