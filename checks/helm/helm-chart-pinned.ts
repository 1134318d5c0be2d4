import {
  breadthOfVersion,
  type CheckOutcome,
  defineCheck,
  type Deployment,
  deployPaths,
  type FileIndex,
  hasUnresolved,
  helmInstallation,
  type HelmInstallation,
  helmRepositoryAdded,
  type Intent,
  isForUse,
  itemsOf,
  type Job,
  joinPaths,
  type Location,
  mayHideOptions,
  onceForEachKey,
  oncePer,
  Overlays,
  type Pull,
  type PullSource,
  type Resource,
  textOf,
  type Value,
  valueAt,
  type VersionBreadth,
  versionBreadth,
  z,
} from '../../src/check-api/index.js'

type Message = 'noVersion' | 'openVersion' | 'noLock'
type Outcome = CheckOutcome<Message>

/** Addresses that lead out of the tree; `@name` and `alias:name` are repositories of the machine. */
const REMOTE = /^(?:https?:\/\/|oci:\/\/|s3:\/\/|gs:\/\/|git\+|@|alias:)/
/** A chart at an address that holds its version: a tag, a digest, an archive. */
const VERSIONED = /^oci:\/\/[^@]*(?:@sha256:|\/[^/@:]*:[^/@]+$)|(?<!\d)\d+\.\d[^/]*\.tgz$/

export default defineCheck({
  id: 'helm-chart-pinned',
  title: 'Chart or its dependencies are not fixed',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'hc.define.modules.pinned', 'ba.versioning', 'ba.trap.unversioned-config'],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    noVersion: {
      text: 'Chart {chart} has no version, so the next deployment may bring another one.',
      remedy: 'Name the version that you use now, and let a bot propose newer ones.',
    },
    openVersion: {
      text: 'Chart {chart} takes any version that fits {version}, so a deployment may bring another one than was tested.',
      remedy: 'Name one version, and let a bot propose newer ones.',
    },
    noLock: {
      text: 'Chart {chart} is a dependency with the range {version}, and there is no Chart.lock that says which version that is.',
      remedy: 'Commit the Chart.lock of helm dependency update and use helm dependency build, or name one version.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const counts = ({ file }: Resource): boolean => isForUse(file, files)
    const overlays = new Overlays(infrastructure)
    const resources = infrastructure.resources.filter(counts)
    const pulls = delivery.pulls.filter(({ resource, tier }) => counts(resource) && tier !== 'preview')
    const outcomes = [
      ...resources.flatMap((resource) => ofResource(resource, files)),
      ...pulls.flatMap((pull) => pull.sources.flatMap((source) => ofSource(pull, source, overlays))),
      ...deployPaths(delivery).flatMap((deployment) => ofDeployment(deployment, files)),
    ]
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'no chart from elsewhere is used' }
    yield* onceForEachKey(
      oncePerPlace(outcomes),
      ({ message, data, at }) =>
        // One lock file fixes all dependencies of a chart.
        message === 'noLock' ? [message, at?.file] : [message, data?.['chart'], data?.['version']],
      ({ data }) => `chart ${String(data?.['chart'])}, too`,
    )
  },
})

/** Modules that are called often, and applications of one set, say the same at the same place. */
function oncePerPlace(outcomes: readonly Outcome[]): Outcome[] {
  const seen = new Set<string>()
  return outcomes.filter((outcome) => {
    const at = 'at' in outcome ? outcome.at : undefined
    const key = JSON.stringify([outcome.kind, at?.file, at?.line, at?.column])
    return at === undefined || (!seen.has(key) && seen.add(key))
  })
}

function ofResource(resource: Resource, files: FileIndex): Outcome[] {
  const { type, technology, properties } = resource
  if (technology === 'helm' && type === 'chart')
    return ['dependencies', '@requirements.dependencies']
      .flatMap((list) => itemsOf(valueAt(properties, list)))
      .flatMap((dependency) => ofDependency(dependency, resource, files))
  if (type === 'helm_release') return ofTerraform(resource)
  if (type === 'kustomization')
    return itemsOf(valueAt(properties, 'helmCharts')).flatMap((chart) => {
      if (!REMOTE.test(textOf(valueAt(chart, 'repo')) ?? '') || liesBeside(resource, chart, files)) return []
      return judge(nameOf(valueAt(chart, 'name')), valueAt(chart, 'version'), chart.at)
    })
  return []
}

/** Whether kustomize finds the chart in the tree, so that it pulls none (kustomize: helmCharts, helmGlobals.chartHome). */
function liesBeside({ module = '.', properties }: Resource, chart: Value, files: FileIndex): boolean {
  const home = textOf(valueAt(properties, 'helmGlobals.chartHome')) ?? 'charts'
  const folder = joinPaths(module, `${home}/${nameOf(valueAt(chart, 'name'))}`)
  return folder !== undefined && files.has(`${folder}/Chart.yaml`)
}

/** Helm docs: Charts, Chart dependencies. What lies in `charts/` is fixed by that. */
function ofDependency(dependency: Value, { module = '.' }: Resource, files: FileIndex): Outcome[] {
  const repository = textOf(valueAt(dependency, 'repository')) ?? ''
  const chart = nameOf(valueAt(dependency, 'name'))
  const version = valueAt(dependency, 'version')
  if (!REMOTE.test(repository)) return []
  const folder = module === '.' ? '' : `${module}/`
  const vendored = files.paths.some(
    (path) => path === `${folder}charts/${chart}/Chart.yaml` || path.startsWith(`${folder}charts/${chart}-`),
  )
  const lock = ['Chart.lock', 'requirements.lock'].find((name) => files.has(`${folder}${name}`))
  if (vendored || lock !== undefined) {
    const text = vendored ? 'chart {chart} lies in the tree' : '{lock} fixes the version of chart {chart}'
    return [{ kind: 'evidence', text, data: { chart, ...(lock !== undefined && { lock }) }, at: dependency.at }]
  }
  return judge(chart, version, dependency.at, 'noLock')
}

/** Terraform's Helm provider docs: helm_release (chart, repository, version). */
function ofTerraform({ properties, at, complete }: Resource): Outcome[] {
  const chart = valueAt(properties, 'chart')
  const repository = valueAt(properties, 'repository')
  const name = nameOf(chart)
  if (hasUnresolved(chart) && repository === undefined) {
    const reason = 'which chart this helm_release installs is an expression'
    return [{ kind: 'unknown', origin: 'files', reason, at: chart?.at ?? at }]
  }
  const named = repository !== undefined && !(repository.kind === 'scalar' && !repository.value)
  if (!named && !name.startsWith('oci://')) return []
  if (VERSIONED.test(name)) return [fixed(name, at)]
  const version = valueAt(properties, 'version')
  if (version === undefined && !complete) return [unclear(name, at)]
  return judge(name, version, version?.at ?? chart?.at ?? at)
}

/** Sources of HelmReleases of Flux, and of applications of Argo CD that are charts. */
function ofSource({ resource }: Pull, source: PullSource, overlays: Overlays): Outcome[] {
  const isRelease = resource.type.endsWith('/HelmRelease')
  if ((source.kind !== 'helm' && source.kind !== 'oci') || (!isRelease && source.chart === undefined)) return []
  const chart = source.chart ?? source.url ?? resource.name
  const at = source.revision?.at ?? resource.at
  const patched = ['version', 'targetRevision'].some((key) => overlays.maySet(key, resource))
  if (source.follows === 'unknown' || (patched && source.follows !== 'version')) return [unclear(chart, at)]
  if (source.follows !== 'range' && source.follows !== 'branch') return [fixed(chart, at)]
  if (source.revision === undefined) return [{ kind: 'problem', message: 'noVersion', data: { chart }, at }]
  return problem(chart, source.revision.value, versionBreadth(source.revision.value), at)
}

function ofDeployment(deployment: Deployment, files: FileIndex): Outcome[] {
  const added = repositoriesAdded(deployment.job)
  return deployment.step.intents
    .filter(({ kind, tool }) => kind === 'deploy' && tool === 'helm')
    .flatMap((intent) => ofCommand(intent, added, files))
}

/** Names under which the job adds repositories. */
const repositoriesAdded = oncePer(
  ({ steps }: Job) =>
    new Set(steps.flatMap(({ commands }) => commands.flatMap((each) => helmRepositoryAdded(each) ?? []))),
)

function ofCommand({ command, at, because }: Intent, added: ReadonlySet<string>, files: FileIndex): Outcome[] {
  const installed = command && helmInstallation(command)
  if (command === undefined || installed === undefined || !isRemote(installed, added, files)) return []
  const { chart, version } = installed
  if (VERSIONED.test(chart)) return [fixed(chart, at)]
  if (version === undefined && mayHideOptions(command)) return [unclear(chart, at)]
  if (version === undefined) return [{ kind: 'problem', message: 'noVersion', data: { chart }, at, because }]
  if (!version.literal || version.text.includes('${{')) return [unclear(chart, at)]
  return problem(chart, version.text, versionBreadth(version.text), at)
}

/** A chart of a repository that the job adds by this name. Other names may be folders that the pipeline makes. */
function isRemote({ chart, named, literal }: HelmInstallation, added: ReadonlySet<string>, files: FileIndex): boolean {
  if (/^(?:oci|https?):\/\//.test(chart) || named) return true
  const [repository = '', name, ...rest] = chart.split('/')
  return literal && name !== undefined && rest.length === 0 && added.has(repository) && !files.hasFolder(chart)
}

function judge(chart: string, version: Value | undefined, at: Location, message: Message = 'openVersion'): Outcome[] {
  if (version === undefined) return [{ kind: 'problem', message: 'noVersion', data: { chart }, at }]
  return problem(chart, textOf(version) ?? '', breadthOfVersion(version), version.at, message)
}

function problem(
  chart: string,
  version: string,
  breadth: VersionBreadth,
  at: Location,
  message: Message = 'openVersion',
): Outcome[] {
  if (breadth === 'exact') return [fixed(chart, at)]
  if (breadth === 'unknown') return [unclear(chart, at)]
  const lesser = breadth === 'patches' && { severity: 'notice' as const }
  return [{ kind: 'problem', message, data: { chart, version }, at, ...lesser }]
}

function fixed(chart: string, at: Location): Outcome {
  return { kind: 'evidence', text: 'chart {chart} has a version', data: { chart }, at }
}

function unclear(chart: string, at: Location): Outcome {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'the version of chart {chart} is set elsewhere',
    data: { chart },
    at,
  }
}

function nameOf(value: Value | undefined): string {
  return value?.kind === 'unresolved' ? value.text : (textOf(value) ?? '')
}
