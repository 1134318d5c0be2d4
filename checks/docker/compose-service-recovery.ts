import {
  defineCheck,
  hasUnresolved,
  imageHealth,
  itemsOf,
  lastingServices,
  onceForEachKey,
  restarts,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type ComposeService,
  type ImageBuild,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'neither' | 'health' | 'restart'

export default defineCheck({
  id: 'compose-service-recovery',
  title: 'Compose service neither checks its health nor restarts',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['O.SI.4', 'REL11-BP01', 'REL11-BP03', 'hc.maturity.l3.self-healing'],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'imageBuilds', 'files'],
  options: z.strictObject({}),
  messages: {
    neither: {
      text: 'Service {service} has neither a restart policy nor a healthcheck: it stays down when it ends, and nothing tells when it no longer answers.',
      remedy: 'Set restart: unless-stopped, and a healthcheck that asks it whether it can serve.',
    },
    health: {
      text: 'Service {service} has no healthcheck, so nothing tells when it runs and no longer answers.',
      remedy: 'Add a healthcheck that asks it whether it can serve.',
    },
    restart: {
      text: 'Service {service} has no restart policy, so it stays down when it ends or its machine starts anew.',
      remedy: 'Set restart: unless-stopped.',
    },
  },

  *run({ infrastructure, delivery, imageBuilds, files }) {
    const services = lastingServices(infrastructure, delivery, files)
    const awaited = namesAwaited(services, isEnd)
    const asked = namesAwaited(services, () => true)
    const outcomes = services
      .filter((service) => !isOnDemand(service) && !awaited.has(keyOf(service.resource, service.resource.name)))
      .map((service) => judge(service, imageBuilds, asked))
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no Compose file is for a lasting environment' }
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `service ${String(data?.['service'])}, too`,
    )
  },
})

/** The services that others of the same file wait for, on a condition. */
function namesAwaited(services: readonly ComposeService[], fits: (condition: string) => boolean): ReadonlySet<string> {
  return new Set(
    services.flatMap(({ resource, parts }) =>
      parts.flatMap(({ properties }) => {
        const list = properties.entries.get('depends_on')
        const names: readonly (readonly [string, Value | undefined])[] =
          list?.kind === 'dict'
            ? [...list.entries]
            : itemsOf(list).map((item) => [textOf(item) ?? '', undefined] as const)
        return names
          .filter(([, value]) => fits(textOf(valueAt(value, 'condition')) ?? ''))
          .map(([name]) => keyOf(resource, name))
      }),
    ),
  )
}

function isEnd(condition: string): boolean {
  return condition === 'service_completed_successfully'
}

function keyOf({ file }: Resource, name: string): string {
  return `${file} ${name}`
}

/** What is started for a while, or by hand: tools, jobs, and what says that it must not come back. */
function isOnDemand({ parts }: ComposeService): boolean {
  return parts.some(({ properties }) => {
    const restart = valueAt(properties, 'restart')
    const mode = textOf(valueAt(properties, 'deploy.mode')) ?? ''
    return (
      properties.entries.has('profiles') ||
      truthOf(restart) === false ||
      mode.endsWith('-job') ||
      textOf(valueAt(properties, 'deploy.restart_policy.condition')) === 'none'
    )
  })
}

function judge(
  service: ComposeService,
  builds: readonly ImageBuild[],
  asked: ReadonlySet<string>,
): CheckOutcome<Message> {
  const { resource, parts, swarm, certain } = service
  const data = { service: resource.name }
  const unknown = { kind: 'unknown', origin: 'files', data, at: resource.at } as const
  const comesBack = swarm || parts.some(restarts)
  const health = healthOf(parts, builds)
  const needsHealth = asked.has(keyOf(resource, resource.name)) || parts.some(isReached)
  const fine = comesBack && (health === 'checked' || !needsHealth)
  if (fine) return { kind: 'evidence', text: 'service {service} comes back by itself', data, at: resource.at }
  const extended = parts.some(({ properties }) => properties.entries.has('extends'))
  if (extended || parts.some(({ properties }) => hasUnresolved(properties.entries.get('restart'))))
    return { ...unknown, reason: 'a part of service {service} is set elsewhere' }
  const unchecked = needsHealth && health === 'unchecked'
  if (comesBack && !unchecked) return { ...unknown, reason: 'the image of {service} may have a health check' }
  if (!certain) return { ...unknown, reason: 'only its name says that {service} is run to last' }
  const message = comesBack ? 'health' : unchecked ? 'neither' : 'restart'
  return { kind: 'problem', message, data, at: resource.at }
}

function isReached({ properties }: Resource): boolean {
  return ['ports', 'expose'].some((key) => itemsOf(properties.entries.get(key)).length > 0)
}

/** By the file, by the Dockerfile that it builds, or by an image that is known to have no check. */
function healthOf(parts: readonly Resource[], builds: readonly ImageBuild[]): 'checked' | 'unchecked' | 'unknown' {
  const check = parts.map(({ properties }) => properties.entries.get('healthcheck')).find((each) => each !== undefined)
  if (check !== undefined) {
    const off = truthOf(valueAt(check, 'disable')) === true || textOf(valueAt(check, 'test')) === 'NONE'
    return off ? 'unchecked' : 'checked'
  }
  const [built] = parts.filter(({ properties }) => properties.entries.has('build'))
  const [first] = parts
  const from = built ?? parts.find(({ properties }) => properties.entries.has('image')) ?? first
  return from === undefined ? 'unknown' : imageHealth(from, builds)
}
