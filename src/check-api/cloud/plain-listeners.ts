import type { Location } from '../../core/location.js'
import type { Resource } from '../../models/index.js'
import { isOpen, itemsOf, referencesIn, textOf, truthOf, valueAt } from '../../models/value.js'
import type { Neighbours } from './neighbours.js'
import { atPlaceOf } from './resource-groups.js'
import { mayBeLeftOut } from '../common/open.js'

/** A listener of a load balancer that takes requests over HTTP. */
export interface PlainListener {
  readonly resource: Resource
  /**
   * `plain`: passes requests from the internet on. `redirect`: sends them to HTTPS. `inside`: is not reached from the
   * internet, or answers itself. `open`: that cannot be told.
   */
  readonly verdict: 'plain' | 'redirect' | 'inside' | 'open'
  readonly at: Location
}

interface ListenerWords {
  readonly protocol: string
  readonly action: string
  readonly actionType: string
  readonly balancer: string
}

const TERRAFORM: ListenerWords = {
  protocol: 'protocol',
  action: 'default_action',
  actionType: 'type',
  balancer: 'load_balancer_arn',
}
const LISTENERS: ReadonlyMap<string, ListenerWords> = new Map([
  ['aws_lb_listener', TERRAFORM],
  ['aws_alb_listener', TERRAFORM],
  [
    'AWS::ElasticLoadBalancingV2::Listener',
    { protocol: 'Protocol', action: 'DefaultActions', actionType: 'Type', balancer: 'LoadBalancerArn' },
  ],
])
const RULES = /^(?:aws_a?lb_listener_rule|AWS::ElasticLoadBalancingV2::ListenerRule)$/

/** The types of resources that {@link plainListener} knows. */
export const LISTENER_TYPES: readonly string[] = [...LISTENERS.keys()]

/** What becomes of plain requests to a listener; undefined if it takes none, or is no listener. */
export function plainListener(
  resource: Resource,
  neighbours: Neighbours,
  resources: readonly Resource[],
): PlainListener | undefined {
  const words = LISTENERS.get(resource.type)
  const protocol = words && valueAt(resource.properties, words.protocol)
  if (words === undefined || textOf(protocol)?.toUpperCase() !== 'HTTP' || isOpen(protocol)) return undefined
  const at = protocol?.at ?? resource.at
  const actions = valueAt(resource.properties, words.action)
  const types = itemsOf(actions).map((action) => textOf(valueAt(action, words.actionType)))
  if (types.includes('redirect')) return { resource, verdict: 'redirect', at }
  if (types.length > 0 && types.every((type) => type === 'fixed-response')) return { resource, verdict: 'inside', at }
  const isKnown = types.length > 0 && !types.includes(undefined) && !mayBeLeftOut(resource)
  if (!isKnown || redirectsByRule(resource, resources)) return { resource, verdict: 'open', at }
  const [balancer] = neighbours.named(resource, referencesIn(valueAt(resource.properties, words.balancer)))
  return { resource, verdict: reachOf(balancer), at }
}

function redirectsByRule(listener: Resource, resources: readonly Resource[]): boolean {
  return atPlaceOf(listener, resources).some(
    (rule) =>
      RULES.test(rule.type) &&
      referencesIn(rule.properties).some((reference) => namesIt(reference, listener)) &&
      itemsOf(valueAt(rule.properties, 'action') ?? valueAt(rule.properties, 'Actions')).some((action) =>
        ['type', 'Type'].some((key) => textOf(valueAt(action, key)) === 'redirect'),
      ),
  )
}

function namesIt(reference: string, { type, name, technology }: Resource): boolean {
  return technology === 'terraform' ? reference.startsWith(`${type}.${name}.`) : reference.startsWith(`Ref:${name}`)
}

/** Whether the load balancer faces the internet, which it does unless something else is said. */
function reachOf(balancer: Resource | undefined): PlainListener['verdict'] {
  if (balancer === undefined) return 'open'
  const internal = valueAt(balancer.properties, 'internal')
  const scheme = valueAt(balancer.properties, 'Scheme')
  if (isOpen(internal) || isOpen(scheme) || !balancer.complete) return 'open'
  return truthOf(internal) === true || textOf(scheme) === 'internal' ? 'inside' : 'plain'
}
