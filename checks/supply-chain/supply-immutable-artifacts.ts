import {
  defineCheck,
  isMovingTag,
  isOpen,
  isForUse,
  jobsOf,
  PACKAGE_REGISTRIES,
  publishesImage,
  pushedNames,
  textOf,
  valueAt,
  z,
  type Activity,
  type CheckOutcome,
  type Delivery,
  type Infrastructure,
  type Pipelines,
  type Resource,
  type Step,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'mutable' | 'overwrites' | 'movingOnly'>

/** Registries of images: where each type says whether a tag can be moved, and how to say that it cannot. */
const REGISTRIES: ReadonlyMap<string, { readonly path: string; readonly on: RegExp; readonly remedy: string }> =
  new Map([
    [
      'aws_ecr_repository',
      {
        path: 'image_tag_mutability',
        on: /^IMMUTABLE/,
        remedy: 'image_tag_mutability = "IMMUTABLE" (or IMMUTABLE_WITH_EXCLUSION, if a latest must move)',
      },
    ],
    ['AWS::ECR::Repository', { path: 'ImageTagMutability', on: /^IMMUTABLE/, remedy: 'ImageTagMutability: IMMUTABLE' }],
    [
      'google_artifact_registry_repository',
      { path: 'docker_config.immutable_tags', on: /^true$/, remedy: 'docker_config { immutable_tags = true }' },
    ],
  ])

/** Inputs by which actions replace files of a release that is out (their READMEs). */
const REPLACING: ReadonlyMap<string, { readonly input: string; readonly unless?: string }> = new Map([
  ['ncipollo/release-action', { input: 'allowupdates', unless: 'updateonlyunreleased' }],
  ['svenstaro/upload-release-action', { input: 'overwrite' }],
])

export default defineCheck({
  id: 'supply-immutable-artifacts',
  title: 'Published version can be overwritten',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.2',
    'ops05-bp10.workflows.audit-trail',
    'SEC06-BP04',
    'REL08-BP04',
    'hc.define.artifact-repos',
    'ba.versioning',
  ],
  needs: ['infrastructure', 'pipelines', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    mutable: {
      text: 'Registry {name} lets a tag be moved to another image, so that what was tested may not be what is deployed.',
      remedy: 'Set {remedy}; give every build a tag of its own.',
    },
    overwrites: {
      text: '{what} replaces files of a release that people may have already.',
      remedy: 'Upload to a draft and publish it once, or make a new version.',
    },
    movingOnly: {
      text: 'Job {job} pushes {image} under {tag} alone, so each push takes the last version’s name away.',
      remedy: 'Push it under a version or the commit as well, and deploy that.',
    },
  },

  *run({ infrastructure, pipelines, delivery, files }): Generator<Outcome> {
    const registries = ofRegistries(infrastructure).filter(({ at }) => isForUse(at.file, files))
    const outcomes = [
      ...registries.map(({ outcome }) => outcome),
      ...ofReleases(pipelines),
      ...ofImages(delivery),
      ...ofPackages(delivery),
    ]
    yield* outcomes
    if (outcomes.length > 0) return
    const [first] = delivery.publications
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'nothing is published here' }
    const reason = 'whether what job {job} publishes can be replaced is a setting of where it goes'
    yield { kind: 'unknown', origin: 'hosting', reason, data: { job: first.job.id }, at: first.at }
  },
})

/** Whether tags of the registries that are defined here can be moved. */
function ofRegistries({ resources }: Infrastructure): { at: Resource['at']; outcome: Outcome }[] {
  return resources.flatMap((resource) => {
    const outcome = judgeRegistry(resource)
    return outcome === undefined ? [] : [{ at: resource.at, outcome }]
  })
}

function judgeRegistry({ type, name, properties, at, complete }: Resource): Outcome | undefined {
  const rule = REGISTRIES.get(type)
  if (rule === undefined || !isForImages(type, properties)) return undefined
  const value = valueAt(properties, rule.path)
  const data = { name, remedy: rule.remedy }
  const place = value?.at ?? at
  if (rule.on.test(textOf(value) ?? '')) {
    return { kind: 'evidence', text: 'tags of registry {name} stay where they are', data, at: place }
  }
  if (isOpen(value) || !complete) {
    const reason = 'whether tags of registry {name} can be moved hangs on a variable'
    return { kind: 'unknown', origin: 'files', reason, data, at: place }
  }
  return { kind: 'problem', message: 'mutable', data, at: place }
}

/** Repositories of Google's registry hold other things too, and may only pass on what others keep. */
function isForImages(type: string, properties: Resource['properties']): boolean {
  if (type !== 'google_artifact_registry_repository') return true
  const mode = textOf(properties.entries.get('mode')) ?? 'STANDARD_REPOSITORY'
  return textOf(properties.entries.get('format'))?.toUpperCase() === 'DOCKER' && mode === 'STANDARD_REPOSITORY'
}

/** Files of releases that are replaced, once for each pipeline; what goes to a draft is not out yet. */
function ofReleases(pipelines: Pipelines): Outcome[] {
  return pipelines.all.flatMap((pipeline) => {
    const jobs = jobsOf({ all: [pipeline], unread: [] }, { actions: true }).map(({ job }) => job)
    const steps = jobs.flatMap((job) => job.steps)
    return steps.some(makesDraft) ? [] : steps.flatMap(replacedBy).slice(0, 1)
  })
}

function makesDraft({ with: inputs, commands }: Step): boolean {
  const draft = [...inputs].some(([name, { value }]) => name.toLowerCase() === 'draft' && value !== 'false')
  return draft || commands.some(({ argv }) => argv.some(({ text }) => /^--draft(?:=true)?$/.test(text)))
}

function replacedBy({ uses, with: inputs, commands }: Step): Outcome[] {
  const found = commands.flatMap(({ argv, at, because }): Outcome[] => {
    const words = argv.map(({ text }) => text)
    const replaces = words[0] === 'gh' && words[1] === 'release' && words[2] === 'upload' && words.includes('--clobber')
    if (!replaces || isMovingTag(words[3] ?? '')) return []
    return [{ kind: 'problem', message: 'overwrites', data: { what: 'gh release upload --clobber' }, at, because }]
  })
  const rule = REPLACING.get(uses?.repository ?? '')
  if (rule === undefined || uses === undefined) return found
  const given = new Map([...inputs].map(([name, value]) => [name.toLowerCase(), value]))
  const input = given.get(rule.input)
  if (input?.value !== 'true' || given.get(rule.unless ?? '')?.value === 'true') return found
  if (isMovingTag(given.get('tag')?.value.replace('refs/tags/', '') ?? '')) return found
  const what = `${rule.input} of ${uses.repository ?? ''}`
  return [...found, { kind: 'problem', message: 'overwrites', data: { what }, at: input.at }]
}

/** Images that have no name but one that the next push takes away. */
function ofImages({ publications }: Delivery): Outcome[] {
  const pushes = publications
    .filter((each) => publishesImage(each))
    .map((publication) => ({ publication, names: pushedNames(publication) }))
  const seen = new Set<string>()
  return pushes.flatMap(({ publication, names }) =>
    [...names.images].flatMap(([image, tags]): Outcome[] => {
      const others = pushes.filter((each) => each.publication.pipeline === publication.pipeline)
      const lasting = others.some(
        (each) => each.names.open || [...(each.names.images.get(image) ?? [])].some((tag) => !isMovingTag(tag)),
      )
      const place = `${image} ${publication.at.file}`
      if (lasting || names.open || seen.has(place)) return []
      seen.add(place)
      const data = { job: publication.job.id, image: image.replace(/^\//, ''), tag: [...tags].join(', ') }
      return [{ kind: 'problem', message: 'movingOnly', data, at: publication.at, because: publication.intent.because }]
    }),
  )
}

/** Public registries of packages take each version once (npm unpublish policy, PyPI help, and those of the others). */
function ofPackages({ publications }: Delivery): Outcome[] {
  const found = publications.find(({ intent: { tool, kind } }: Activity) =>
    PACKAGE_REGISTRIES.some(({ tools }) => kind === 'publish' && tools.has(tool)),
  )
  if (found === undefined) return []
  const data = { tool: found.intent.tool }
  return [{ kind: 'evidence', text: '{tool} publishes to a registry that takes each version once', data, at: found.at }]
}
