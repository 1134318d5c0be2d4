import {
  allowsEveryUpdate,
  defineCheck,
  deployPaths,
  isForTrying,
  isForUse,
  isOpen,
  mayHideOptions,
  resourcesOfType,
  textOf,
  truthOf,
  valueAt,
  valuesOf,
  z,
  type CheckOutcome,
  type Command,
  type Deployment,
  type Resource,
  type Step,
} from '../../src/check-api/index.js'

/** Tools that deploy stacks, and the words by which each leaves a failed one half-changed. */
const TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cloudformation', ['--disable-rollback']],
  ['sam', ['--disable-rollback']],
  ['cdk', ['--no-rollback', '-R', '--rollback=false']],
  ['rain', ['--keep']],
])

/** Options whose value may be `DO_NOTHING` (AWS CLI Command Reference: create-stack, create-change-set). */
const ON_FAILURE = ['--on-failure', '--on-stack-failure']

type Message = 'command' | 'config' | 'action' | 'policyLifted' | 'policyEmpty'

/** Options that hold a stack policy: for good, and for one update alone (AWS CLI Command Reference: update-stack). */
const POLICIES: ReadonlyMap<string, Message> = new Map<string, Message>([
  ['--stack-policy-during-update', 'policyLifted'],
  ['--stack-policy', 'policyEmpty'],
])

export default defineCheck({
  id: 'rollback-cfn-disabled',
  title: 'CloudFormation rollback is switched off or has no trigger',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.ADS.2',
    'ops05-bp10.service.cloudformation',
    'ops05-bp10.boundaries.rollback',
    'waf.rel.auto-recover',
    'OPS06-BP01',
    'OPS06-BP04',
  ],
  judgesExamples: false,
  definitions: ['cloudformation', 'terraform'],
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    command: {
      text: '{option} leaves the stack half-changed when the deployment fails.',
      remedy: 'Remove it; CloudFormation then returns to the last working state.',
    },
    config: {
      text: '{setting} leaves the stack half-changed when the deployment fails.',
      remedy: 'Remove the setting; CloudFormation then returns to the last working state.',
    },
    action: {
      text: 'The input disable-rollback leaves the stack half-changed when the deployment fails.',
      remedy: 'Remove the input.',
    },
    policyLifted: {
      text: '{option} lifts the stack policy for every update: resources that it protects may be replaced or deleted, and a rollback does not bring their data back.',
      remedy: 'Leave the option out, or allow no more than the resources that this update must change.',
    },
    policyEmpty: {
      text: '{option} sets a stack policy that allows every update of every resource, so that it protects none of them.',
      remedy: 'Deny Update:Replace and Update:Delete of the resources that hold data.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const outcomes = [
      ...deployPaths(delivery).flatMap(judgeDeployment),
      ...resourcesOfType(infrastructure.resources, ...CONFIGURED.keys())
        .filter(({ file }) => isForUse(file, files))
        .flatMap(judgeConfig),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline deploys a CloudFormation stack' }
    yield* outcomes
  },
})

function judgeDeployment({ tool, step, intent }: Deployment): CheckOutcome<Message>[] {
  const switches = TOOLS.get(tool)
  if (switches === undefined || intent === undefined) return []
  return intent.command === undefined
    ? judgeAction(step)
    : [judgeCommand(intent.command, tool, switches), ...policiesOf(intent.command)]
}

function judgeCommand(command: Command, tool: string, switches: readonly string[]): CheckOutcome<Message> {
  const { argv, at, because } = command
  const nothing = valuesOf(argv, ...ON_FAILURE).some(({ text }) => text === 'DO_NOTHING')
  const off = argv.find(({ text }) => switches.includes(text))?.text
  const refused = valuesOf(argv, '--rollback').some(({ text }) => text === 'false')
  const option = off ?? (nothing ? 'DO_NOTHING' : refused && tool === 'cdk' ? '--rollback false' : undefined)
  if (option !== undefined) return { kind: 'problem', message: 'command', data: { option }, at, because }
  const data = { tool }
  return mayHideOptions(command)
    ? { kind: 'unknown', origin: 'files', reason: 'a variable may hold options of {tool}', data, at, because }
    : { kind: 'evidence', text: '{tool} returns to the last working state when it fails', data, at, because }
}

/** Stack policies that the command brings along: judged where they stand in it, unknown where a file or an address holds them. */
function policiesOf({ argv, at, because }: Command): CheckOutcome<Message>[] {
  return [...POLICIES].flatMap(([name, message]): CheckOutcome<Message>[] => {
    const [body] = valuesOf(argv, `${name}-body`)
    const [url] = valuesOf(argv, `${name}-url`)
    if (body === undefined && url === undefined) return []
    const data = { option: `${name}-${body === undefined ? 'url' : 'body'}` }
    const allows = body === undefined ? undefined : allowsEveryUpdate(body.text, at)
    if (allows === undefined)
      return [{ kind: 'unknown', origin: 'files', reason: 'what {option} allows is not read', data, at, because }]
    if (!allows) return [{ kind: 'evidence', text: '{option} protects resources of the stack', data, at, because }]
    const severity = message === 'policyLifted' ? 'warning' : 'notice'
    return [{ kind: 'problem', message, data, at, because, severity }]
  })
}

/** The action's input switches it off by `1`, `true` being accepted too. */
function judgeAction({ uses, with: inputs }: Step): CheckOutcome<Message>[] {
  const disabled = inputs.get('disable-rollback')
  if (uses === undefined) return []
  const text = 'the stack returns to the last working state when its deployment fails'
  if (disabled === undefined || ['', '0', 'false'].includes(disabled.value))
    return [{ kind: 'evidence', text, at: uses.at }]
  return ['1', 'true'].includes(disabled.value)
    ? [{ kind: 'problem', message: 'action', at: disabled.at }]
    : [{ kind: 'unknown', origin: 'files', reason: 'disable-rollback is an expression', at: disabled.at }]
}

/** Settings that hold for every deployment, by the type of the resource that stands for their file. */
const CONFIGURED: ReadonlyMap<string, readonly string[]> = new Map([
  ['samconfig', ['disable_rollback', 'on_failure']],
  ['serverless-framework', ['provider.disableRollback']],
  ['aws_cloudformation_stack', ['disable_rollback', 'on_failure']],
  ['cdk', ['rollback']],
])

function judgeConfig({ properties, type, name }: Resource): CheckOutcome<Message>[] {
  return (CONFIGURED.get(type) ?? []).flatMap((path): CheckOutcome<Message>[] => {
    const value = valueAt(properties, path)
    // cdk.json says whether to return, the others whether not to.
    const off = truthOf(value) === (type !== 'cdk') || textOf(value) === 'DO_NOTHING'
    if (value === undefined || (!off && !isOpen(value))) return []
    const data = { setting: off ? `${path}: ${textOf(value)}` : path }
    if (isOpen(value))
      return [{ kind: 'unknown', origin: 'files', reason: '{setting} is decided elsewhere', data, at: value.at }]
    // The environment of a samconfig may be one that its developer throws away.
    const severity = isForTrying(name) ? 'warning' : 'error'
    return [{ kind: 'problem', message: 'config', data, at: value.at, severity }]
  })
}
