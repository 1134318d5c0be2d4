import {
  authoredResources,
  because,
  callsOf,
  defineCheck,
  isForUse,
  itemsOf,
  onceForEachKey,
  textOf,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type DictValue,
  type FileIndex,
  type Infrastructure,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

/** Machines. */
const MACHINES = [
  'aws_instance',
  'aws_spot_instance_request',
  'aws_lightsail_instance',
  'azurerm_linux_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_windows_virtual_machine',
  'digitalocean_droplet',
  'exoscale_compute_instance',
  'google_compute_instance',
  'hcloud_server',
  'ibm_is_instance',
  'libvirt_domain',
  'linode_instance',
  'oci_core_instance',
  'openstack_compute_instance_v2',
  'proxmox_vm_qemu',
  'scaleway_instance_server',
  'vsphere_virtual_machine',
  'vultr_instance',
] as const

/** Blocks that stand for what is done to machines, and declare nothing themselves. */
const STAND_INS = ['null_resource', 'terraform_data'] as const

/** Machines that are made from one description and replaced, not changed. */
const REPLACED = [
  'AWS::AutoScaling::AutoScalingGroup',
  'aws_autoscaling_group',
  'aws_launch_template',
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_orchestrated_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
  'google_compute_instance_group_manager',
  'google_compute_region_instance_group_manager',
  'google_compute_instance_template',
] as const

/** Programs that a local-exec provisioner starts to change another machine. */
const REACHES_OUT =
  /(?:^|[\s;&|/])(?:ansible(?:-playbook)?|ssh|scp|sftp|rsync|fab|salt-ssh|knife|chef-run|pyinfra|winrm)\s/

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
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    provisioner: {
      text: '{resource} is set up by a {provisioner} provisioner after it was created, so no two machines need be the same.',
      remedy:
        'Bake what it needs into an image, for example with Packer, or into its first boot, and replace the machine.',
    },
  },

  *run({ infrastructure, files }) {
    const machines = authoredResources(infrastructure, files, ...MACHINES)
    const standIns = authoredResources(infrastructure, files, ...STAND_INS).filter(isAboutMachine)
    const replaced = authoredResources(infrastructure, files, ...REPLACED)
    if (machines.length + standIns.length + replaced.length === 0)
      return yield { kind: 'not-applicable', reason: 'no machine is declared here' }
    yield* onceForEachKey(
      [...machines, ...standIns].flatMap(changesOf),
      ({ at, data }) => [at?.file, data?.['provisioner']],
      ({ data }) => `${String(data?.['resource'])}, too`,
    )
    for (const { name, at } of replaced)
      yield { kind: 'evidence', text: 'machines of {name} are replaced as a whole', data: { name }, at }
    yield* untouched(machines, infrastructure, files)
  },
})

/** The provisioners of a resource that change a machine when it is made, the first of each kind. */
function changesOf(resource: Resource): CheckOutcome<'provisioner'>[] {
  const seen = new Set<string>()
  return provisionersOf(resource).flatMap(({ kind, body }) => {
    if (!changes(kind, body, resource) || seen.has(kind)) return []
    seen.add(kind)
    const data = { resource: `${resource.type} ${resource.name}`, provisioner: kind }
    return [{ kind: 'problem', message: 'provisioner', data, at: body.at, because: callsOf(resource) }]
  })
}

interface Provisioner {
  readonly kind: string
  readonly body: DictValue
}

function provisionersOf({ properties }: Pick<Resource, 'properties'>): Provisioner[] {
  return itemsOf(valueAt(properties, 'provisioner')).flatMap((block) =>
    block.kind === 'dict'
      ? Array.from(block.entries).flatMap(([kind, body]) => (body.kind === 'dict' ? [{ kind, body }] : []))
      : [],
  )
}

/** What runs when the resource is removed changes nothing; a local command only if it reaches out to a machine. */
function changes(kind: string, body: DictValue, { properties }: Resource): boolean {
  if (textOf(valueAt(body, 'when')) === 'destroy' || isWord(valueAt(body, 'when'), 'destroy')) return false
  if (kind === 'remote-exec') return !onlyWaits(body)
  if (kind === 'file') return provisionersOf({ properties }).some((each) => each.kind === 'remote-exec') === false
  return kind === 'local-exec' && textsOfCommand(body).some((text) => REACHES_OUT.test(` ${text} `))
}

/** `when = destroy` is a keyword, not a text. */
function isWord(value: Value | undefined, word: string): boolean {
  return value?.kind === 'unresolved' && value.text === word
}

/** Longer commands do more than wait. */
const LONGEST = 300

/** Commands that wait until the machine has started, or only say something, change nothing. */
function onlyWaits(body: DictValue): boolean {
  const commands = itemsOf(valueAt(body, 'inline')).map((item) => (textOf(item) ?? 'unknown').slice(0, LONGEST))
  return (
    commands.length > 0 &&
    commands.every((text) =>
      /^\s*(?:sudo\s+)?(?:cloud-init status|while\b.*sleep|until\b.*sleep|sleep|echo|true|:|exit|hostname|uptime)\b[^|>]*$/s.test(
        text,
      ),
    )
  )
}

function textsOfCommand(body: DictValue): string[] {
  const command = valueAt(body, 'command')
  return command?.kind === 'unresolved' ? [command.text] : textsIn(command)
}

/** Blocks that connect to a machine, or name one. */
function isAboutMachine(resource: Resource): boolean {
  return provisionersOf(resource).some(({ kind, body }) => changes(kind, body, resource))
}

/** Machines without provisioners: nothing changes them, unless playbooks do. */
function* untouched(
  machines: readonly Resource[],
  { ansible }: Infrastructure,
  files: FileIndex,
): Generator<CheckOutcome<'provisioner'>> {
  const play = ansible.plays.find(({ at }) => isForUse(at.file, files))
  for (const machine of machines) {
    if (changesOf(machine).length > 0) continue
    const data = { name: machine.name }
    if (play === undefined)
      yield { kind: 'evidence', text: 'nothing here changes machine {name} after it was created', data, at: machine.at }
    else {
      const reason = 'playbooks may change machine {name} after it was created'
      yield {
        kind: 'unknown',
        origin: 'files',
        reason,
        data,
        at: machine.at,
        because: [because(play.at, 'a play')],
      }
    }
  }
}
