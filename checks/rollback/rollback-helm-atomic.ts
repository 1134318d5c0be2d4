import {
  defineCheck,
  deployPaths,
  hasUnresolved,
  mayHideOptions,
  numberOf,
  rollbackOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Deployment,
  type Resource,
} from '../../src/check-api/index.js'

/** Helm 3 and Helm 4 have different names for the same switch. */
const ATOMIC = ['--atomic', '--rollback-on-failure']

type Message = 'command' | 'terraform' | 'flux'

export default defineCheck({
  id: 'rollback-helm-atomic',
  title: 'Helm or Flux release is not rolled back when it fails',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP04', 'REL08-BP05', 'hc.deploy.apps.auto-revert'],
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    command: {
      text: 'This helm upgrade leaves a failed release in place.',
      remedy: 'Add --atomic and --timeout (Helm 4: --rollback-on-failure).',
    },
    terraform: { text: 'helm_release {name} leaves a failed release in place.', remedy: 'Set atomic = true.' },
    flux: {
      text: 'HelmRelease {name} leaves a failed upgrade in place.',
      remedy: 'Set spec.upgrade.remediation.retries to 1 or more.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const deployments = deployPaths(delivery).filter(({ tool }) => tool === 'helm')
    const releases = infrastructure.resources.filter(
      ({ type, file }) => (type === 'helm_release' || type.endsWith('/HelmRelease')) && !files.isExcluded(file),
    )
    if (deployments.length + releases.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is deployed with Helm' }
    for (const deployment of deployments) yield judgeCommand(deployment)
    for (const release of releases) yield release.type === 'helm_release' ? judgeTerraform(release) : judgeFlux(release)
  },
})

function judgeCommand(deployment: Deployment): CheckOutcome<Message> {
  const { intent, at } = deployment
  const because = intent?.because ?? []
  const command = intent?.command
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'a failed release is rolled back', at, because }
  if (command === undefined)
    return { kind: 'unknown', origin: 'files', reason: 'how the action deploys the chart is not known', at, because }
  const option = command.argv.find(({ text }) => ATOMIC.includes(text.split('=')[0] ?? '') && !text.endsWith('=false'))
  if (option !== undefined)
    return {
      kind: 'evidence',
      text: '{option} rolls a failed release back',
      data: { option: option.text },
      at,
      because,
    }
  if (mayHideOptions(command))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the options of this helm upgrade are in a variable',
      at,
      because,
    }
  return { kind: 'problem', message: 'command', at, because }
}

function judgeTerraform({ name, properties, at, complete }: Resource): CheckOutcome<Message> {
  const atomic = valueAt(properties, 'atomic')
  if (truthOf(atomic) === true)
    return { kind: 'evidence', text: 'helm_release {name} is atomic', data: { name }, at: atomic?.at ?? at }
  if (hasUnresolved(atomic) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'whether helm_release {name} is atomic hangs on an expression',
      data: { name },
      at,
    }
  return { kind: 'problem', message: 'terraform', data: { name }, at: atomic?.at ?? at }
}

/** Flux remediates an upgrade only if it may retry; its last failure then too, unless told otherwise. */
function judgeFlux({ name, properties, at, complete }: Resource): CheckOutcome<Message> {
  const upgrade = valueAt(properties, 'spec.upgrade')
  const remediation = valueAt(upgrade, 'remediation')
  if (hasUnresolved(upgrade) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'the remediation of HelmRelease {name} hangs on an expression',
      data: { name },
      at,
    }
  const retries = numberOf(valueAt(remediation, 'retries')) ?? 0
  const disabled =
    truthOf(valueAt(remediation, 'remediateLastFailure')) === false || truthOf(valueAt(upgrade, 'disableWait')) === true
  if (retries !== 0 && !disabled)
    return {
      kind: 'evidence',
      text: 'HelmRelease {name} takes a failed upgrade back',
      data: { name },
      at: remediation?.at ?? at,
    }
  return { kind: 'problem', message: 'flux', data: { name }, at: remediation?.at ?? upgrade?.at ?? at }
}
