import {
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

type Message = 'command' | 'config' | 'action'

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
  return intent.command === undefined ? judgeAction(step) : [judgeCommand(intent.command, tool, switches)]
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
