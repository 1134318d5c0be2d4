import type { Located, Location } from '../../core/location.js'
import type { Deployment, Intent, Job, Pipeline, Step } from '../../models/index.js'
import { valuesOf } from '../common/options.js'
import { joinPaths } from '../common/paths.js'
import { runsBefore } from '../pipelines/pipelines.js'

/** Where a run keeps the state of what it applies. */
export interface PulumiBackend {
  /** `local`: a folder of the machine; `open`: an expression names it. */
  readonly kind: 'local' | 'shared' | 'open'
  /** As written, or what stands for it: `Pulumi Cloud`. */
  readonly url: string
  /** Whether it outdoes what the project's own file says, as the variable does (Pulumi docs: State and backends). */
  readonly first: boolean
  readonly at: Location
}

/** Inputs of ready-made steps that name the backend: of pulumi/actions, and of the orb. */
const INPUTS = ['cloud-url', 'cloudUrl', 'cloud_url']

/** The backend that a step which runs Pulumi uses, as far as its pipeline tells. */
export function pulumiBackend(
  deployment: Pick<Deployment, 'pipeline' | 'job' | 'step' | 'intent'>,
): PulumiBackend | undefined {
  const { pipeline, job, step } = deployment
  const own = [...(deployment.intent?.command?.env ?? [])].find(([name]) => name === 'PULUMI_BACKEND_URL')?.[1]
  if (own !== undefined) return backendOf({ value: own, at: step.at }, true)
  const variable = variableOf('PULUMI_BACKEND_URL', step, job, pipeline)
  if (variable !== undefined) return backendOf(variable, true)
  const logins = [...runsBefore(deployment), step]
    .flatMap((each) => loginsOf(each))
    .map((login) => {
      const [, name] = /^\$\{\{ *env\.(\w+) *\}\}$/.exec(login.url) ?? []
      const value = name === undefined ? undefined : variableOf(name, step, job, pipeline)?.value
      return value === undefined ? login : backendOf({ value, at: login.at }, false)
    })
  const login = logins.at(-1)
  if (login !== undefined) return login
  const token = variableOf('PULUMI_ACCESS_TOKEN', step, job, pipeline)
  return token && { kind: 'shared', url: 'Pulumi Cloud', first: false, at: token.at }
}

function variableOf(name: string, ...holders: readonly (Step | Job | Pipeline)[]): Located<string> | undefined {
  for (const { env } of holders) {
    const value = env.get(name)
    if (value !== undefined) return value
  }
  return undefined
}

function loginsOf(step: Step): PulumiBackend[] {
  const { uses, with: inputs, commands, inner } = step
  const input = INPUTS.flatMap((name) => inputs.get(name) ?? [])[0]
  const action = uses?.repository ?? ''
  const cloud: PulumiBackend = { kind: 'shared', url: 'Pulumi Cloud', first: false, at: step.at }
  return [
    ...(input !== undefined && /pulumi/i.test(action) ? [backendOf(input, false)] : []),
    ...(action === 'pulumi/auth-actions' ? [cloud] : []),
    ...commands.flatMap(({ argv, at }) => {
      const [program, subcommand, ...words] = argv.map(({ text }) => text)
      if (program !== 'pulumi' || subcommand !== 'login') return []
      if (words.some((word) => word === '--local' || word === '-l'))
        return [backendOf({ value: 'file://~', at }, false)]
      const [named] = valuesOf(argv, '--cloud-url', '-c')
      const operand = named?.text ?? words.find((word) => !word.startsWith('-'))
      return [operand === undefined ? { ...cloud, at } : backendOf({ value: operand, at }, false)]
    }),
    ...inner.flatMap(loginsOf),
  ]
}

function backendOf({ value, at }: Located<string>, first: boolean): PulumiBackend {
  const kind = value.startsWith('file:') ? 'local' : /^\$|^["']?\$/.test(value) ? 'open' : 'shared'
  return { kind, url: value, first, at }
}

/** The folder of the project that a step plans or applies; expressions in it stay. Undefined if nothing is known of it. */
export function pulumiFolder({ with: inputs, uses }: Step, { command }: Pick<Intent, 'command'>): string | undefined {
  if (uses !== undefined) {
    const given = ['work-dir', 'cwd', 'working_directory'].flatMap((name) => inputs.get(name)?.value ?? [])[0]
    return given === undefined ? undefined : joinPaths('', given)
  }
  if (command?.directory === undefined) return undefined
  const [chosen] = valuesOf(command.argv, '--cwd', '-C')
  return chosen === undefined ? command.directory : joinPaths(command.directory, chosen.text)
}
