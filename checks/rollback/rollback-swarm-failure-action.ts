import {
  authoredResources,
  defineCheck,
  isOpen,
  stepsOf,
  textOf,
  valueAt,
  valuesOf,
  z,
  type CheckOutcome,
  type Pipelines,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'none' | 'other'

export default defineCheck({
  id: 'rollback-swarm-failure-action',
  title: 'Swarm service does not roll back a failed update',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['DL.ADS.2', 'ops05-bp10.boundaries.rollback', 'OPS06-BP04'],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'An update of service {service} that fails is left half done: its update_config has no failure_action.',
      remedy: 'Add failure_action: rollback with a monitor time to deploy.update_config.',
    },
    other: {
      text: 'An update of service {service} that fails ends with {action}, and the version before does not come back.',
      remedy: 'Set failure_action to rollback.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const stacks = stackFiles(pipelines)
    const services = authoredResources(infrastructure, files, 'service').filter(
      (each) => each.technology === 'compose' && isForSwarm(each, stacks),
    )
    if (services.length === 0) return yield { kind: 'not-applicable', reason: 'nothing is deployed to a swarm' }
    for (const service of services) yield judge(service)
  },
})

/** The names of files that pipelines hand to `docker stack deploy`. */
function stackFiles(pipelines: Pipelines): string[] {
  return stepsOf(pipelines, { actions: true }).flatMap(({ step }) =>
    step.commands.flatMap(({ argv }) => {
      const [program, ...words] = argv.map(({ text }) => text)
      if (program !== 'docker' || words[0] !== 'stack' || words[1] !== 'deploy') return []
      return valuesOf(argv, '-c', '--compose-file').map(({ text }) => text.replace(/^\.\//, ''))
    }),
  )
}

/** Compose itself ignores `update_config`: who writes it means a swarm (Compose Deploy Specification). */
function isForSwarm({ properties, file }: Resource, stacks: readonly string[]): boolean {
  const mode = textOf(valueAt(properties, 'deploy.mode'))
  if (mode?.endsWith('-job') === true) return false
  return (
    valueAt(properties, 'deploy.update_config') !== undefined ||
    stacks.some((name) => file === name || file.endsWith(`/${name}`))
  )
}

function judge({ name, properties, at: line, complete }: Resource): CheckOutcome<Message> {
  const update = valueAt(properties, 'deploy.update_config')
  const action = valueAt(update, 'failure_action')
  const data = { service: name }
  const at = action?.at ?? update?.at ?? line
  if (textOf(action) === 'rollback')
    return { kind: 'evidence', text: 'an update of service {service} that fails is rolled back', data, at }
  if ([valueAt(properties, 'deploy'), update, action].some(isOpen) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'how service {service} is updated is decided elsewhere',
      data,
      at,
    }
  return action === undefined
    ? { kind: 'problem', message: 'none', data, at }
    : { kind: 'problem', message: 'other', data: { ...data, action: textOf(action) ?? '' }, at }
}
