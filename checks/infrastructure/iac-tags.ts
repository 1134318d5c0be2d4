import {
  type CheckOutcome,
  defineCheck,
  type Deployment,
  deployPaths,
  type FileIndex,
  fileLocation,
  groupBy,
  type Infrastructure,
  isForUse,
  isWantedKey,
  mayHideOptions,
  onceForEachKey,
  type Resource,
  resourcesOfRoots,
  resourceTagging,
  rootModules,
  type Tagging,
  taggingOf,
  tagPolicies,
  tagProperties,
  type TerraformModule,
  textOf,
  valueAt,
  workloadsOf,
  z,
} from '../../src/check-api/index.js'

type Message = 'none' | 'few' | 'stack'

/** Blocks of providers that tag all that they make (Terraform Registry: providers aws and google). */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['aws', 'default_tags.tags'],
  ['google', 'default_labels'],
  ['google-beta', 'default_labels'],
])

/** Part of the resources that must have a wanted tag. */
const MOST = 0.5

/** Files with settings that tag whole stacks, by the type of the resource that stands for them. */
const STACK_SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['samconfig', ['tags']],
  ['cdk', ['tags']],
  ['serverless-framework', ['provider.tags', 'provider.stackTags']],
])

export default defineCheck({
  id: 'iac-tags',
  title: 'Resources lack owner, environment or cost tags',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.DEP.7',
    'AG.ACG.7',
    'ops05-bp10.official.tags',
    'waf.cost.attribute-expenditure',
    'OPS02-BP01',
    'COST03-BP02',
    'hc.tf-maturity.standardize',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'delivery', 'files'],
  options: z.strictObject({ keys: z._default(z.array(z.string()), []) }),
  messages: {
    none: {
      text: 'No tag on what {folder} makes ({count} resources) says who owns it, what it belongs to or where it stands.',
      remedy:
        'Set such tags once for all: default_tags of the provider aws, default_labels of google, one local for Azure.',
    },
    few: {
      text: 'Only {tagged} of {count} resources in {folder} have tags that say who owns them, what they belong to or where they stand.',
      remedy:
        'Set such tags once for all: default_tags of the provider aws, default_labels of google, one local for Azure.',
    },
    stack: {
      text: 'Neither {file} nor the command that deploys it says who owns its resources, what they belong to or where they stand.',
      remedy: 'Give the stack tags, which its resources take over: --tags of the command, or tags in samconfig.toml.',
    },
  },

  *run({ infrastructure, pipelines, delivery, files }, { keys }) {
    const outcomes = [
      ...tagPolicies(infrastructure).filter(({ at }) => isForUse(at.file, files)),
      ...terraformOutcomes(infrastructure, rootModules(infrastructure, pipelines), files, keys),
      ...stackOutcomes(infrastructure, deployPaths(delivery), files, keys),
      ...labelled(infrastructure, files),
    ]
    // One convention is missing, in however many roots.
    if (outcomes.length > 0)
      return yield* onceForEachKey(
        outcomes,
        ({ message }) => [message],
        ({ data }) => `${String(data?.['folder'] ?? data?.['file'])}, too`,
      )
    const program = infrastructure.unread.find(({ technology }) => technology === 'cdk' || technology === 'pulumi')
    yield program === undefined
      ? { kind: 'not-applicable', reason: 'no resources that can be tagged are declared here' }
      : { kind: 'unknown', origin: 'files', reason: 'the program of {file} may set tags', data: { ...program } }
  },
})

function terraformOutcomes(
  infrastructure: Infrastructure,
  roots: readonly TerraformModule[],
  files: FileIndex,
  keys: readonly string[],
): CheckOutcome<Message>[] {
  const madeBy = resourcesOfRoots(infrastructure)
  return roots
    .filter(({ at, isUnit }) => isUnit !== true && isForUse(at.file, files))
    .flatMap((root) => judgeRoot(root, madeBy(root), keys))
}

function judgeRoot(root: TerraformModule, made: readonly Resource[], keys: readonly string[]): CheckOutcome<Message>[] {
  const { folder, at, generatedBy } = root
  const taggings = taggingsOf(made, keys)
  if (taggings.length === 0) return []
  const providers = made.filter(({ type, name }) => type === 'provider' && DEFAULTS.has(name))
  const defaults = providers.map((each) => taggingOf(valueAt(each.properties, DEFAULTS.get(each.name) ?? ''), keys))
  const tagged = taggings.filter((each) => each === 'wanted').length
  const data = { folder, count: taggings.length, tagged }
  const provider = providers[defaults.indexOf('wanted')]
  if (provider !== undefined)
    return [{ kind: 'evidence', text: 'the provider of {folder} tags what it makes', data, at: provider.at }]
  if (tagged > 0 && tagged >= MOST * taggings.length)
    return [{ kind: 'evidence', text: '{tagged} of {count} resources of {folder} are tagged', data, at }]
  const open: readonly Tagging[] = [...defaults, ...taggings, ...handedOn(made)]
  if (open.includes('open') || generatedBy !== undefined) {
    const reason = 'tags of {folder} come from elsewhere'
    return [{ kind: 'unknown', origin: 'files', reason, data, at }]
  }
  const message = tagged === 0 ? 'none' : 'few'
  return [{ kind: 'problem', message, data, at: (providers[0] ?? { at }).at }]
}

/** Modules of others that are handed tags make what is tagged. */
function handedOn(made: readonly Resource[]): Tagging[] {
  const calls = made.filter(
    ({ type, properties }) => type === 'module' && !/^\.{1,2}\//.test(textOf(valueAt(properties, 'source')) ?? ''),
  )
  return calls.some(({ properties }) => ['tags', 'labels'].some((key) => valueAt(properties, key) !== undefined))
    ? ['open']
    : []
}

/** What each resource says of itself, once for each place: a module may be called in several ways. */
function taggingsOf(resources: readonly Resource[], keys: readonly string[]): Tagging[] {
  const found = new Map<string, Tagging>()
  for (const resource of resources) {
    const tagging = resourceTagging(resource, keys)
    const place = `${resource.file}:${resource.at.line}`
    if (tagging !== undefined && found.get(place) !== 'wanted') found.set(place, tagging)
  }
  return [...found.values()]
}

/** Templates: their own tags, or those of the stack, which commands and files of settings give. */
function stackOutcomes(
  { resources }: Infrastructure,
  paths: readonly Deployment[],
  files: FileIndex,
  keys: readonly string[],
): CheckOutcome<Message>[] {
  const templates = groupBy(resources, (resource) =>
    resource.technology !== 'cloudformation' || tagProperties(resource) === undefined ? undefined : resource.file,
  )
  const written = [...templates].filter(([file]) => isForUse(file, files))
  const settings = settingsTags(resources, files, keys)
  return written.length === 0
    ? settings
    : [...settings, ...written.flatMap(([file, own]) => judgeTemplate(file, own, paths, settings.length > 0, keys))]
}

function settingsTags(
  resources: readonly Resource[],
  files: FileIndex,
  keys: readonly string[],
): CheckOutcome<Message>[] {
  return resources
    .filter(({ type, file }) => STACK_SETTINGS.has(type) && isForUse(file, files))
    .flatMap(({ type, file, properties, at }): CheckOutcome<Message>[] => {
      const values = (STACK_SETTINGS.get(type) ?? []).flatMap((path) => valueAt(properties, path) ?? [])
      const isTagged = values.some((value) => {
        const text = textOf(value)
        // `samconfig.toml` writes them as text: `owner=shop env=prod`.
        return text === undefined ? taggingOf(value, keys) === 'wanted' : isWantedIn(text, keys)
      })
      return isTagged ? [{ kind: 'evidence', text: '{file} tags what it deploys', data: { file }, at }] : []
    })
}

function isWantedIn(text: string, keys: readonly string[]): boolean {
  return text.split(/[\s,]+/).some((pair) => isWantedKey(pair.split('=')[0]?.replaceAll('"', '') ?? '', keys))
}

function judgeTemplate(
  file: string,
  own: readonly Resource[],
  paths: readonly Deployment[],
  hasSettings: boolean,
  keys: readonly string[],
): CheckOutcome<Message>[] {
  const taggings = taggingsOf(own, keys)
  const data = { file, count: taggings.length, tagged: taggings.filter((each) => each === 'wanted').length }
  const at = fileLocation(file)
  if (data.tagged > 0 && data.tagged >= MOST * taggings.length)
    return [{ kind: 'evidence', text: '{tagged} of {count} resources of {file} are tagged', data, at }]
  const deployed = paths.filter(({ resources }) => resources.some((each) => each.file === file))
  const commands = deployed.flatMap(({ intent }) => intent?.command ?? [])
  const tagged = commands.find(({ argv }) => argv.some(({ text }) => text === '--tags' || text.startsWith('--tags=')))
  if (tagged !== undefined)
    return [{ kind: 'evidence', text: 'the command that deploys {file} tags its stack', data, at: tagged.at }]
  const isKnown = commands.length > 0 && commands.length === deployed.length && !commands.some(mayHideOptions)
  if (hasSettings) return []
  return isKnown && !taggings.includes('open') && data.tagged === 0
    ? [{ kind: 'problem', message: 'stack', data, at }]
    : [
        {
          kind: 'unknown',
          origin: 'files',
          reason: 'the stack of {file} may be given tags when it is deployed',
          data,
          at,
        },
      ]
}

/** Workloads that say what they are and whose they are. Others are left alone: a namespace may say it for them. */
function labelled(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<Message>[] {
  const found = workloadsOf(infrastructure).find(({ resource: { properties, file } }) => {
    const labels = valueAt(properties, 'metadata.labels')
    const names = labels?.kind === 'dict' ? [...labels.entries.keys()] : []
    const isOwned = names.some((name) => /(?:^|[/.-])(?:owner|team|squad|maintainer|contact)$/i.test(name))
    return isOwned && names.some((name) => name.startsWith('app.kubernetes.io/')) && isForUse(file, files)
  })
  return found === undefined
    ? []
    : [
        {
          kind: 'evidence',
          text: 'labels of {name} say what it is and whose',
          data: { name: found.resource.name },
          at: found.resource.at,
        },
      ]
}
