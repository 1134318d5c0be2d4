import {
  because,
  defineCheck,
  isAuthored,
  isForUse,
  secretsOf,
  taskName,
  z,
  type AnsibleTask,
  type Because,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
  type SecretLiteral,
} from '../../src/check-api/index.js'

type Message = 'written' | 'literal' | 'named'

/** Places that one finding names beside its own. */
const MOST_NAMED = 10

const MESSAGES = { form: 'written', place: 'literal', name: 'named' } as const

export default defineCheck({
  id: 'iac-secret-literal',
  title: 'Secret written into infrastructure code',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'AG.SAD.1',
    'AG.SAD.7',
    'SEC02-BP03',
    'hc.maturity.l2.exit.central-secrets',
    'hc.semi.secrets',
    'hc.semi.pitfall.hardcoded-secrets',
    'hc.gitops.no-secrets-in-git',
    'hc.define.immutable.no-secrets-in-artifacts',
    'hc.monitor.agents.secrets',
    'ba.central-secrets',
    'ba.debt.hardcoded-config',
    'ba.bottleneck.secrets-management',
  ],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm', 'kubernetes', 'helm', 'compose'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    written: {
      text: '{key} of {resource} holds what has the form of a {what}.',
      remedy: 'Revoke it, as the history keeps it, and read a new one from a store of secrets.',
    },
    literal: {
      text: '{key} of {resource} is written out, so everybody who reads the repository knows it.',
      remedy: 'Change it, as the history keeps it, and let the service make it or read it from a store of secrets.',
    },
    named: {
      text: '{key} of {resource} holds a text that looks like a credential.',
      remedy: 'If it is one, revoke it, as the history keeps it, and read a new one from a store of secrets.',
    },
  },

  *run({ infrastructure, files }) {
    const resources = [...infrastructure.resources, ...ansibleOf(infrastructure)].filter(({ file, technology }) =>
      technology === undefined ? isAuthored(file, files) : isForUse(file, files),
    )
    const outcomes = onceForEachSecret(resources)
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no infrastructure code that was read names a secret' }
    yield* outcomes
  },
})

type Part = Omit<Resource, 'technology'> & { readonly technology?: Resource['technology'] }

/** Arguments of tasks, and variables of plays and tasks. */
function ansibleOf({ ansible }: Infrastructure): Part[] {
  const part = (
    { file, at }: Pick<AnsibleTask, 'file' | 'at'>,
    name: string,
    properties: Part['properties'],
  ): Part => ({
    ...{ type: 'task', name, file, at, properties, complete: true },
  })
  const vars = (each: Pick<AnsibleTask, 'file' | 'at'>, name: string, keywords: Part['properties']): Part[] => {
    const own = ['vars', 'environment'].flatMap((key) => keywords.entries.get(key) ?? [])
    return own.flatMap((value) => (value.kind === 'dict' ? [part(each, name, value)] : []))
  }
  return [
    ...ansible.plays.flatMap((play) => vars(play, play.name ?? 'play', play.keywords)),
    ...ansible.tasks.flatMap((task) => [
      part(task, taskName(task), task.arguments),
      ...vars(task, taskName(task), task.keywords),
    ]),
  ]
}

interface Found {
  readonly resource: Part
  readonly first: SecretLiteral
  readonly others: SecretLiteral[]
}

/** One finding for each resource; a secret that is seen again belongs to the first that holds it. */
function onceForEachSecret(resources: readonly Part[]): CheckOutcome<Message>[] {
  const found = new Map<string, Found>()
  const evidence: CheckOutcome<Message>[] = []
  for (const resource of resources) {
    const { literals, elsewhere } = secretsOf(resource)
    for (const literal of literals) add(found, resource, literal)
    if (literals.length > 0 || elsewhere === undefined) continue
    const data = { key: elsewhere.key, resource: resource.name }
    const at = elsewhere.value.at
    evidence.push({ kind: 'evidence', text: '{key} of {resource} is no literal', data, at })
  }
  return [...[...new Set(found.values())].map(problemOf), ...evidence]
}

function add(found: Map<string, Found>, resource: Part, literal: SecretLiteral): void {
  const { file, line, column } = resource.at
  const own = `${file}:${line}:${column}`
  const secret = `secret ${literal.conceals.join('\n')}`
  const known = found.get(secret) ?? found.get(own)
  const group = known ?? { resource, first: literal, others: [] }
  if (known !== undefined) group.others.push(literal)
  found.set(secret, group)
  if (!found.has(own)) found.set(own, group)
}

function problemOf({ resource, first, others }: Found): CheckOutcome<Message> {
  const { key, what, at, shownBy } = first
  const places = new Set([`${at.file}:${at.line}`])
  const also = others.flatMap((other): Because[] => {
    const place = `${other.at.file}:${other.at.line}`
    return !places.has(place) && places.add(place).size > 0 ? [because(other.at, `${other.key}, too`)] : []
  })
  return {
    kind: 'problem',
    message: MESSAGES[shownBy],
    data: { key, resource: resource.name, ...(what !== undefined && { what }) },
    at,
    ...(shownBy === 'name' && { severity: 'warning' }),
    ...(also.length > 0 && { because: also.slice(0, MOST_NAMED) }),
    conceals: [first, ...others].flatMap(({ conceals }) => conceals),
  }
}
