import { placeWithin, type Location } from '../../core/location.js'
import type { Command, Pipeline, Step, Word } from '../../models/index.js'
import { valuesOf } from '../common/options.js'
import { secretsIn, type StepInJob } from '../pipelines/pipelines.js'

/** Where a script or an input hands a secret to something that keeps or shows it. */
export interface SecretUse {
  /** `printed`: in the log; `encoded`: there, in a form that no mask knows; `traced`: by `set -x`; `built-in`: into an image. */
  readonly how: 'printed' | 'encoded' | 'traced' | 'built-in'
  /** Name of the secret or the variable. */
  readonly name: string
  readonly at: Location
  readonly because: Command['because']
}

/** Names whose value is a secret in every CI system. */
const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|TOKEN|SECRET|SECRET_KEY|PRIVATE_KEY|API_?KEY|ACCESS_KEY|CREDENTIALS?)$/

/** Starts of variables whose values bundlers put into what everybody downloads. */
const PUBLIC = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|REACT_APP|GATSBY|VITE|PUBLIC|VUE_APP)_/

const PRINTING: ReadonlySet<string> = new Set(['echo', 'printf'])
const LISTING: ReadonlySet<string> = new Set(['env', 'printenv'])
const ENCODING: ReadonlySet<string> = new Set(['base64', 'xxd', 'rev', 'hexdump', 'od', 'base32'])
const BUILDERS: ReadonlySet<string> = new Set([
  'docker',
  'podman',
  'buildah',
  'nerdctl',
  'executor',
  '/kaniko/executor',
])
const BUILD_ARGS: ReadonlySet<string> = new Set(['build-args', 'build_args', 'buildargs', 'buildArgs', 'arguments'])

/** Commands to the log by which runners are told something: what they say is not printed. */
const WORKFLOW_COMMAND = /^(?:::|##(?:vso)?\[|%%)/

/** The secrets that a step shows in the log or builds into an image. */
export function secretUses(where: StepInJob): SecretUse[] {
  const { step } = where
  const names = namesOf(where)
  return [...step.commands.flatMap((command) => ofCommand(command, step, names)), ...ofInputs(step)]
}

type NamesIn = (text: string) => string[]

/** Names of the secrets in a text: pasted, or read from a variable that holds one. */
function namesOf({ pipeline, job, step }: StepInJob): NamesIn {
  const levels = [step.env, job.env, pipeline.env]
  return (text) => [
    ...credentialNames(text),
    ...Array.from(
      text.matchAll(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g),
      ([, plain, braced]) => plain ?? braced ?? '',
    ).filter((name) => {
      const value = levels.map((env) => env.get(name)).find((each) => each !== undefined)
      if (value !== undefined) return credentialNames(value.value).length > 0
      return isStored(pipeline, step, name)
    }),
  ]
}

/** Elsewhere than at GitHub, variables of the settings need no line in the file. */
function isStored({ system }: Pipeline, { run }: Step, name: string): boolean {
  if (system === 'github-actions' || !SECRET_NAME.test(name)) return false
  const made = new RegExp(`(?:^|[\\n;&|(]|export |local |read (?:-\\w+ )*)[ \\t]*${name}(?:=|$|[\\s;])`)
  return run === undefined || !made.test(run.value)
}

/** Ends of names of what is kept with the secrets and is none: it says where something is, not who may use it. */
const NO_SECRET =
  /(?:^|[_-])(?:ID|IDS|URL|URI|HOST|HOSTNAME|DOMAIN|REGION|NAME|USER|USERNAME|EMAIL|BUCKET|ACCOUNT|ENDPOINT|PORT|PROJECT|ARN|ROLE|REGISTRY|REPOSITORY|CLUSTER|VERSION|TO_ASSUME)$/

/** Names of the stored secrets in a text that open something; the job's own token is left out, which ends with the job. */
export function credentialNames(text: string): string[] {
  return secretsIn(text).filter((name) => name !== 'GITHUB_TOKEN' && name !== '*' && !NO_SECRET.test(name))
}

function ofCommand(command: Command, step: Step, names: NamesIn): SecretUse[] {
  const { argv, streams, captured } = command
  const [program = '', ...words] = argv.map(({ text }) => text)
  if (BUILDERS.has(program)) return useOf(command, 'built-in', builtIn(argv, names))
  if (captured === true || streams?.stdout !== undefined) return []
  if (LISTING.has(program) && words.length === 0 && (streams?.pipedInto ?? []).every(([next]) => next === 'sort'))
    return useOf(command, 'printed', [...step.env].find(([, { value }]) => credentialNames(value).length > 0)?.[0])
  if (program === 'set' && !command.conditional && words.some((word) => /^-[a-z]*x/.test(word)))
    return useOf(command, 'traced', tracedAfter(command, step, names))
  if (!PRINTING.has(program) || words.some((word) => WORKFLOW_COMMAND.test(word))) return []
  return ofPrinting(command, step, names)
}

function ofPrinting(command: Command, step: Step, names: NamesIn): SecretUse[] {
  const { argv, streams } = command
  // Behind a backslash, or in single quotes, a dollar is a character like others.
  const [name] = argv.slice(1).flatMap(({ text, literal }) => (literal ? [] : names(text)))
  const last = streams?.pipedInto?.at(-1)
  if (last === undefined) return useOf(command, 'printed', name)
  return endsInLog(last, command, step) ? useOf(command, 'encoded', name) : []
}

function useOf({ at, because }: Command, how: SecretUse['how'], name: string | undefined): SecretUse[] {
  return name === undefined ? [] : [{ how, name, at, because }]
}

/** Whether the end of the pipe writes the text to the log in another form. */
function endsInLog([program = '', ...words]: readonly string[], { at }: Command, { commands }: Step): boolean {
  if (!ENCODING.has(program) || words.some((word) => /^(?:-[dDr]|--decode|--revert)$/.test(word))) return false
  const end = commands.find(
    (each) => each.at.file === at.file && each.at.line >= at.line && each.argv[0]?.text === program,
  )
  return end !== undefined && end.streams === undefined && end.captured !== true
}

/** The first secret in the commands that are shown as they run. */
function tracedAfter(command: Command, { commands }: Step, names: NamesIn): string | undefined {
  for (const { argv } of commands.slice(commands.indexOf(command) + 1)) {
    const words = argv.map(({ text }) => text)
    if (words[0] === 'set' && words.some((word) => /^\+[a-z]*x/.test(word))) return undefined
    const [name] = argv.flatMap(({ text, literal }) => (literal ? [] : names(text)))
    if (name !== undefined) return name
  }
  return undefined
}

/** Build arguments stay in the history of the image (Docker docs: Build variables). */
function builtIn(argv: readonly Word[], names: NamesIn): string | undefined {
  return valuesOf(argv, '--build-arg')
    .map(({ text }) => secretArgument(text, names))
    .find((name) => name !== undefined)
}

function ofInputs({ with: inputs, uses }: Step): SecretUse[] {
  if (uses === undefined) return []
  return [...inputs].flatMap(([key, { value, at, segments }]) => {
    if (!BUILD_ARGS.has(key)) return []
    let start = 0
    for (const line of value.split('\n')) {
      const name = secretArgument(line.trim(), credentialNames)
      const place = placeWithin({ value, at, ...(segments !== undefined && { segments }) }, start, start + line.length)
      if (name !== undefined) return [{ how: 'built-in', name, at: place, because: [] } as const]
      start += line.length + 1
    }
    return []
  })
}

/** The name of the argument if it is a secret by its name and by where its value comes from. */
function secretArgument(text: string, names: NamesIn): string | undefined {
  const [name = '', ...value] = text.split('=')
  const given = value.length === 0 ? names(`$${name}`) : names(value.join('='))
  if (given.length === 0 || PUBLIC.test(name)) return undefined
  return [name, ...given].some((each) => SECRET_NAME.test(each.toUpperCase())) ? name : undefined
}
