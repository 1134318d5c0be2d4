import {
  defineCheck,
  secretsIn,
  stepsOf,
  z,
  type CheckOutcome,
  type Located,
  type Step,
} from '../../src/check-api/index.js'

type Values = ReadonlyMap<string, Located<string>>

/** Inputs of sign-in actions: a stored key on the left, the identity that replaces it on the right. */
const ACTIONS: readonly {
  action: string
  cloud: string
  keys: readonly string[]
  identity: readonly string[]
  temporary?: string
}[] = [
  {
    action: 'aws-actions/configure-aws-credentials',
    cloud: 'AWS',
    keys: ['aws-access-key-id', 'aws-secret-access-key'],
    identity: ['role-to-assume'],
    temporary: 'aws-session-token',
  },
  { action: 'azure/login', cloud: 'Azure', keys: ['creds'], identity: ['client-id', 'auth-type'] },
  { action: 'azure/webapps-deploy', cloud: 'Azure', keys: ['publish-profile'], identity: [] },
  { action: 'azure/functions-action', cloud: 'Azure', keys: ['publish-profile'], identity: [] },
  {
    action: 'azure/k8s-set-context',
    cloud: 'Kubernetes',
    keys: ['kubeconfig', 'k8s-secret'],
    identity: ['cluster-name'],
  },
  {
    action: 'google-github-actions/auth',
    cloud: 'Google Cloud',
    keys: ['credentials_json'],
    identity: ['workload_identity_provider'],
  },
  { action: 'google-github-actions/setup-gcloud', cloud: 'Google Cloud', keys: ['service_account_key'], identity: [] },
  {
    action: 'hashicorp/vault-action',
    cloud: 'Vault',
    keys: ['token', 'secretId'],
    identity: ['jwtGithubAudience', 'role'],
  },
]

/** Environment variables that hold a long-lived key when a secret fills them. */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['AWS_ACCESS_KEY_ID', 'AWS'],
  ['AWS_SECRET_ACCESS_KEY', 'AWS'],
  ['ARM_CLIENT_SECRET', 'Azure'],
  ['AZURE_CLIENT_SECRET', 'Azure'],
  ['AZURE_CREDENTIALS', 'Azure'],
  ['GOOGLE_CREDENTIALS', 'Google Cloud'],
  ['GOOGLE_APPLICATION_CREDENTIALS_JSON', 'Google Cloud'],
  ['KUBECONFIG', 'Kubernetes'],
  ['KUBE_CONFIG', 'Kubernetes'],
  ['KUBECONFIG_DATA', 'Kubernetes'],
  ['VAULT_TOKEN', 'Vault'],
])

type Message = 'input' | 'variable'

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
      remedy: 'Let the job sign in with a token of its own: permissions id-token: write and {instead}.',
    },
    variable: {
      text: '{key} gives this {scope} a stored key of {cloud}.',
      remedy:
        'Sign in with OpenID Connect instead, so that there is no key to leak: permissions id-token: write and the cloud’s sign-in action.',
    },
  },

  *run({ pipelines }) {
    for (const where of stepsOf(pipelines, { actions: true })) {
      yield* judgeAction(where.step)
      yield* judgeVariables(where.step.env, 'step')
    }
    for (const { jobs, env, kind } of pipelines.all) {
      if (kind !== 'action') yield* judgeVariables(env, 'workflow')
      for (const job of jobs) if (job.calledBy === undefined) yield* judgeVariables(job.env, 'job')
    }
  },
})

function* judgeAction({ uses, with: inputs }: Step): Generator<CheckOutcome<Message>> {
  const known = ACTIONS.find(({ action }) => action === uses?.repository)
  if (known === undefined || uses === undefined) return
  const { action, cloud, keys, identity, temporary } = known
  const key = keys.find((name) => isSecret(inputs.get(name)))
  if (key !== undefined && (temporary === undefined || !inputs.has(temporary))) {
    const instead = identity.length > 0 ? `the input ${identity[0]}` : 'a sign-in action before it'
    yield {
      kind: 'problem',
      message: 'input',
      data: { action, cloud, key, instead },
      at: inputs.get(key)?.at ?? uses.at,
    }
  } else if (identity.some((name) => inputs.has(name))) {
    yield {
      kind: 'evidence',
      text: '{action} signs in to {cloud} without a stored key',
      data: { action, cloud },
      at: uses.at,
    }
  }
}

function* judgeVariables(env: Values, scope: string): Generator<CheckOutcome<Message>> {
  // Temporary credentials are three; a session token beside the key says that it expires.
  if (env.has('AWS_SESSION_TOKEN')) return
  const found = [...env].find(([name, value]) => VARIABLES.has(name) && isSecret(value))
  if (found === undefined) return
  const [key, { at }] = found
  yield { kind: 'problem', message: 'variable', data: { key, cloud: VARIABLES.get(key) ?? '', scope }, at }
}

function isSecret(value: Located<string> | undefined): boolean {
  return value !== undefined && secretsIn(value.value).some((name) => name !== 'GITHUB_TOKEN')
}
