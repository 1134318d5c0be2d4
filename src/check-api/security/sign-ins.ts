import type { Located, Location } from '../../core/location.js'
import { oncePer } from '../../core/once.js'
import { spansOf } from '../../models/expression.js'
import type { CiSystem, Command, Job, Pipeline, Step } from '../../models/index.js'
import { cloudKeysIn } from './cloud-keys.js'
import { placeOfStep } from '../../models/step-order.js'
import { valuesOf } from '../common/options.js'
import type { JobInPipeline } from '../pipelines/pipelines.js'

/** As whom a job signs in. */
export interface Identity {
  /** As the file names it: an address of a role, a service connection, the name of a secret. */
  readonly text: string
  /**
   * `same`: the text means the same in every job. `environment`: an environment of the job may give it a value of its
   * own. `open`: it hangs on something that is not known.
   */
  readonly scope: 'same' | 'environment' | 'open'
}

/** A place where a job signs in to a cloud. */
export interface SignIn extends JobInPipeline {
  /** The step from which on it holds; absent where the whole job has it. */
  readonly step?: Step
  readonly cloud: string
  readonly identity: Identity
  readonly at: Location
}

/** Inputs of sign-in actions that say as whom, the one that counts most first. */
const ACTIONS: ReadonlyMap<string, readonly [cloud: string, ...inputs: string[]]> = new Map([
  ['aws-actions/configure-aws-credentials', ['AWS', 'role-to-assume', 'aws-access-key-id']],
  ['azure/login', ['Azure', 'client-id', 'creds']],
  ['google-github-actions/auth', ['Google Cloud', 'service_account', 'credentials_json']],
])

/** Inputs of tasks, orbs and pipes, and variables, that say as whom; without hyphens and underscores, in lower case. */
const NAMES: ReadonlyMap<string, string> = new Map([
  // Service connections of Azure Pipelines (its task reference).
  ['azuresubscription', 'Azure'],
  ['connectedservicename', 'Azure'],
  ['connectedservicenamearm', 'Azure'],
  ['azureresourcemanagerconnection', 'Azure'],
  ['environmentservicenameazurerm', 'Azure'],
  ['kubernetesserviceconnection', 'Kubernetes'],
  ['kubernetesserviceendpoint', 'Kubernetes'],
  ['awscredentials', 'AWS'],
  ['environmentservicenameaws', 'AWS'],
  // Orbs and pipes, and variables that the clouds' own tools read.
  ['rolearn', 'AWS'],
  ['awsrolearn', 'AWS'],
  ['awsoidcrolearn', 'AWS'],
  ['armclientid', 'Azure'],
  ['azureclientid', 'Azure'],
  ['googleimpersonateserviceaccount', 'Google Cloud'],
  ['cloudsdkauthimpersonateserviceaccount', 'Google Cloud'],
])

/** Systems that hand credentials to jobs by a name which means the same everywhere in the repository. */
const NAMED: ReadonlySet<CiSystem> = new Set<CiSystem>(['circleci', 'jenkins'])

/** What names of such credentials are for. */
const CLOUD_WORDS: readonly (readonly [cloud: string, word: RegExp])[] = [
  ['AWS', /(?:^|[^a-z])(?:aws|eks|ecs)(?:[^a-z]|$)/i],
  ['Azure', /(?:^|[^a-z])(?:azure|aks|arm)(?:[^a-z]|$)/i],
  ['Google Cloud', /(?:^|[^a-z])(?:gcp|gcloud|gke|google-cloud)(?:[^a-z]|$)/i],
  ['Kubernetes', /(?:^|[^a-z])(?:kube|kubeconfig|kubernetes|k8s)(?:[^a-z]|$)/i],
]

const MAX_DEPTH = 6

/** What was found in a job, which is a part of one pipeline. */
const FOUND = oncePer((_: Job) => new Map<Pipeline, readonly SignIn[]>())

/** Every sign-in of the job: what the whole job has first, then in the order of its steps. */
export function signInsOf({ pipeline, job }: JobInPipeline): readonly SignIn[] {
  const known = FOUND(job)
  const found = known.get(pipeline) ?? readSignIns({ pipeline, job })
  known.set(pipeline, found)
  return found
}

function readSignIns(where: JobInPipeline): SignIn[] {
  const { pipeline, job } = where
  const found: SignIn[] = []
  const add = (cloud: string, value: Located<string>, step?: Step): void => {
    const identity = identityOf(value.value, { ...where, ...(step && { step }) })
    if (identity !== undefined)
      found.push({ ...where, ...(step !== undefined && { step }), cloud, identity, at: value.at })
  }
  for (const [cloud, value] of [pipeline.env, job.env].flatMap(ofVariables)) add(cloud, value)
  for (const [cloud, value] of ofNamed(where)) add(cloud, value)
  for (const step of job.steps) {
    for (const [cloud, value] of [...ofVariables(step.env), ...ofInputs(step), ...step.commands.flatMap(ofCommand)])
      add(cloud, value, step)
  }
  return found
}

/** The last sign-in to each cloud that holds when `step` runs. */
export function signInsAt(where: JobInPipeline, step: Step): SignIn[] {
  const { job } = where
  const own = placeOfStep(job, step)
  const before = signInsOf(where).filter((each) => each.step === undefined || placeOfStep(job, each.step) <= own)
  return [...new Map(before.map((signIn) => [signIn.cloud, signIn])).values()]
}

/** A text with what it takes from variables and from the inputs of callers put in, as far as they are known. */
export function withKnownValues(text: string, where: JobInPipeline & { readonly step?: Step }): string {
  return resolved(text.trim(), where, 0)
}

type Named = readonly [cloud: string, value: Located<string>]

/** Credentials that the job is handed by name; those of one cloud go together. */
function ofNamed({ pipeline: { system }, job: { secrets = [] } }: JobInPipeline): Named[] {
  if (!NAMED.has(system)) return []
  return CLOUD_WORDS.flatMap(([cloud, word]): Named[] => {
    const [first, ...others] = secrets.filter(({ value }) => word.test(value))
    if (first === undefined) return []
    const names = new Set([first, ...others].map(({ value }) => value))
    return [[cloud, { value: [...names].sort().join(', '), at: first.at }]]
  })
}

function ofVariables(values: ReadonlyMap<string, Located<string>>): Named[] {
  const keys = [...cloudKeysIn(values)].map(([cloud, { value }]): Named => [cloud, value])
  return [...keys, ...named(values)]
}

function ofInputs({ uses, with: inputs }: Step): Named[] {
  if (uses === undefined) return []
  const [cloud, ...names] = ACTIONS.get(uses.repository ?? '') ?? []
  if (cloud === undefined) return ofVariables(inputs)
  const value = names.map((name) => inputs.get(name)).find((each) => each !== undefined)
  return value === undefined ? [] : [[cloud, value]]
}

function named(values: ReadonlyMap<string, Located<string>>): Named[] {
  return [...values].flatMap(([key, value]): Named[] => {
    const cloud = NAMES.get(key.toLowerCase().replace(/[-_]/g, ''))
    return cloud === undefined ? [] : [[cloud, value]]
  })
}

/** `aws sts assume-role --role-arn …`, `gcloud … --impersonate-service-account …`. */
function ofCommand({ argv, at }: Command): Named[] {
  const cloud = argv[0]?.text === 'aws' ? 'AWS' : argv[0]?.text === 'gcloud' ? 'Google Cloud' : undefined
  if (cloud === undefined) return []
  const assumes = argv.some(({ text }) => text.startsWith('assume-role'))
  const words =
    cloud === 'AWS' ? (assumes ? valuesOf(argv, '--role-arn') : []) : valuesOf(argv, '--impersonate-service-account')
  return words.map(({ text }) => [cloud, { value: text, at }])
}

interface Place extends JobInPipeline {
  readonly step?: Step
}

/** As whom the text says, with what it takes from variables and callers put in; undefined for an empty one. */
function identityOf(written: string, place: Place): Identity | undefined {
  const text = resolved(written.trim(), place, 0)
  if (text === '') return undefined
  const left = spansOf(text).map(({ expression }) => expression.trim())
  const beside = spansOf(text).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
  const hangs = beside.includes('$') || left.some((each) => !isStored(each, place))
  if (hangs) return { text, scope: 'open' }
  const inEnvironment = left.length > 0 && place.job.environment !== undefined && !NAMED.has(place.pipeline.system)
  return { text: shown(text, left), scope: inEnvironment ? 'environment' : 'same' }
}

/** A stored secret or variable alone goes by its name. */
function shown(text: string, [first = '', ...others]: readonly string[]): string {
  return others.length === 0 && text.startsWith('${{') && text.endsWith('}}') ? first : text
}

/** Whether the expression is a secret or a variable that the host keeps under this name for this job. */
function isStored(expression: string, { pipeline, job }: Place): boolean {
  if (NAMED.has(pipeline.system)) return /^secrets\.[\w-]+$/.test(expression)
  if (pipeline.system !== 'github-actions') return false
  if (/^(?:vars\.[\w-]+|github\.repository(?:_owner)?)$/.test(expression)) return true
  // A called workflow has names of its own for secrets, unless it inherits them.
  const caller = pipeline.jobs.find(({ id }) => id === job.calledBy)
  return /^secrets\.[\w-]+$/.test(expression) && (job.calledBy === undefined || caller?.calls?.secrets === 'inherit')
}

function resolved(text: string, place: Place, depth: number): string {
  if (depth > MAX_DEPTH) return text
  return spansOf(text).reduceRight((rest, { start, end, expression }) => {
    const value = valueOf(expression.trim(), place, depth)
    return value === undefined ? rest : rest.slice(0, start) + value + rest.slice(end)
  }, text)
}

/** What a variable or an input holds; undefined for everything else. */
function valueOf(expression: string, place: Place, depth: number): string | undefined {
  const [, context, name = ''] = /^(env|inputs)\.([\w-]+)$/.exec(expression) ?? []
  const { pipeline, job, step } = place
  if (context === 'env') {
    const value = [step?.env, job.env, pipeline.env].map((env) => env?.get(name)).find((each) => each !== undefined)
    return value && resolved(value.value, place, depth + 1)
  }
  const caller: Job | undefined = context === 'inputs' ? callerOf(job, pipeline) : undefined
  const value = caller?.calls?.with.get(name)
  return caller && value && resolved(value.value, { pipeline, job: caller }, depth + 1)
}

function callerOf({ calledBy }: Job, { jobs }: Pipeline): Job | undefined {
  return calledBy === undefined ? undefined : jobs.find(({ id }) => id === calledBy)
}
