import {
  cloudKeysIn,
  cloudOfKey,
  defineCheck,
  expressionsIn,
  keyName,
  placeWithin,
  secretsIn,
  stepsOf,
  systemWords,
  unreadPipelines,
  z,
  type Because,
  type CheckOutcome,
  type Command,
  type Located,
  type Location,
  type Step,
} from '../../src/check-api/index.js'

/** Inputs of sign-in actions: a stored key, and the identity that replaces it. */
const ACTIONS: ReadonlyMap<string, { cloud: string; keys: readonly string[]; identity: readonly string[] }> = new Map([
  ['aws-actions/configure-aws-credentials', { cloud: 'AWS', keys: [], identity: ['role-to-assume'] }],
  ['azure/login', { cloud: 'Azure', keys: ['creds'], identity: ['client-id', 'auth-type'] }],
  ['azure/webapps-deploy', { cloud: 'Azure', keys: ['publish-profile'], identity: [] }],
  ['azure/functions-action', { cloud: 'Azure', keys: ['publish-profile'], identity: [] }],
  ['azure/k8s-set-context', { cloud: 'Kubernetes', keys: ['k8s-secret'], identity: ['cluster-name'] }],
  ['azure/aks-set-context', { cloud: 'Azure', keys: ['creds'], identity: [] }],
  ['google-github-actions/auth', { cloud: 'Google Cloud', keys: [], identity: ['workload_identity_provider'] }],
  ['hashicorp/vault-action', { cloud: 'Vault', keys: ['token', 'secretId'], identity: ['jwtGithubAudience', 'role'] }],
])

/** Clouds whose sign-in takes a key or an identity; that of AWS takes a role with a key. */
const ALTERNATIVES: ReadonlySet<string> = new Set(['Google Cloud', 'Azure'])

type Values = ReadonlyMap<string, Located<string>>
type Outcome = CheckOutcome<'input' | 'variable' | 'script'>

interface Found {
  readonly key: string
  readonly at: Location
  readonly because?: readonly Because[]
}

export default defineCheck({
  id: 'pipeline-long-lived-cloud-key',
  title: 'Pipeline signs in to a cloud with a stored key',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.SAD.1',
    'waf.sec.strong-identity',
    'SEC02-BP02',
    'SEC02-BP03',
    'SEC11-BP07',
    'hc.maturity.l3.dynamic-ci-secrets',
    'hc.full.cicd-dynamic-secrets',
    'hc.secure.cicd-secrets.dynamic',
    'hc.secure.cicd-secrets.oidc',
    'hc.secure.github-actions-oidc',
    'ba.risk.secrets-access',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    input: {
      text: '{action} signs in to {cloud} with the stored key {key}.',
      remedy: 'Let the job sign in with a token of its own: {identity} and {instead}.',
    },
    variable: {
      text: '{key} hands a stored key of {cloud} to all that runs here.',
      remedy:
        'Sign in with OpenID Connect instead, so that there is no key to leak: {identity} and the cloud’s sign-in for it.',
    },
    script: {
      text: 'This script signs in to {cloud} with a stored key ({key}).',
      remedy:
        'Sign in with OpenID Connect instead, so that there is no key to leak: {identity} and the cloud’s sign-in for it.',
    },
  },

  *run({ pipelines }) {
    for (const { pipeline, step } of stepsOf(pipelines, { actions: true })) {
      const { identity } = systemWords(pipeline.system)
      yield* judgeInputs(step, identity)
      yield* judgeVariables(step.env, 'step', identity)
      yield* judgeScript(step, identity)
    }
    for (const { jobs, env, kind, system } of pipelines.all) {
      const { identity } = systemWords(system)
      if (kind !== 'action') yield* judgeVariables(env, 'workflow', identity)
      for (const job of jobs) {
        if (job.calledBy === undefined) yield* judgeVariables(job.env, 'job', identity)
        if (job.identityToken !== undefined) yield identified(job.id, job.identityToken)
      }
    }
    yield* unreadPipelines(pipelines)
  },
})

function identified(job: string, at: Location): Outcome {
  return { kind: 'evidence', text: 'job {job} signs in with an identity token', data: { job }, at }
}

function undecided(action: string, cloud: string, key: string, at: Location): Outcome {
  const reason =
    '{action} is given the key {key} and an identity for {cloud}: which of them is set, the settings decide'
  return { kind: 'unknown', origin: 'hosting', reason, data: { action, cloud, key }, at }
}

function* judgeInputs({ uses, with: inputs }: Step, token: string): Generator<Outcome> {
  if (uses === undefined) return
  const [action = uses.text] = uses.text.split('@')
  const { cloud = '', keys: special = [], identity = [] } = ACTIONS.get(uses.repository ?? '') ?? {}
  const found = new Map<string, Found>(cloudKeysIn(inputs))
  const other = special.find((name) => isSecret(inputs.get(name)))
  if (other !== undefined && !found.has(cloud)) found.set(cloud, { key: other, at: inputs.get(other)?.at ?? uses.at })
  const instead = identity[0] === undefined ? 'a sign-in action before it' : `the input ${identity[0]}`
  // Left empty, one of two ways is not taken: which secrets are set is told nowhere.
  const either = ALTERNATIVES.has(cloud) && identity.some((name) => inputs.get(name)?.value.includes('${{') === true)
  for (const [of, { key, at }] of found) {
    if (either && of === cloud) yield undecided(action, cloud, key, at)
    else yield { kind: 'problem', message: 'input', data: { action, cloud: of, key, instead, identity: token }, at }
  }
  // What an action hands on from its own inputs is seen at its callers.
  const handsOn = [...inputs.keys()].some((name) => special.includes(name) || cloudOfKey(keyName(name)) !== undefined)
  if (!handsOn && identity.some((name) => inputs.has(name))) {
    const data = { action, cloud }
    yield { kind: 'evidence', text: '{action} signs in to {cloud} without a stored key', data, at: uses.at }
  }
}

function* judgeVariables(env: Values, scope: string, identity: string): Generator<Outcome> {
  for (const [cloud, { key, at }] of cloudKeysIn(env)) {
    yield { kind: 'problem', message: 'variable', data: { key, cloud, scope, identity }, at }
  }
}

/** Secrets that are pasted into the script, and commands that sign in with a key wherever it comes from. */
function* judgeScript({ run, commands }: Step, identity: string): Generator<Outcome> {
  const found = new Map<string, Found>()
  for (const { start, end } of run === undefined ? [] : expressionsIn(run.value)) {
    for (const key of secretsIn(run?.value.slice(start, end) ?? '')) {
      const cloud = cloudOfKey(key)
      if (run !== undefined && cloud !== undefined && !found.has(cloud))
        found.set(cloud, { key, at: placeWithin(run, start, end) })
    }
  }
  for (const command of commands) {
    const [cloud, key] = signIn(command) ?? []
    if (cloud !== undefined && key !== undefined && !found.has(cloud))
      found.set(cloud, { key, at: command.at, because: command.because })
  }
  for (const [cloud, { key, at, because = [] }] of found) {
    yield { kind: 'problem', message: 'script', data: { cloud, key, identity }, at, because }
  }
}

/** The cloud that the command signs in to with a key, and the words that say so. */
function signIn({ argv }: Command): readonly [string, string] | undefined {
  const words = argv.map(({ text }) => text)
  const starts = (...first: string[]) => first.every((word, index) => words[index] === word)
  if (starts('gcloud', 'auth', 'activate-service-account')) return ['Google Cloud', words.slice(0, 3).join(' ')]
  const hasPassword = words.some((word) => /^(-p|--password|--client-secret)(=|$)/.test(word))
  if (starts('az', 'login') && words.includes('--service-principal') && hasPassword)
    return ['Azure', 'az login --service-principal']
  if (starts('azd', 'auth', 'login') && hasPassword) return ['Azure', 'azd auth login --client-secret']
  return undefined
}

function isSecret(value: Located<string> | undefined): boolean {
  return value !== undefined && secretsIn(value.value).some((name) => name !== 'GITHUB_TOKEN')
}
