import { pathsFitting } from '../../core/path-index.js'
import { DEPLOY_KINDS, type IntentKind } from '../../core/intent-kind.js'
import { fileLocation } from '../../core/location.js'
import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Intent, Resource } from '../../models/index.js'
import { authoredInfrastructure, type InfrastructureKind } from '../infrastructure/authored-infrastructure.js'
import { runsOnChange } from '../presence/change-runs.js'
import { isForUse } from '../common/paths.js'
import type { StepInJob } from '../pipelines/pipelines.js'
import type { Reached } from '../presence/reached.js'

/** Kinds of infrastructure code for which there are tools that look at them before they are applied. */
export type ValidatedKind = InfrastructureKind | 'Kubernetes' | 'Packer' | 'Bicep'

/** Infrastructure code of one kind that is written here. */
export interface ValidatedCode {
  readonly kind: ValidatedKind
  /** As for {@link AuthoredInfrastructure}; objects of manifests, files of the rest. */
  readonly count: number
  /** The first file. */
  readonly at: Location
}

/** What shows that code of a kind is looked at. */
interface Signals {
  /** What the tools cover, in the lexicon's words. */
  readonly covers: string
  /** Tools, or their subcommands, that read all of the code to build or render what it makes. */
  readonly builders?: ReadonlySet<string>
  /** Tools that cover the same and read code of another kind. */
  readonly others?: ReadonlySet<string>
  /** True where scanners that read whatever they find (Checkov, Trivy, KICS) do not know it. */
  readonly isUnknownToScanners?: true
}

const SIGNALS: Readonly<Record<ValidatedKind, Signals>> = {
  Terraform: { covers: 'terraform', others: new Set(['cdktf']) },
  'CDK for Terraform': { covers: 'terraform', builders: new Set(['cdktf']) },
  CloudFormation: { covers: 'cloudformation', others: new Set(['cdk']) },
  CDK: { covers: 'cloudformation', builders: new Set(['cdk']) },
  cdk8s: { covers: 'kubernetes', builders: new Set(['cdk8s']) },
  Helm: {
    covers: 'kubernetes',
    builders: new Set(['helm', 'helmfile', 'skaffold render', 'flux']),
    others: new Set(['cdk8s']),
  },
  Kubernetes: {
    covers: 'kubernetes',
    builders: new Set(['kustomize', 'flux', 'skaffold render']),
    others: new Set(['helm', 'chart-testing', 'helm-unittest', 'helm-diff', 'helmfile', 'cdk8s']),
  },
  Ansible: { covers: 'ansible' },
  Pulumi: { covers: 'pulumi', isUnknownToScanners: true },
  Packer: { covers: 'packer', builders: new Set(['packer']), isUnknownToScanners: true },
  Bicep: { covers: 'bicep' },
}

/** What reads the code and fails if there is an error in it. */
const LOOKING: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'iac-validate',
  'iac-plan',
  'drift-check',
  'iac-test',
  'iac-scan',
  'lint',
])

/** Files of kinds that no other reader lists. */
const FILES: readonly (readonly [kind: ValidatedKind, path: RegExp])[] = [
  ['Packer', /\.pkr\.(?:hcl|json)$/],
  ['Bicep', /\.bicep$/],
]

/** The kinds of infrastructure code that are written here and meant to be run. */
export function validatedCode(
  infrastructure: Pick<Infrastructure, 'resources' | 'ansible'>,
  files: FileIndex,
): ValidatedCode[] {
  // What the Serverless Framework reads is a template in its own language, which no tool of CloudFormation knows.
  const resources = infrastructure.resources.filter(({ file }) => !/(?:^|\/)serverless[^/]*$/.test(file))
  const counts = (path: string): boolean => isForUse(path, files)
  const authored = authoredInfrastructure({ resources }, files)
  const manifests = resources.filter((each) => isManifest(each, files)).map(({ file }) => file)
  const playbooks = authored.some(({ kind }) => kind === 'Ansible')
    ? []
    : infrastructure.ansible.plays.map(({ file }) => file)
  return [
    ...authored,
    ...unitOf('Kubernetes', manifests.filter(counts)),
    ...unitOf('Ansible', playbooks.filter(counts)),
    ...FILES.flatMap(([kind, path]) => unitOf(kind, pathsFitting(files.paths, [path]).filter(counts))),
  ]
}

/** What looks at code of a kind, and where. */
export type Validation = Pick<Intent, 'tool' | 'at' | 'because'>

/** What looks at code of the kind in these steps; undefined if nothing is seen. */
export function validationOf(kind: ValidatedKind, { steps }: Reached): Validation | undefined {
  const all = steps.flatMap((where) => where.step.intents.map((intent) => ({ intent, where })))
  const seen =
    all.find(({ intent }) => looksAt(kind, intent)) ?? all.find(({ intent, where }) => triesOut(kind, intent, where))
  return seen?.intent ?? (kind === 'Ansible' ? playedLocally(steps) : undefined)
}

/** A playbook that changes the machine of the run alone, which is no deployment. */
function playedLocally(steps: readonly StepInJob[]): Validation | undefined {
  for (const where of steps) {
    const played = where.step.commands.find(({ argv }) => argv[0]?.text === 'ansible-playbook')
    if (played !== undefined && runsOnChange(where, where.step))
      return { tool: 'ansible-playbook', at: played.at, because: played.because }
  }
  return undefined
}

/** What looks only at the layout of code of the kind. */
export function formatterOf(kind: ValidatedKind, { steps }: Reached): Intent | undefined {
  return steps
    .flatMap(({ step }) => step.intents)
    .find((each) => each.kind === 'format-check' && each.covers.includes(SIGNALS[kind].covers))
}

function looksAt(kind: ValidatedKind, { kind: intent, tool, covers, command }: Intent): boolean {
  const { covers: needed, builders, others, isUnknownToScanners } = SIGNALS[kind]
  if (others?.has(tool) === true) return false
  const subcommand = `${tool} ${command?.argv[1]?.text ?? ''}`
  if (intent === 'build' && [tool, subcommand].some((each) => builders?.has(each))) return true
  if (!LOOKING.has(intent)) return false
  if (covers.length > 0) return covers.includes(needed)
  return intent === 'iac-validate' || (intent === 'iac-scan' && isUnknownToScanners !== true)
}

/** Code that is applied for a change under review, say to an environment of its own, has been read by its tool. */
function triesOut(kind: ValidatedKind, { kind: intent, tool, covers }: Intent, where: StepInJob): boolean {
  const { covers: needed, others } = SIGNALS[kind]
  return (
    DEPLOY_KINDS.has(intent) && covers.includes(needed) && others?.has(tool) !== true && runsOnChange(where, where.step)
  )
}

/** An object of a manifest that somebody wrote: not rendered from a chart, and no definition that generators write. */
function isManifest({ technology, type, file }: Resource, files: FileIndex): boolean {
  if (technology !== 'kubernetes' || type.endsWith('/CustomResourceDefinition')) return false
  const [, chart] = /^(.*?)(?:^|\/)templates\//.exec(file) ?? []
  return chart === undefined || !files.has(chart === '' ? 'Chart.yaml' : `${chart}/Chart.yaml`)
}

function unitOf(kind: ValidatedKind, found: readonly string[]): ValidatedCode[] {
  const [first] = found
  return first === undefined ? [] : [{ kind, count: found.length, at: fileLocation(first) }]
}
