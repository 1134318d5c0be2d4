import {
  buildsForUse,
  DEPLOY_KINDS,
  defineCheck,
  deployPaths,
  hasUnresolved,
  isForUse,
  judgeBuilds,
  mayHideOptions,
  opaque,
  Overlays,
  rollbackOf,
  stepsOnFailure,
  takesUpgradeBack,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Deployment,
  type Intent,
  type Resource,
} from '../../src/check-api/index.js'

/** Helm 3 and Helm 4 have different names for the same switch (Helm docs: helm upgrade); actions have it as an input. */
const ATOMIC: ReadonlySet<string> = new Set(['--atomic', '--rollback-on-failure', 'atomic', 'helm-atomic'])

const TOOLS: ReadonlySet<string> = new Set(['helm', 'helmfile', 'helmsman'])

type Message = 'command' | 'terraform' | 'flux' | 'retries'

export default defineCheck({
  id: 'rollback-helm-atomic',
  title: 'Helm or Flux release is not rolled back when it fails',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP04', 'REL08-BP05', 'hc.deploy.apps.auto-revert'],
  definitions: ['terraform', 'kubernetes'],
  needs: ['delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    command: {
      text: 'This helm upgrade leaves a failed release in place.',
      remedy: 'Add --atomic and --timeout (Helm 4: --rollback-on-failure).',
    },
    terraform: {
      text: 'Release {name} of Terraform’s helm_release stays in place when it fails.',
      remedy: 'Set atomic = true.',
    },
    flux: {
      text: 'HelmRelease {name} leaves a failed upgrade in place.',
      remedy: 'Set spec.upgrade.remediation.retries to 1 or more.',
    },
    retries: {
      text: 'HelmRelease {name} tries a failed upgrade again and again, and never goes back to the last release.',
      remedy: 'Use the strategy RemediateOnFailure with retries where users should not wait for a fixed version.',
    },
  },

  *run({ delivery, infrastructure, files }) {
    const overlays = new Overlays(infrastructure)
    const deployments = deployPaths(delivery).filter(({ tool }) => TOOLS.has(tool))
    const releases = infrastructure.resources
      .filter(({ type, file }) => isRelease(type) && isForUse(file, files))
      .filter((release) => !overlays.isPatch(release))
    if (deployments.length + releases.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is deployed with Helm' }
    for (const deployment of deployments) {
      const intents = deployment.step.intents.filter(
        ({ tool, kind }) => tool === deployment.tool && DEPLOY_KINDS.has(kind),
      )
      for (const intent of intents) yield judgeCommand(deployment, intent)
    }
    for (const release of releases) {
      const judge = release.type === 'helm_release' ? judgeTerraform : judgeFlux
      const outcome = judgeBuilds(buildsForUse(release, overlays, files), judge)
      if (outcome !== undefined) yield outcome
    }
  },
})

function isRelease(type: string): boolean {
  return type === 'helm_release' || type.endsWith('/HelmRelease')
}

function judgeCommand(deployment: Deployment, { command, at, because, tool }: Intent): CheckOutcome<Message> {
  if (rollbackOf(deployment) !== undefined)
    return { kind: 'evidence', text: 'a failed release is rolled back', at, because }
  const option = command === undefined ? inputOf(deployment) : command.argv.map(({ text }) => text).find(isAtomic)
  if (option !== undefined)
    return { kind: 'evidence', text: '{option} rolls a failed release back', data: { option }, at, because }
  const [hidden] = stepsOnFailure(deployment).flatMap((step) => step.opaque)
  if (hidden !== undefined) return opaque(hidden, 'roll a failed release back')
  const reason = unclearBecause(tool, command)
  if (reason !== undefined) return { kind: 'unknown', origin: 'files', reason, data: { tool }, at, because }
  return { kind: 'problem', message: 'command', at, because }
}

/** The switch itself, or among the arguments that are handed on in one word. */
function isAtomic(text: string): boolean {
  return text.split(/\s+/).some((word) => ATOMIC.has(word.split('=')[0] ?? '') && !word.endsWith('=false'))
}

/** What tells of it in the inputs of an action: a switch of its own, or arguments for Helm. */
function inputOf({ step }: Deployment): string | undefined {
  const inputs = [step, ...step.inner].flatMap((each) => [...each.with])
  return inputs.find(([name, { value }]) => (ATOMIC.has(name) ? value === 'true' : isAtomic(value)))?.[0]
}

function unclearBecause(tool: string, command: Intent['command']): string | undefined {
  if (command === undefined) return 'how the action deploys the chart is not known'
  if (tool !== 'helm') return 'whether releases are rolled back is set in the file of {tool}, which is not read'
  return mayHideOptions(command) ? 'the options of this helm upgrade are in a variable' : undefined
}

function judgeTerraform({ name, properties, at, complete }: Resource): CheckOutcome<Message> {
  const atomic = valueAt(properties, 'atomic')
  const data = { name }
  if (truthOf(atomic) === true)
    return { kind: 'evidence', text: 'helm_release {name} is atomic', data, at: atomic?.at ?? at }
  if (hasUnresolved(atomic) || !complete) {
    const reason = 'whether helm_release {name} is atomic hangs on an expression'
    return { kind: 'unknown', origin: 'files', reason, data, at }
  }
  return { kind: 'problem', message: 'terraform', data, at: atomic?.at ?? at }
}

function judgeFlux(release: Resource): CheckOutcome<Message> {
  const { name, properties, at, complete } = release
  const upgrade = valueAt(properties, 'spec.upgrade')
  const remediation = valueAt(upgrade, 'remediation')
  const data = { name }
  const returns = takesUpgradeBack(properties)
  if (returns === undefined || !complete) {
    const reason = 'the remediation of HelmRelease {name} hangs on an expression or a patch'
    return { kind: 'unknown', origin: 'files', reason, data, at }
  }
  if (returns) {
    const text = 'HelmRelease {name} takes a failed upgrade back'
    return { kind: 'evidence', text, data, at: remediation?.at ?? at }
  }
  const strategy = valueAt(upgrade, 'strategy.name')
  if (strategy !== undefined && textOf(strategy) === 'RetryOnFailure')
    return { kind: 'problem', message: 'retries', data, at: strategy.at, severity: 'notice' }
  return { kind: 'problem', message: 'flux', data, at: remediation?.at ?? upgrade?.at ?? at }
}
