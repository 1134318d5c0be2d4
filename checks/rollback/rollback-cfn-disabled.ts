import {
  defineCheck,
  resourcesOfType,
  stepsOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Command,
  type Resource,
  type Step,
} from '../../src/check-api/index.js'

/** Commands that deploy a stack, and the words by which each leaves a failed one half-changed. */
const COMMANDS: readonly {
  words: readonly (readonly string[])[]
  switches: readonly string[]
  values?: readonly [string, readonly string[]]
}[] = [
  {
    words: [
      ['aws', 'cloudformation', 'deploy'],
      ['aws', 'cloudformation', 'create-stack'],
      ['aws', 'cloudformation', 'update-stack'],
      ['aws', 'cloudformation', 'execute-change-set'],
    ],
    switches: ['--disable-rollback'],
    values: ['--on-failure', ['DO_NOTHING']],
  },
  { words: [['sam', 'deploy']], switches: ['--disable-rollback'], values: ['--on-failure', ['DO_NOTHING']] },
  { words: [['cdk', 'deploy']], switches: ['--no-rollback', '-R'] },
]

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
  needs: ['pipelines', 'delivery', 'infrastructure', 'files'],
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
      text: 'disable-rollback leaves the stack half-changed when the deployment fails.',
      remedy: 'Remove the input.',
    },
  },

  *run({ pipelines, delivery, infrastructure, files }) {
    const throwaway = new Set(delivery.deployments.filter(({ persistent }) => !persistent).map(({ step }) => step))
    const steps = stepsOf(pipelines, { inlined: true })
      .map(({ step }) => step)
      .filter((step) => !throwaway.has(step))
    const outcomes = [
      ...steps.flatMap((step) => [...step.commands.flatMap(judgeCommand), ...judgeAction(step)]),
      ...resourcesOfType(infrastructure.resources, 'samconfig', 'serverless-framework')
        .filter(({ file }) => !files.isExcluded(file))
        .flatMap(judgeConfig),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline deploys a CloudFormation stack' }
    yield* outcomes
  },
})

function judgeCommand({ argv, at, because }: Command): CheckOutcome<Message>[] {
  const words = argv.map(({ text }) => text)
  const rule = COMMANDS.find((each) => each.words.some((first) => first.every((word, index) => words[index] === word)))
  if (rule === undefined) return []
  const [option, values] = rule.values ?? []
  const chosen = option === undefined ? undefined : words[words.indexOf(option) + 1]
  const used = words.find((word) => rule.switches.includes(word) || word === '--rollback=false')
  const given =
    option !== undefined && words.includes(option) && chosen !== undefined && values?.includes(chosen)
      ? `${option} ${chosen}`
      : used
  if (given !== undefined) return [{ kind: 'problem', message: 'command', data: { option: given }, at, because }]
  return [
    {
      kind: 'evidence',
      text: '{command} returns to the last working state when it fails',
      data: { command: words.slice(0, 3).join(' ') },
      at,
      because,
    },
  ]
}

function judgeAction({ uses, with: inputs }: Step): CheckOutcome<Message>[] {
  if (uses?.repository !== 'aws-actions/aws-cloudformation-github-deploy') return []
  const disabled = inputs.get('disable-rollback')
  return disabled !== undefined && ['1', 'true'].includes(disabled.value)
    ? [{ kind: 'problem', message: 'action', at: disabled.at }]
    : [{ kind: 'evidence', text: 'the stack returns to the last working state when its deployment fails', at: uses.at }]
}

/** samconfig.toml and serverless.yml can switch the rollback off for every deployment. */
function judgeConfig({ properties, type }: Resource): CheckOutcome<Message>[] {
  const paths = type === 'samconfig' ? ['disable_rollback', 'on_failure'] : ['provider.disableRollback']
  return paths.flatMap((path): CheckOutcome<Message>[] => {
    const value = valueAt(properties, path)
    const off = truthOf(value) === true || textOf(value) === 'DO_NOTHING'
    return off && value !== undefined
      ? [{ kind: 'problem', message: 'config', data: { setting: `${path}: ${textOf(value)}` }, at: value.at }]
      : []
  })
}
