import type { Located, Location } from '../../core/location.js'
import type {
  Command,
  Delivery,
  Deployment,
  FileIndex,
  Infrastructure,
  Pull,
  Resource,
  Step,
  Tier,
  Value,
} from '../../models/index.js'
import { isOpen, itemsOf, textOf, valueAt } from '../../models/value.js'
import { valuesOf } from '../common/options.js'
import { isSample } from '../common/paths.js'
import { signInsAt, withKnownValues } from '../security/sign-ins.js'
import { TERRAFORM_TOOLS } from './terraform-commands.js'
import { tierOfPath } from '../common/tiers.js'
import { inSteps } from '../../models/step-order.js'

/** An environment, and the account, project, subscription or cluster that it lives in. */
export interface AccountUse {
  readonly tier: Tier
  /** For a person: `production`, `infra/staging`. */
  readonly environment: string
  readonly kind: 'AWS account' | 'Azure subscription' | 'Google Cloud project' | 'cluster' | 'unknown'
  /** What names it everywhere; absent where the files do not say. */
  readonly id?: string
  /** A name by which the files tell it from others, which may mean something else elsewhere. */
  readonly label?: string
  /** As whom it is changed, where one identity for two environments is the matter of another check. */
  readonly identity?: string
  /** What lives there, by its name without words for environments: clusters are shared by many things. */
  readonly subject?: string
  /** The namespace within a cluster. */
  readonly namespace?: string
  readonly at: Location
}

const AWS_ROLE = /^arn:aws[\w-]*:iam::(\d{12}):/
/** `sa@project.iam.gserviceaccount.com` (Google Cloud IAM: service accounts). */
const SERVICE_ACCOUNT = /@([a-z][a-z0-9-]{4,29})\.iam\.gserviceaccount\.com$/
/** An entry of a table of accounts, whose key says which account it is. */
const TABLE_OF_ACCOUNTS = /account_?ids?\["([\w-]{1,60})"\]/i
const SUBSCRIPTION = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const PROJECT = /^[a-z][a-z0-9-]{4,29}$/

type Kind = AccountUse['kind']
type Found = { readonly kind: Kind; readonly id?: string; readonly label?: string; readonly at: Location }

/** Where environments live, as deployments, providers of Terraform and Argo CD's applications say. */
export function accountsOf(delivery: Delivery, infrastructure: Infrastructure, files: FileIndex): AccountUse[] {
  return [
    ...delivery.deployments
      .filter(({ persistent, docsOnly }) => persistent && !docsOnly)
      .flatMap((each) => ofDeployment(each, infrastructure)),
    ...infrastructure.terraform
      .filter(({ isRoot, at }) => isRoot && !isSample(at.file) && !files.isExcluded(at.file))
      .flatMap(({ folder }) => ofProviders(folder, infrastructure.resources)),
    ...delivery.pulls.filter(({ leads }) => !leads).flatMap(ofPull),
  ]
}

/** Tools that go on to other accounts from the one that is signed in to, and steps of which nobody knows whether they do. */
const GOES_ON: ReadonlySet<string> = new Set(['cdk', 'cdktf', 'pulumi', 'terragrunt', 'opaque'])

function ofDeployment(deployment: Deployment, infrastructure: Infrastructure): AccountUse[] {
  const { tier, environment, pipeline, job, step } = deployment
  const use = { tier, environment: environment?.resolved === true ? environment.name : tier }
  const stays = !goesOn(deployment, infrastructure)
  const signedIn = signInsAt({ pipeline, job }, step).map(({ cloud, identity, at }): AccountUse => {
    const known = identity.scope === 'open' ? '' : identity.text
    const account = AWS_ROLE.exec(known)?.[1]
    // A service account works in other projects than its own, too.
    const label = account ?? SERVICE_ACCOUNT.exec(known)?.[1]
    return {
      ...use,
      kind: KIND_OF_CLOUD.get(cloud) ?? 'unknown',
      ...(account !== undefined && stays && { id: account }),
      ...(label !== undefined && { label }),
      ...(identity.scope === 'same' && { identity: identity.text }),
      at,
    }
  })
  const written = writtenBefore(deployment).map((each): AccountUse => ({ ...use, ...each }))
  // What names the project itself says more than who signs in.
  const known = new Set(written.map(({ kind }) => kind))
  const found = [...written, ...signedIn.filter(({ kind }) => !known.has(kind))]
  return found.length > 0 ? found : [{ ...use, kind: 'unknown', at: deployment.at }]
}

function goesOn({ tool }: Deployment, { resources }: Infrastructure): boolean {
  if (GOES_ON.has(tool)) return true
  return (
    TERRAFORM_TOOLS.has(tool) &&
    resources.some(({ type, properties }) => type === 'provider' && properties.entries.has('assume_role'))
  )
}

const KIND_OF_CLOUD: ReadonlyMap<string, Kind> = new Map([
  ['AWS', 'AWS account'],
  ['Azure', 'Azure subscription'],
  ['Google Cloud', 'Google Cloud project'],
])
const INPUTS: ReadonlyMap<string, Kind> = new Map([
  ['subscription-id', 'Azure subscription'],
  ['project_id', 'Google Cloud project'],
])
const OPTIONS: readonly (readonly [program: string, names: readonly string[], kind: Kind])[] = [
  ['gcloud', ['--project'], 'Google Cloud project'],
  ['firebase', ['--project', '-P'], 'Google Cloud project'],
  ['az', ['--subscription'], 'Azure subscription'],
]

/** Projects and subscriptions that steps up to the deployment name; the last of each kind. */
function writtenBefore({ pipeline, job, step }: Deployment): Found[] {
  const found = new Map<Kind, Found>()
  for (const [kind, { value, at }] of NAMED.upTo(job, step)) {
    const text = withKnownValues(value, { pipeline, job, step })
    const pattern = kind === 'Azure subscription' ? SUBSCRIPTION : PROJECT
    if (pattern.test(text)) found.set(kind, { kind, id: text, at })
  }
  return [...found.values()]
}

type Named = readonly [Kind, Located<string>]

const NAMED = inSteps((step): Named[] => [...namedByInputs(step), ...step.commands.flatMap(namedByCommand)])

function namedByInputs({ uses, with: inputs }: Step): Named[] {
  if (uses === undefined) return []
  return [...INPUTS].flatMap(([name, kind]): Named[] => {
    const input = inputs.get(name)
    return input === undefined ? [] : [[kind, input]]
  })
}

function namedByCommand({ argv, at }: Command): Named[] {
  const set = argv.map(({ text }) => text).join(' ')
  const project = /^gcloud config set (?:core\/)?project (\S+)$/.exec(set)?.[1]
  const options = OPTIONS.filter(([program]) => argv[0]?.text === program).flatMap(([, names, kind]) =>
    valuesOf(argv, ...names).map(({ text }): Named => [kind, { value: text, at }]),
  )
  return project === undefined ? options : [['Google Cloud project', { value: project, at }], ...options]
}

/** Where providers of a root module work, if the module's path says for which environment it is. */
function ofProviders(folder: string, resources: readonly Resource[]): AccountUse[] {
  const tier = tierOfPath(folder)
  if (tier === 'unknown') return []
  return resources
    .filter(
      ({ type, module, properties }) => type === 'provider' && module === folder && !properties.entries.has('alias'),
    )
    .flatMap(ofProvider)
    .map((each) => ({ tier, environment: folder, ...each }))
}

function ofProvider({ name, properties }: Resource): Found[] {
  if (name === 'aws') {
    const allowed = itemsOf(valueAt(properties, 'allowed_account_ids'))
    const value = allowed.length === 1 ? allowed[0] : valueAt(properties, 'assume_role.role_arn')
    return read('AWS account', value, (text) => AWS_ROLE.exec(text)?.[1] ?? /^\d{12}$/.exec(text)?.[0])
  }
  if (name === 'google')
    return read('Google Cloud project', valueAt(properties, 'project'), (text) => PROJECT.exec(text)?.[0])
  if (name !== 'azurerm') return []
  return read('Azure subscription', valueAt(properties, 'subscription_id'), (text) => SUBSCRIPTION.exec(text)?.[0])
}

function read(kind: Kind, value: Value | undefined, idIn: (text: string) => string | undefined): Found[] {
  if (value === undefined) return []
  const label = value.kind === 'unresolved' ? TABLE_OF_ACCOUNTS.exec(value.text)?.[1] : undefined
  const id = isOpen(value) ? undefined : idIn(textOf(value) ?? '')
  return [{ kind, ...(id !== undefined && { id }), ...(label !== undefined && { label }), at: value.at }]
}

/** The cluster of the controller itself: another one for each controller. */
const OWN_CLUSTER = /^(?:https:\/\/kubernetes\.default(?:\.svc)?(?::\d+)?|in-cluster)$/

/** The namespace of the controller: what is put there are orders for it. */
const CONTROLLER = /argo-?cd|gitops/i

function ofPull({ controller, resource, name, subject, tier }: Pull): AccountUse[] {
  const destination = controller === 'argocd' ? valueAt(resource.properties, 'spec.destination') : undefined
  const value = valueAt(destination, 'server') ?? valueAt(destination, 'name')
  const id = isOpen(value) ? undefined : textOf(value)
  const namespace = textOf(valueAt(destination, 'namespace'))
  if (namespace !== undefined && CONTROLLER.test(namespace)) return []
  return [
    {
      tier,
      environment: name,
      kind: 'cluster',
      subject,
      ...(id !== undefined && !OWN_CLUSTER.test(id) && !id.includes('{') && { id }),
      ...(namespace !== undefined && { namespace }),
      at: value?.at ?? resource.at,
    },
  ]
}
