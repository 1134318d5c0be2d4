import {
  defineCheck,
  deployPaths,
  isForTrying,
  itemsOf,
  parseImage,
  resourcesOfType,
  textOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type Delivery,
  type Infrastructure,
  type Project,
  type Value,
} from '../../src/check-api/index.js'

/** Tags that mean whatever was pushed last. */
const MUTABLE = new Set([
  'latest',
  'main',
  'master',
  'trunk',
  'develop',
  'development',
  'dev',
  'test',
  'qa',
  'staging',
  'stage',
  'prod',
  'production',
  'edge',
  'nightly',
  'canary',
  'stable',
  'snapshot',
  'head',
  'current',
])

const NOT_RUN: ReadonlySet<Project['kind']> = new Set(['examples', 'library', 'pipeline-library', 'docs-only'])

interface UsedImage {
  readonly image: Value
  readonly by: string
}

export default defineCheck({
  id: 'deploy-mutable-image-tag',
  title: 'Deployed image has a mutable tag',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.SCM.8',
    'DL.ADS.2',
    'ops05-bp10.workflows.audit-trail',
    'OPS05-BP01',
    'OPS06-BP01',
    'REL08-BP04',
    'hc.automate.packaging.traceable-tags',
    'hc.define.immutable.containers',
    'ba.versioning',
    'ba.trap.unversioned-config',
  ],
  needs: ['infrastructure', 'delivery', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    mutable: {
      text: '{workload} runs {image}, whose tag {tag} moves, so there is no earlier version to go back to.',
      remedy: 'Name a version, a commit or a digest.',
    },
    untagged: {
      text: '{workload} runs {image} without a tag, which means latest.',
      remedy: 'Name a version, a commit or a digest.',
    },
    command: {
      text: 'This command deploys {image}, whose tag {tag} moves, so there is no earlier version to go back to.',
      remedy: 'Deploy the tag or digest that this run has built.',
    },
  },

  *run({ infrastructure, delivery, project, files }) {
    const replaced = replacedImages(infrastructure, delivery)
    const used = NOT_RUN.has(project.kind)
      ? []
      : usedImages(infrastructure).filter(
          ({ image }) => !files.isExcluded(image.at.file) && !isForTrying(image.at.file),
        )
    const outcomes = [
      ...used.flatMap(({ image, by }) => judge(image, by, replaced) ?? []),
      ...deployPaths(delivery).flatMap(({ intent, at }) =>
        (intent?.command?.argv ?? []).flatMap((word) => judgeWord(word, at)),
      ),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing here names an image that is deployed' }
    yield* outcomes
  },
})

function usedImages(infrastructure: Infrastructure): UsedImage[] {
  const pods = workloadsOf(infrastructure).flatMap(({ kind, resource, containers }) =>
    containers.flatMap(({ image }) => (image === undefined ? [] : [{ image, by: `${kind} ${resource.name}` }])),
  )
  const tasks = resourcesOfType(infrastructure.resources, 'AWS::ECS::TaskDefinition').flatMap(({ name, properties }) =>
    itemsOf(valueAt(properties, 'ContainerDefinitions')).flatMap((container) => {
      const image = valueAt(container, 'Image')
      return image === undefined ? [] : [{ image, by: `task definition ${name}` }]
    }),
  )
  return [...pods, ...tasks]
}

/** Repositories whose tag a pipeline or a Kustomization sets before the manifest is applied. */
function replacedImages({ resources }: Infrastructure, { deployments }: Delivery): ReadonlySet<string> {
  const kustomized = resources
    .filter(({ type }) => type === 'kustomization')
    .flatMap(({ properties }) => itemsOf(valueAt(properties, 'images')))
    .flatMap((image) => textOf(valueAt(image, 'name')) ?? [])
  const commands = deployments.flatMap(({ job }) => job.steps.flatMap((step) => step.commands))
  const set = commands.flatMap(({ argv }) => argv.flatMap(({ text }) => /=([^=:]+):/.exec(text)?.[1] ?? []))
  return new Set([...kustomized, ...set])
}

function judge(
  image: Value,
  workload: string,
  replaced: ReadonlySet<string>,
): CheckOutcome<'mutable' | 'untagged'> | undefined {
  const at = image.at
  if (image.kind === 'unresolved')
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the image of {workload} hangs on an expression',
      data: { workload },
      at,
    }
  const text = textOf(image)
  if (text === undefined || text === '') return undefined
  const { registry, repository, tag, digest } = parseImage(text)
  const name = registry === undefined ? repository : `${registry}/${repository}`
  if (digest === undefined && (replaced.has(name) || isPlaceholder(text))) {
    return { kind: 'evidence', text: 'the pipeline sets the version of {image}', data: { image: name }, at }
  }
  if (digest === undefined && tag === undefined)
    return { kind: 'problem', message: 'untagged', data: { workload, image: text }, at }
  if (digest === undefined && tag !== undefined && MUTABLE.has(tag.toLowerCase()))
    return { kind: 'problem', message: 'mutable', data: { workload, image: name, tag }, at }
  return {
    kind: 'evidence',
    text: '{workload} runs a version of {image} that does not move',
    data: { workload, image: name },
    at,
  }
}

/** Names that only make sense once something has filled them in: `IMAGE_NAME`, `$(image)`, `<image>`, `controller:latest` of kubebuilder. */
function isPlaceholder(text: string): boolean {
  return /[$<>{}()]/.test(text) || /^[A-Z][A-Z0-9_]+$/.test(text) || text === 'controller:latest'
}

function judgeWord(
  { text, literal }: { text: string; literal: boolean },
  at: UsedImage['image']['at'],
): CheckOutcome<'command'>[] {
  const value = /^[\w.-]+=([\w./:-]+:[\w.-]+)$/.exec(text)?.[1]
  const tag = value === undefined ? undefined : parseImage(value).tag
  if (!literal || value === undefined || tag === undefined || !MUTABLE.has(tag.toLowerCase())) return []
  return [{ kind: 'problem', message: 'command', data: { image: value, tag }, at }]
}
