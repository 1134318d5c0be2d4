import {
  callsOf,
  defineCheck,
  deployPaths,
  fileLocation,
  IMAGE_BUILDER_TYPES,
  isForUse,
  onceForEachKey,
  ownName,
  pathsFitting,
  provisionerOf,
  REPLACING,
  SERVER_TYPES,
  textOf,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type FileIndex,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'provisioner' | 'hook'

export default defineCheck({
  id: 'iac-in-place-change',
  title: 'Servers are changed after they are created',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.7',
    'SEC06-BP03',
    'REL08-BP04',
    'hc.maturity.l1.ssh-config',
    'hc.maturity.l2.user-data',
    'hc.maturity.l2.immutable-replacement',
    'hc.semi.immutable-infrastructure',
    'hc.automate.deployments.immutable',
    'hc.define.immutable',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    provisioner: {
      text: '{resource} is configured by a {kind} provisioner after it was made, which no plan shows and no second apply repeats.',
      remedy:
        'Build the image beforehand (Packer, EC2 Image Builder), leave the last settings to user data, and replace the server with its image.',
    },
    hook: {
      text: '{resource} runs cfn-hup, which changes its servers in place whenever the template changes.',
      remedy: 'Replace the servers instead: a new image in the launch template, with UpdatePolicy on the group.',
    },
  },

  *run({ infrastructure, delivery, files }) {
    const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const servers = resources.filter(({ type }) => SERVER_TYPES.has(type))
    const changed = resources.flatMap((resource) => judge(resource) ?? [])
    yield* onceForEachKey(
      changed,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['resource'])}, too`,
    )
    if (changed.some(({ kind }) => kind === 'problem')) return
    if (servers.length === 0 && changed.length === 0)
      return yield { kind: 'not-applicable', reason: 'no servers are declared here' }
    const played = playedByPipeline(delivery)
    if (played !== undefined) return yield played
    const replaced = imageOf(resources, files) ?? replacedWhole(servers)
    const reason = 'how {server} is set up after it was made is not seen here'
    if (replaced !== undefined) yield replaced
    else if (changed.length === 0)
      yield {
        kind: 'unknown',
        origin: 'files',
        reason,
        data: { server: servers[0]?.name ?? '' },
        ...placeOf(servers[0]),
      }
  },
})

function placeOf(resource: Resource | undefined): Partial<Pick<Resource, 'at'>> {
  return resource === undefined ? {} : { at: resource.at }
}

function judge(resource: Resource): CheckOutcome<Message> | undefined {
  const { type, name, at, properties, technology } = resource
  const data = { resource: technology === 'terraform' ? `${type}.${name}` : name }
  if (technology === 'cloudformation') {
    const isHook =
      SERVER_TYPES.has(type) && textsIn(valueAt(properties, '@Metadata.AWS::CloudFormation::Init')).some(startsHup)
    return isHook ? { kind: 'problem', message: 'hook', data, at } : undefined
  }
  const provisioner = technology === 'terraform' ? provisionerOf(resource) : undefined
  if (provisioner === undefined) return undefined
  const { kind, effect } = provisioner
  if (effect === 'open') {
    const reason = 'what the remote-exec provisioner of {resource} runs hangs on an expression'
    return { kind: 'unknown', origin: 'files', reason, data, at: provisioner.at }
  }
  return {
    kind: 'problem',
    message: 'provisioner',
    data: { ...data, kind },
    at: provisioner.at,
    because: callsOf(resource),
  }
}

/** A hook of the daemon that looks for changes of the template (CloudFormation docs: cfn-hup, hooks.d). */
function startsHup(text: string): boolean {
  return /\[cfn-auto-reloader-hook\]|triggers\s*=\s*post\.(?:add|update|remove)/.test(text)
}

/** Playbooks that a pipeline runs on hosts; whether they do so again and again is another check's. */
function playedByPipeline(delivery: Delivery): CheckOutcome<Message> | undefined {
  const found = deployPaths(delivery).filter(({ tool }) => tool === 'ansible')
  const [first] = found
  if (first === undefined) return undefined
  const data = { job: ownName(first.job) }
  const { at } = first
  if (found.some(({ triggers }) => triggers.some(({ kind }) => kind === 'schedule')))
    return { kind: 'evidence', text: 'job {job} brings the servers back to what is committed on a schedule', data, at }
  const reason = 'a playbook changes servers only when somebody changes the code'
  return { kind: 'implied', by: 'iac-drift-detection', reason, at }
}

/** Where images of servers are built as code. */
function imageOf(resources: readonly Resource[], files: FileIndex): CheckOutcome<never> | undefined {
  const built = resources.find(({ type }) => IMAGE_BUILDER_TYPES.test(type))
  if (built !== undefined)
    return { kind: 'evidence', text: '{name} builds images of servers', data: { name: built.name }, at: built.at }
  const template = pathsFitting(files.paths, [/\.pkr\.(?:hcl|json)$/]).find((path) => isForUse(path, files))
  return template === undefined
    ? undefined
    : {
        kind: 'evidence',
        text: 'Packer builds images of servers from {path}',
        data: { path: template },
        at: fileLocation(template),
      }
}

/** A group that replaces its servers when their definition changes. */
function replacedWhole(servers: readonly Resource[]): CheckOutcome<never> | undefined {
  for (const { type, name, properties } of servers) {
    for (const [path, wanted] of REPLACING.get(type) ?? []) {
      const value = valueAt(properties, path)
      if (value === undefined || (wanted !== undefined && !wanted.test(textOf(value) ?? ''))) continue
      return { kind: 'evidence', text: '{name} replaces its servers when they change', data: { name }, at: value.at }
    }
  }
  return undefined
}
