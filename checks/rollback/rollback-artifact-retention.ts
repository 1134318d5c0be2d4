import {
  authoredResources,
  callsOf,
  CLEANED_TYPES,
  cleanupRulesOf,
  defineCheck,
  deployedArtifacts,
  isOpen,
  namesNoProduction,
  numberOf,
  onceForEachKey,
  stepsOf,
  textOf,
  valueAt,
  valuesOf,
  z,
  type CheckOutcome,
  type CleanupRule,
  type DeployedArtifact,
  type Location,
  type Resource,
  type Step,
} from '../../src/check-api/index.js'

type Message = 'few' | 'short' | 'artifact' | 'history'

const LEAST_VERSIONS = 3
const LEAST_DAYS = 14

/** Where releases of Helm say how many revisions they keep; without, all (Terraform) or five (Flux). 0 is all. */
const HISTORIES: ReadonlyMap<string, string> = new Map([
  ['helm_release', 'max_history'],
  ['helm.toolkit.fluxcd.io/v2/HelmRelease', 'spec.maxHistory'],
  ['helm.toolkit.fluxcd.io/v2beta1/HelmRelease', 'spec.maxHistory'],
  ['helm.toolkit.fluxcd.io/v2beta2/HelmRelease', 'spec.maxHistory'],
])

/** Actions that delete versions of images: the input that says how many stay, and those that leave versions alone. */
const CLEANERS: ReadonlyMap<string, { readonly keeps: string; readonly narrowed: readonly string[] }> = new Map([
  [
    'actions/delete-package-versions',
    {
      keeps: 'min-versions-to-keep',
      narrowed: [
        'delete-only-untagged-versions',
        'delete-only-pre-release-versions',
        'ignore-versions',
        'package-version-ids',
      ],
    },
  ],
  [
    'dataaxiom/ghcr-cleanup-action',
    { keeps: 'keep-n-tagged', narrowed: ['exclude-tags', 'delete-tags', 'older-than', 'dry-run'] },
  ],
])

export default defineCheck({
  id: 'rollback-artifact-retention',
  title: 'Earlier versions are deleted before they could be restored',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.2',
    'AG.ACG.8',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP01',
    'hc.maturity.l3.rapid-rollback',
    'hc.define.artifact-repos',
  ],
  judgesExamples: false,
  needs: ['delivery', 'infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    few: {
      text: 'Only {number} of the images of {what} stay: the version before the one that runs may be gone when it is needed.',
      remedy: 'Keep the 3 newest versions at least.',
    },
    short: {
      text: 'Images of {what} are deleted after {number} days, even if nothing newer was deployed since.',
      remedy: 'Keep a number of versions (3 at least) instead of an age, or 14 days at least.',
    },
    artifact: {
      text: '{what} is kept for {number} days, and job {job} puts it over the version before: after that, there is nothing to go back to.',
      remedy: 'Keep it for 14 days at least, or publish it to a registry under its version.',
    },
    history: {
      text: 'Release {what} keeps only its newest revision, so that Helm has none to roll back to.',
      remedy: 'Keep 3 revisions at least; 0 keeps all.',
    },
  },

  *run({ delivery, infrastructure, pipelines, files }) {
    const registries = authoredResources(infrastructure, files, ...CLEANED_TYPES).filter(isForProduction)
    const releases = authoredResources(infrastructure, files, ...HISTORIES.keys()).filter(isForProduction)
    const outcomes = [
      ...registries.flatMap(judgeRegistry),
      ...releases.flatMap(judgeRelease),
      ...stepsOf(pipelines).flatMap(({ step }) => [...judgeCleaner(step), ...judgeHistory(step)]),
      ...deployedArtifacts(delivery).map(judgeArtifact),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing here says for how long deployed versions are kept' }
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['what'])}, too`,
    )
  },
})

function isForProduction({ file, name, properties }: Resource): boolean {
  const named = ['repository', 'RepositoryName', 'repository_id'].map((key) => textOf(valueAt(properties, key)) ?? '')
  return ![file, name, ...named].some(namesNoProduction)
}

function judgeRegistry(resource: Resource): CheckOutcome<Message>[] {
  const rules = cleanupRulesOf(resource) ?? []
  return rules.map((rule) => ({ ...judge(resource.name, rule), because: callsOf(resource) }))
}

function judge(what: string, { versions, days, open, at }: CleanupRule): CheckOutcome<Message> {
  if (open) return unknown(what, at)
  if (versions !== undefined && versions < LEAST_VERSIONS)
    return { kind: 'problem', message: 'few', data: { what, number: versions }, at }
  if (days !== undefined && days < LEAST_DAYS)
    return { kind: 'problem', message: 'short', data: { what, number: rounded(days) }, at }
  return kept(what, at)
}

function judgeRelease({ type, name, properties }: Resource): CheckOutcome<Message>[] {
  const most = valueAt(properties, HISTORIES.get(type) ?? '')
  if (most === undefined) return []
  if (isOpen(most)) return [unknown(name, most.at)]
  const isOnlyOne = numberOf(most) === 1
  return [isOnlyOne ? { kind: 'problem', message: 'history', data: { what: name }, at: most.at } : kept(name, most.at)]
}

/** The option that limits the revisions of a release (Helm docs: helm upgrade). */
function judgeHistory({ commands }: Step): CheckOutcome<Message>[] {
  return commands
    .filter(({ argv }) => argv[0]?.text === 'helm')
    .flatMap(({ argv, at, because }) =>
      valuesOf(argv, '--history-max').map(({ text, literal }): CheckOutcome<Message> => {
        const what = argv.find(({ text: word }, index) => index > 1 && !word.startsWith('-'))?.text ?? 'of Helm'
        if (!literal) return { ...unknown(what, at), because }
        const isOnlyOne = Number(text) === 1
        return isOnlyOne
          ? { kind: 'problem', message: 'history', data: { what }, at, because }
          : { ...kept(what, at), because }
      }),
    )
}

function judgeCleaner({ uses, with: inputs }: Step): CheckOutcome<Message>[] {
  const cleaner = CLEANERS.get(uses?.repository ?? '')
  const number = inputs.get(cleaner?.keeps ?? '')
  if (cleaner === undefined || number === undefined) return []
  const given = cleaner.narrowed.some((name) => !['', 'false'].includes(inputs.get(name)?.value.trim() ?? ''))
  const what = inputs.get('package-name')?.value ?? inputs.get('package')?.value ?? 'this repository'
  // Versions of libraries are not deployed, and caches of builds can be made again.
  const isImage = ['container', 'docker'].includes(inputs.get('package-type')?.value ?? 'container')
  if (given || !isImage || namesNoProduction(what) || /cache/i.test(what)) return []
  const versions = /^\d+$/.test(number.value.trim()) ? Number(number.value) : undefined
  return [judge(what, { at: number.at, ...(versions === undefined ? { open: true } : { versions }) })]
}

function judgeArtifact({ name, deployment, days, at }: DeployedArtifact): CheckOutcome<Message> {
  if (days === undefined) return unknown(name, at)
  if (days >= LEAST_DAYS) return kept(name, at)
  return {
    kind: 'problem',
    message: 'artifact',
    data: { what: name, number: rounded(days), job: deployment.job.id },
    at,
    because: deployment.intent?.because ?? [],
  }
}

const rounded = (days: number): number => Math.round(days * 100) / 100

function unknown(what: string, at: Location): Extract<CheckOutcome<Message>, { kind: 'unknown' }> {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'how long {what} is kept is decided elsewhere',
    data: { what },
    at,
  }
}

function kept(what: string, at: Location): Extract<CheckOutcome<Message>, { kind: 'evidence' }> {
  return { kind: 'evidence', text: 'earlier versions of {what} are kept', data: { what }, at }
}
