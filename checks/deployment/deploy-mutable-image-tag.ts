import {
  defineCheck,
  deployPaths,
  imageName,
  imagesNamed,
  ImageSetters,
  imagesRun,
  isForUse,
  movingEnd,
  movingPart,
  parseImage,
  textOf,
  valuesOf,
  z,
  type CheckOutcome,
  type Deployment,
  type GivenVersion,
  type Project,
  type RunImage,
  type Step,
} from '../../src/check-api/index.js'

const NOT_RUN: ReadonlySet<Project['kind']> = new Set(['examples', 'library', 'pipeline-library', 'docs-only'])

/** Compose files of environments that stay; the others are for development. */
const PRODUCTION_FILE = /(?:^|[./_-])(?:prod|production|stack|swarm)(?:[._-][^/]*)?$/

type Message = 'mutable' | 'untagged' | 'command'

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
  definitions: ['kubernetes', 'helm', 'compose'],
  needs: ['infrastructure', 'delivery', 'pipelines', 'project', 'files'],
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
      text: 'This deploys {image}, whose tag {tag} moves, so there is no earlier version to go back to.',
      remedy: 'Deploy the tag or digest that this run has built.',
    },
  },

  *run({ infrastructure, delivery, pipelines, project, files }) {
    const deployed = new Set(deployPaths(delivery).flatMap(({ resources }) => resources))
    const judged = imagesRun(infrastructure)
      .filter(({ resource }) => isForUse(resource.file, files))
      .filter(({ resource }) => deployed.has(resource) || (!NOT_RUN.has(project.kind) && isMeantToRun(resource)))
    const setters = new ImageSetters(infrastructure, pipelines)
    const outcomes = [
      ...judged.flatMap((each) => told(each, deployPaths(delivery)) ?? judge(each, setters) ?? []),
      ...deployPaths(delivery).flatMap(({ step, tool }) => judgeStep(step, tool)),
      ...deployPaths(delivery).flatMap(({ versions = [] }) => versions.filter(moves).map(movingOne)),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing here names an image that is deployed' }
    yield* outcomes
  },
})

function isMeantToRun({ technology, file }: RunImage['resource']): boolean {
  return technology !== 'compose' || PRODUCTION_FILE.test(file.replace(/\.ya?ml$/, ''))
}
/** Options of Helm that set values, and the last part of the names by which charts know a version. */
const HELM_SETS = ['--set', '--set-string', '--set-literal'] as const
const HELM_VERSION = /(?:^|\.)(?:image|tag|digest|version|imageTag|imageVersion|appVersion)$/i

/** Where every pipeline that deploys the definition tells it a version that does not move. */
function told(
  { image, resource, by: workload }: RunImage,
  paths: readonly Deployment[],
): CheckOutcome<Message>[] | undefined {
  const applied = paths.filter(({ resources }) => resources.includes(resource))
  const given = applied.flatMap((each) => versionsTold(each).slice(0, 1))
  const [first] = given
  const isOpen = image.kind === 'unresolved' || resource.technology === 'helm'
  if (!isOpen || first === undefined || given.length < applied.length) return undefined
  // One that moves is reported where it is told, by the step.
  if (given.some(moves)) return []
  const text = 'the version that {workload} runs is named where it is deployed: {variable}'
  return [{ kind: 'evidence', text, data: { workload, variable: first.name }, at: first.at }]
}

function versionsTold({ versions = [], tool, intent }: Deployment): GivenVersion[] {
  const command = tool === 'helm' ? intent?.command : undefined
  if (command === undefined) return [...versions]
  const pairs = valuesOf(command.argv, ...HELM_SETS).flatMap(({ text }) => text.split(','))
  const found = pairs.flatMap((pair): GivenVersion[] => {
    const [name = '', text = ''] = pair.split(/=(.*)/s)
    return HELM_VERSION.test(name) && text !== '' ? [{ name, text, at: command.at }] : []
  })
  return [...versions, ...found]
}

function movingOne({ text, at }: GivenVersion): CheckOutcome<Message> {
  const { tag } = movingEnd(endOf(text)) ?? { tag: text }
  return { kind: 'problem', message: 'command', data: { image: imageName(text), tag }, at }
}

function moves({ text }: GivenVersion): boolean {
  return movingEnd(endOf(text)) !== undefined
}

const endOf = (text: string): string => (text.includes(':') ? text : `:${text}`)

function judge(run: RunImage, setters: ImageSetters): CheckOutcome<Message> | undefined {
  const { image, by: workload } = run
  const { at } = image
  const text = image.kind === 'unresolved' ? image.text : textOf(image)
  if (text === undefined || text === '') return undefined
  const moving = image.kind === 'unresolved' ? movingEnd(text) : movingPart(parseImage(text))
  if (image.kind === 'unresolved' && moving === undefined) {
    const reason = 'the image of {workload} hangs on an expression'
    return { kind: 'unknown', origin: 'files', reason, data: { workload }, at }
  }
  const name = image.kind === 'unresolved' ? text : imageName(text)
  // ko builds the image from the sources, and names its digest (ko docs: Kubernetes integration).
  const isBuilt = text.startsWith('ko://')
  if (moving !== undefined && !isBuilt && isPlaceholder(text)) {
    const reason = '{image} stands for what {workload} runs, and something fills it in'
    return { kind: 'unknown', origin: 'files', reason, data: { workload, image: name }, at }
  }
  if (moving === undefined || isBuilt) {
    const what = '{workload} runs a version of {image} that does not move'
    return { kind: 'evidence', text: what, data: { workload, image: name }, at }
  }
  if (setters.sets(text)) {
    return { kind: 'evidence', text: 'the version of {image} is set before it is deployed', data: { image: name }, at }
  }
  const setter = setterOf(run, setters)
  if (setter !== undefined) {
    const reason = '{setter} may set the version of {image} that {workload} runs'
    return { kind: 'unknown', origin: 'files', reason, data: { setter, image: name, workload }, at }
  }
  return moving.tag === undefined
    ? { kind: 'problem', message: 'untagged', data: { workload, image: text }, at }
    : { kind: 'problem', message: 'mutable', data: { workload, image: name, tag: moving.tag }, at }
}

/** What may set another version: a value for the variable, a tool that the definition gives way to, or a rewriting command. */
function setterOf({ image, resource, lasting }: RunImage, setters: ImageSetters): string | undefined {
  const variable = image.kind === 'scalar' ? image.via?.find((name) => !name.startsWith('local.')) : undefined
  if (variable !== undefined) return variable
  return lasting ? setters.maySet(resource.file) : 'whoever deploys, as ignore_changes says,'
}

/**
 * Names that only make sense once something has filled them in: `IMAGE_NAME`, `$(image)`, `<image>`, and Kubebuilder's. Those of
 * images have no capital letters.
 */
function isPlaceholder(text: string): boolean {
  const { tag = '' } = parseImage(text)
  return (
    /[$<>{}()]/.test(tag === '' ? text : tag) ||
    /^[A-Z][A-Z0-9_-]+$/.test(tag === '' ? text : tag) ||
    text === 'controller:latest'
  )
}

/** The images and tags that a deploying step names itself. */
function judgeStep(step: Step, tool: string): CheckOutcome<Message>[] {
  return imagesNamed(step, tool).map(({ image, at }) => {
    const moving = movingPart(parseImage(image))
    const name = imageName(image)
    if (moving === undefined) {
      const what = 'the version of {image} that is deployed is named'
      return { kind: 'evidence', text: what, data: { image: name }, at }
    }
    return { kind: 'problem', message: 'command', data: { image: name, tag: moving.tag ?? 'latest' }, at }
  })
}
