import {
  defineCheck,
  imagesRun,
  isForTrying,
  isPlain,
  isPublicIndex,
  isSample,
  jobsOf,
  namesState,
  packageSourcesOf,
  parseImage,
  shownAddress,
  textOf,
  z,
  type CheckOutcome,
  type Command,
  type Dependency,
  type ImageBuild,
  type Infrastructure,
  type Located,
  type PackageSource,
  type Pipelines,
  type Project,
  type RegistrySetting,
} from '../../src/check-api/index.js'

type Message = 'plain' | 'extra' | 'git' | 'unchecked' | 'unapproved'
type Outcome = CheckOutcome<Message>

/** Variables by which pipelines set the place that packages come from, and whether it is asked beside another. */
const VARIABLES: ReadonlyMap<string, 'default' | 'extra'> = new Map([
  ['PIP_INDEX_URL', 'default'],
  ['PIP_EXTRA_INDEX_URL', 'extra'],
  ['UV_INDEX_URL', 'default'],
  ['UV_DEFAULT_INDEX', 'default'],
  ['NPM_CONFIG_REGISTRY', 'default'],
  ['YARN_NPM_REGISTRY_SERVER', 'default'],
  ['GOPROXY', 'default'],
])

export default defineCheck({
  id: 'supply-trusted-registries',
  title: 'Packages or images come from places nobody approved',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.SCM.3',
    'DL.SCM.4',
    'DL.CD.2',
    'SEC06-BP02',
    'SEC11-BP05',
    'hc.define.artifact-repos',
    'hc.define.centralize-packages',
    'ba.constraint.integrations',
  ],
  // Where the packages of a build come from does not show that what is deployed comes from a registry.
  facets: {
    deployed: ['DL.CD.2'],
    installed: [
      'DL.SCM.3',
      'DL.SCM.4',
      'SEC06-BP02',
      'SEC11-BP05',
      'hc.define.artifact-repos',
      'hc.define.centralize-packages',
      'ba.constraint.integrations',
    ],
  },
  needs: ['project', 'pipelines', 'imageBuilds', 'infrastructure', 'files'],
  options: z.strictObject({
    approved: z
      ._default(z.array(z.string()), [])
      .check(
        z.describe(
          'Hosts, with or without the start of a path, that packages and images may come from; `docker.io` for images without a host',
        ),
      ),
  }),
  messages: {
    plain: {
      text: 'Packages come from {source} without encryption, so that whoever is on the way chooses what is installed.',
      remedy: 'Take them over HTTPS.',
    },
    extra: {
      text: '{source} is asked beside the public index: what somebody publishes there under the name of a private package is installed if its version is higher.',
      remedy:
        'Take all packages from one index that passes public ones on, or tie the private names to theirs (explicit = true in uv and Poetry, packageSourceMapping in NuGet, a source block in a Gemfile).',
    },
    git: {
      text: '{source} is installed from a branch of a git repository, in whatever state it is at that moment.',
      remedy: 'Name the commit behind an @ (--rev for cargo), or install a released version.',
    },
    unchecked: {
      text: '{source} lets packages in whoever they come from.',
      remedy: 'Give the package manager the key or the certificate of the source instead.',
    },
    unapproved: {
      text: '{source} is not among the approved places that packages and images come from.',
      remedy: 'Take it from an approved registry, or add the host to the option approved of this check.',
    },
  },

  *run({ project, pipelines, imageBuilds, infrastructure, files }, { approved }): Generator<Outcome> {
    const settings = project.registries.filter(({ role, url }) => role !== 'publish' && !isForTrying(url.at.file))
    const images = imagesOf(pipelines, imageBuilds, infrastructure).filter(({ at }) => !files.isExcluded(at.file))
    const outcomes = [
      ...settings.flatMap((setting) => ofSetting(setting, approved)),
      ...inPipelines(pipelines).map(lesserForGit),
      ...imageBuilds
        .filter(({ file }) => !isSample(file))
        .flatMap(({ stages }) => stages.flatMap(({ commands }) => ofCommands(commands))),
      ...project.dependencies.flatMap(ofDependency),
      ...(approved.length === 0 ? [] : images.flatMap((image) => ofImage(image, approved))),
    ]
    yield* oneForEachLine(outcomes)
    if (outcomes.length === 0) yield byDefault(project, images.length > 0)
  },
})

/** Jobs that try the newest state of something do so on purpose, as a rule. */
function lesserForGit(outcome: Outcome): Outcome {
  return outcome.kind === 'problem' && outcome.message === 'git' ? { ...outcome, severity: 'notice' } : outcome
}

/** Where nothing else is said, package managers ask their own registry. */
function byDefault({ manifests }: Project, images: boolean): Outcome {
  const manifest = manifests.find(({ hasDependencies }) => hasDependencies === true)
  if (manifest === undefined) {
    const reason = images ? 'no list says which registries images may come from' : 'no packages or images are taken'
    return { kind: 'not-applicable', reason }
  }
  const data = { manifest: manifest.file, ecosystem: manifest.ecosystem }
  const text = 'packages of {manifest} come from the registry of {ecosystem}, as nothing names another'
  return { kind: 'evidence', text, data, at: manifest.at, facet: 'installed' }
}

function ofSetting({ url: { value, at }, role, ecosystem }: RegistrySetting, approved: readonly string[]): Outcome[] {
  const data = { source: shownAddress(value), ecosystem }
  if (isPlain(value)) return [{ kind: 'problem', message: 'plain', data, at }]
  if (role === 'extra') return [extraOf(value, data.source, at)]
  if (approved.length > 0 && !value.includes('$') && !isApproved(value.replace(/^[a-z]+:\/\//, ''), approved))
    return [{ kind: 'problem', message: 'unapproved', data, at }]
  return [{ kind: 'evidence', text: 'packages of {ecosystem} come from {source}', data, at, facet: 'installed' }]
}

function extraOf(value: string, source: string, at: RegistrySetting['url']['at']): Outcome {
  const severity = isPublicIndex(value) ? 'notice' : 'warning'
  return { kind: 'problem', message: 'extra', data: { source }, at, severity }
}

function inPipelines(pipelines: Pipelines): Outcome[] {
  return [
    ...pipelines.all.flatMap(({ env }) => ofVariables(env)),
    ...jobsOf(pipelines, { actions: true }).flatMap(({ job }) => [
      ...ofVariables(job.env),
      ...job.steps.flatMap((step) => [...ofVariables(step.env), ...ofCommands(step.commands)]),
    ]),
  ]
}

function ofVariables(env: ReadonlyMap<string, Located<string>>): Outcome[] {
  return [...env].flatMap(([name, { value, at }]): Outcome[] => {
    const role = VARIABLES.get(name.toUpperCase())
    if (role === undefined || value.trim() === '') return []
    const source = value.includes('$') ? name : shownAddress(value)
    if (isPlain(value)) return [{ kind: 'problem', message: 'plain', data: { source }, at }]
    return role === 'extra' ? [extraOf(value, source, at)] : []
  })
}

function ofCommands(commands: readonly Command[]): Outcome[] {
  return commands.flatMap(packageSourcesOf).map(({ how, what, at, because }: PackageSource): Outcome => {
    const severity = how === 'extra' && isPublicIndex(what) ? 'notice' : 'warning'
    return { kind: 'problem', message: how, data: { source: what }, at, because, severity }
  })
}

function ofDependency({ git, name, at }: Dependency): Outcome[] {
  if (git === undefined || namesState(git.ref) || isForTrying(at.file)) return []
  return [{ kind: 'problem', message: 'git', data: { source: name }, at }]
}

/** Images that jobs run in, that others build on, and that workloads run; names with variables are left out. */
function imagesOf(
  pipelines: Pipelines,
  imageBuilds: readonly ImageBuild[],
  infrastructure: Infrastructure,
): Located<string>[] {
  const found = [
    ...jobsOf(pipelines).flatMap(({ job }) => job.images ?? []),
    ...imageBuilds.flatMap(({ stages }) =>
      stages.flatMap(({ image, from }) => (image === undefined ? [] : [{ value: image, at: from.at }])),
    ),
    ...imagesRun(infrastructure).map(({ image }) => ({ value: textOf(image) ?? '$', at: image.at })),
  ]
  return found.filter(({ value }) => value !== '' && value !== 'scratch' && !value.includes('$'))
}

function ofImage({ value, at }: Located<string>, approved: readonly string[]): Outcome[] {
  const { registry = 'docker.io', repository } = parseImage(value)
  const path = registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository
  const data = { source: value }
  if (isApproved(`${registry}/${path}`, approved))
    return [{ kind: 'evidence', text: '{source} comes from an approved registry', data, at }]
  return [{ kind: 'problem', message: 'unapproved', data, at }]
}

/** `ghcr.io/acme` approves all below it; `*.acme.example` all hosts of that domain. */
function isApproved(address: string, approved: readonly string[]): boolean {
  const place = `${shownAddress(address).toLowerCase()}/`
  return approved.some((each) => {
    const prefix = each
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '')
    if (!prefix.startsWith('*.')) return place.startsWith(`${prefix}/`) || place.startsWith(`${prefix}:`)
    return place.slice(0, place.indexOf('/')).replace(/:\d+$/, '').endsWith(prefix.slice(1))
  })
}

/** Several extra indexes of one file are one problem. */
function oneForEachLine(outcomes: readonly Outcome[]): Outcome[] {
  const seen = new Set<string>()
  return outcomes.filter((outcome) => {
    if (!('at' in outcome) || outcome.at === undefined) return true
    const message = outcome.kind === 'problem' ? outcome.message : outcome.kind
    const key = `${message} ${outcome.at.file}${message === 'extra' ? '' : `:${outcome.at.line}`}`
    return !seen.has(key) && seen.add(key)
  })
}
