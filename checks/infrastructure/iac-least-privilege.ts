import {
  AWS_GRANT_TYPES,
  awsGrants,
  callsOf,
  defineCheck,
  givesRoles,
  isForUse,
  neighboursIn,
  type Neighbours,
  onceForEachKey,
  roleGrant,
  z,
  type CheckOutcome,
  type Grant,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'everything' | 'administrator' | 'grants' | 'service' | 'role'

const KINDS: ReadonlySet<string> = new Set(AWS_GRANT_TYPES)

export default defineCheck({
  id: 'iac-least-privilege',
  title: 'Role grants everything, or may grant more to itself',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.SAD.2', 'SEC03-BP02', 'SEC03-BP04', 'SEC03-BP05', 'hc.define.security', 'hc.define.cicd-infra'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    everything: {
      text: '{resource} allows every action on everything: whoever gets at what has it can do whatever can be done.',
      remedy: 'Name the actions and the resources that are needed.',
    },
    administrator: {
      text: '{resource} hands {what} to a machine: whoever gets at it owns the account.',
      remedy: 'Grant the actions that are needed, or set a permissions boundary that says how far it may go.',
    },
    grants: {
      text: '{resource} allows {what} on everything: whoever has it can give himself every other right.',
      remedy:
        'Limit it to the roles in question, and demand a permissions boundary by the condition iam:PermissionsBoundary.',
    },
    service: {
      text: '{resource} allows {what} on all resources, to delete and to share them, too.',
      remedy: 'Name the actions that are needed, and the resources.',
    },
    role: {
      text: '{resource} gives a machine {what} on {on}: whoever gets at it can do everything there.',
      remedy: 'Give it the narrower roles that it needs, on the resources that it works with.',
    },
  },

  *run({ infrastructure: { resources }, files }) {
    const neighbours = neighboursIn(resources)
    const judged = resources.filter((each) => (KINDS.has(each.type) || givesRoles(each)) && isForUse(each.file, files))
    const outcomes = judged.flatMap((each) => ofPolicy(each, neighbours) ?? ofRole(each) ?? [])
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'no rights are granted here' }
    yield* onceForEachKey(
      outcomes,
      // A binding that is copied from cluster to cluster is one.
      ({ message, at, data }) => [message, message === 'role' ? data?.['resource'] : at?.file],
      ({ data }) => `${String(data?.['resource'])}: ${String(data?.['what'])}, too`,
    )
  },
})

function ofPolicy(resource: Resource, neighbours: Neighbours): CheckOutcome<Message> | undefined {
  const [worst] = awsGrants(resource, neighbours)
  return worst && outcomeOf(resource, worst)
}

function outcomeOf(resource: Resource, { kind, what, at }: Grant): CheckOutcome<Message> {
  const data = { ...nameOf(resource), what }
  if (kind === 'narrow')
    return { kind: 'evidence', text: '{resource} grants what it names, or within a boundary', data, at }
  if (kind === 'open')
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'what {resource} grants, or to whom, is decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: kind, data, at, because: callsOf(resource) }
}

function ofRole(resource: Resource): CheckOutcome<Message> | undefined {
  const grant = roleGrant(resource)
  if (grant === undefined) return undefined
  const { verdict, role, on, at } = grant
  const data = { ...nameOf(resource), what: role, on }
  if (verdict === 'narrow')
    return { kind: 'evidence', text: '{resource} grants a role that is made for something', data, at }
  if (verdict === 'open')
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'which role {resource} grants, or on what, is decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: verdict === 'all' ? 'everything' : 'role', data, at, because: callsOf(resource) }
}

function nameOf({ type, name }: Resource) {
  return { resource: `${type} ${name}` }
}
