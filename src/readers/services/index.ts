import { addTo } from '../../core/group.js'
import type { Because, Location } from '../../core/location.js'
import type { Policy } from '../../core/policy.js'
import { serviceMatcher, type Service } from '../../core/services.js'
import type { Codeowners, FileIndex, Models, Pipeline, Project } from '../../models/index.js'
import { deriveServices, type Shape } from './derive.js'
import { serviceOfJob, serviceOfPipeline, type ServiceOf, type Sight } from './job-services.js'

/** One service of the repository, as it is found in the tree. */
export interface ServiceFacts extends Service {
  /** Why it is taken for one, as a sentence part; absent where the configuration names it. */
  readonly derivedFrom?: string
  /** Who owns most of its files, by CODEOWNERS. */
  readonly owners: readonly string[]
  /** How many of the tracked files are its. */
  readonly files: number
}

/** A place that something is said about, and the chain that leads there. */
export interface Place {
  readonly at?: Location
  readonly because: readonly Because[]
}

/** The services of a repository. */
export interface Services {
  readonly all: readonly ServiceFacts[]
  /** The service of a path. */
  readonly ofPath: ServiceOf
  /** The tracked files of a service. */
  filesOf(name: string): readonly string[]
  /** The service of a place: that of its file, or of the job that it stands in. Undefined: it is about the whole repository. */
  of(place: Place): string | undefined
  /** Paths of services, as written, that no tracked file lies in. */
  readonly unmatched: readonly { readonly service: string; readonly path: string; readonly at: Location }[]
}

/** Files of a service whose owners are looked up. */
const SAMPLE = 40

/** The services that the configuration names, else those that the shape of the tree shows; undefined without any. */
export function findServices(models: Models, named: Policy['services']): Services | undefined {
  if (named === 'off' || !models.files.known || !models.project.known) return undefined
  const shape = shapeOf(models.files.value, models.project.value, models)
  const services: readonly (Service & { readonly because?: string })[] = named ?? deriveServices(shape)
  if (services.length === 0) return undefined
  const ofPath = serviceMatcher(services)
  const byService = new Map<string, string[]>(services.map(({ name }) => [name, []]))
  for (const path of shape.files.paths) byService.get(ofPath(path) ?? '')?.push(path)
  const sight = { files: shape.files, serviceOf: ofPath, names: new Set(byService.keys()) }
  const pipelines = models.pipelines.known ? models.pipelines.value.all : []
  let places: ((place: Place) => string | undefined) | undefined
  return {
    all: services.map(({ name, paths, because }) => {
      const own = byService.get(name) ?? []
      const owners = ownersOf(own, shape.codeowners())
      return { name, paths, owners, files: own.length, ...(because !== undefined && { derivedFrom: because }) }
    }),
    ofPath,
    filesOf: (name) => byService.get(name) ?? [],
    of: (place) => (places ??= placesIn(pipelines, sight))(place),
    unmatched: named === undefined ? [] : unmatchedIn(named, byService, shape.files.paths),
  }
}

/** What is read on demand: most repositories have no services, which their paths and manifests alone show. */
function shapeOf(files: FileIndex, project: Project, models: Models): Shape {
  return {
    files,
    project,
    deploying: () => {
      const deployments = models.delivery.known ? models.delivery.value.deployments : []
      return [...new Set(deployments.filter(({ docsOnly }) => !docsOnly).map(({ pipeline }) => pipeline))]
    },
    codeowners: () => (models.codeowners.known ? models.codeowners.value : undefined),
  }
}

/** The owners of most files. */
function ownersOf(paths: readonly string[], codeowners: Codeowners | undefined): readonly string[] {
  const step = Math.max(1, Math.floor(paths.length / SAMPLE))
  const counts = new Map<string, { owners: readonly string[]; count: number }>()
  for (let index = 0; index < paths.length; index += step) {
    const owners = codeowners?.ruleFor(paths[index] ?? '')?.owners ?? []
    const key = owners.join(' ')
    const seen = counts.get(key)
    if (seen === undefined) counts.set(key, { owners, count: 1 })
    else seen.count += 1
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.owners ?? []
}

/** A path with a file of its own service needs no look at all the others. */
function unmatchedIn(
  named: Exclude<NonNullable<Policy['services']>, 'off'>,
  byService: ReadonlyMap<string, readonly string[]>,
  all: readonly string[],
): Services['unmatched'] {
  return named.flatMap(({ name, paths, pathsAt }) =>
    paths.flatMap((path, index) => {
      const at = pathsAt[index]
      const alone = serviceMatcher([{ name, paths: [path] }])
      const isUsed = byService.get(name)?.some((file) => alone(file) !== undefined) === true
      return at === undefined || isUsed || all.some((file) => alone(file) !== undefined)
        ? []
        : [{ service: name, path, at }]
    }),
  )
}

/** Several services of one place: it belongs to none of them alone. */
const SEVERAL = Symbol('several')
type Owner = string | typeof SEVERAL | undefined

function placesIn(pipelines: readonly Pipeline[], sight: Sight): (place: Place) => string | undefined {
  const byRoute = new Map<string, Owner>()
  const byFile = new Map<string, Owner>()
  const lines = new Map<string, { line: number; route: string }[]>()
  for (const pipeline of pipelines) {
    const own = serviceOfPipeline(pipeline, sight)
    put(byFile, pipeline.file, own)
    for (const job of pipeline.jobs) {
      const { file, route, line } = job.at
      const service = serviceOfJob(job, sight)
      put(
        byRoute,
        `${file} ${route}`,
        own !== undefined && service !== undefined && own !== service ? undefined : (service ?? own),
      )
      addTo(lines, file, { line, route })
    }
  }
  const ofRoute = (file: string, route: string): string | undefined => {
    for (let here = route; here !== ''; here = outer(here)) {
      if (byRoute.has(`${file} ${here}`)) return single(byRoute.get(`${file} ${here}`))
    }
    return single(byFile.get(file))
  }
  return ({ at, because }) => {
    if (at === undefined) return undefined
    const own = sight.serviceOf(at.file)
    if (own !== undefined || byFile.has(at.file)) return own ?? ofRoute(at.file, at.route)
    const [start] = because
    const job = start && lines.get(start.file)?.findLast(({ line }) => line <= start.line)
    return start === undefined || job === undefined ? undefined : ofRoute(start.file, job.route)
  }
}

function put(owners: Map<string, Owner>, key: string, service: string | undefined): void {
  owners.set(key, !owners.has(key) || owners.get(key) === service ? service : SEVERAL)
}

function single(owner: Owner): string | undefined {
  return owner === SEVERAL ? undefined : owner
}

/** The route without its last step. */
function outer(route: string): string {
  return route.slice(0, Math.max(0, route.lastIndexOf('.'), route.lastIndexOf('[')))
}
