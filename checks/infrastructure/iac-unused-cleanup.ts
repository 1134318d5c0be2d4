import {
  authoredResources,
  costlyResources,
  defineCheck,
  isCompanionOf,
  isForUse,
  isOpen,
  itemsOf,
  onceForEachKey,
  signInImages,
  signInSteps,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
  type Sign,
  type Value,
} from '../../src/check-api/index.js'

/** Registries, the property by which each throws old images away, and the type of resource that does it from outside. */
const REGISTRIES: ReadonlyMap<string, { readonly own?: string; readonly by?: string }> = new Map([
  ['aws_ecr_repository', { by: 'aws_ecr_lifecycle_policy' }],
  ['AWS::ECR::Repository', { own: 'LifecyclePolicy' }],
  ['google_artifact_registry_repository', { own: 'cleanup_policies' }],
])

/** Resources that remove what nobody uses. */
const CLEANERS = ['aws_ecr_lifecycle_policy', 'aws_instance_scheduler', 'azurerm_dev_test_global_vm_shutdown_schedule']

/** Programs that look for idle or orphaned resources, and ready-made steps that remove old versions. */
const PROGRAMS = /^(?:custodian|c7n-\w+|aws-nuke|cloud-nuke|gcp-nuke|azure-nuke|kube-janitor|kubedownscaler)$/
const ACTIONS =
  /^(?:actions\/delete-package-versions|snok\/container-retention-policy|dataaxiom\/ghcr-cleanup-action|vlaurin\/action-ghcr-prune|bots-house\/ghcr-delete-image-action|gruntwork-io\/cloud-nuke-action)$/
const IMAGES = /(?:^|\/)(?:kube-janitor|kube-downscaler|kubedownscaler|cloud-custodian|c7n|k8s-cleaner)(?:[-/]|$)/

export default defineCheck({
  id: 'iac-unused-cleanup',
  title: 'Nothing looks for idle or orphaned resources',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.LD.10',
    'DL.SCM.9',
    'AG.ACG.8',
    'waf.cost.consumption-model',
    'COST02-BP05',
    'hc.define.artifact-repos',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    keepsAll: {
      text: 'Registry {registry} keeps every image that was ever pushed: the old ones cost, and nobody patches them.',
      remedy: 'Let {how} expire what is untagged and what is older than the versions you would go back to.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const registries = authoredResources(infrastructure, files, ...REGISTRIES.keys()).filter(holdsItsOwn)
    const [first] = [...registries, ...costlyResources(infrastructure, files)]
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'no resource of a cloud is declared here' }
    yield* onceForEachKey(
      registries.map((each) => judge(each, infrastructure)),
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['registry'])}, too`,
    )
    const cleaner =
      cleanerIn(infrastructure, files) ??
      signInSteps(pipelines, { action: (name) => ACTIONS.test(name), command: isCleaning })
    if (cleaner !== undefined) {
      const { what, at } = cleaner
      return yield { kind: 'evidence', text: '{what} removes what nobody uses', data: { what }, at }
    }
    if (registries.length > 0) return
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: 'nothing here looks for resources that nobody uses; it may be done for the whole account elsewhere',
      remedy: 'Run Cloud Custodian or the like on schedule, or attest who looks, and how often.',
      at: first.at,
    }
  },
})

/** Registries of Google that pass on what others hold keep a copy, of which Google takes care. */
function holdsItsOwn({ properties }: Resource): boolean {
  return !/^(?:REMOTE|VIRTUAL)_REPOSITORY$/.test(textOf(valueAt(properties, 'mode')) ?? '')
}

function judge(registry: Resource, { resources }: Infrastructure): CheckOutcome<'keepsAll'> {
  const { type, name, properties, complete, at } = registry
  const { own, by } = REGISTRIES.get(type) ?? {}
  const policy = own === undefined ? undefined : valueAt(properties, own)
  const data = { registry: name, how: own ?? by ?? '' }
  const outside = resources.filter((each) => each.type === by)
  const fits = outside.map((each) => isCompanionOf(each, registry, { by: 'repository', named: 'name' }))
  // Rules of Google that are only tried out remove nothing.
  const isTrial = truthOf(valueAt(properties, 'cleanup_policy_dry_run')) === true
  if (policy !== undefined && !isTrial && !isOpen(policy) && itemsOf(policy).length > 0)
    return { kind: 'evidence', text: 'registry {registry} throws old images away', data, at: policy.at }
  if (fits.includes(true)) return { kind: 'evidence', text: 'registry {registry} throws old images away', data, at }
  if (isOpen(policy) || fits.includes(undefined) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whether registry {registry} throws old images away is decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: 'keepsAll', data, at }
}

function cleanerIn(infrastructure: Infrastructure, files: FileIndex): Sign | undefined {
  const [resource] = authoredResources(infrastructure, files, ...CLEANERS)
  if (resource !== undefined) return { what: resource.type, at: resource.at }
  const aborting = infrastructure.resources.find(
    ({ type, properties, file }) =>
      /lifecycle_configuration$|^AWS::S3::Bucket$|^aws_s3_bucket$/.test(type) &&
      isForUse(file, files) &&
      hasKey(properties, /^(?:abort_incomplete_multipart_upload(?:_days)?|AbortIncompleteMultipartUpload)$/),
  )
  if (aborting !== undefined) return { what: aborting.name, at: aborting.at }
  return signInImages(infrastructure, IMAGES, files)
}

function hasKey(value: Value | undefined, key: RegExp): boolean {
  if (value?.kind === 'list') return value.items.some((item) => hasKey(item, key))
  if (value?.kind !== 'dict') return false
  return Array.from(value.entries).some(([name, below]) => key.test(name) || hasKey(below, key))
}

/** `az acr run --cmd "acr purge …"` and the programs. */
function isCleaning([program = '', ...words]: readonly string[]): boolean {
  return PROGRAMS.test(program) || (program === 'az' && words.some((word) => word.startsWith('acr purge')))
}
