import {
  commandOf,
  defineCheck,
  hasUnresolved,
  hostsOf,
  isAuthored,
  taskName,
  textOf,
  because,
  z,
  type AnsiblePlay,
  type AnsibleTask,
} from '../../src/check-api/index.js'

/** Words by which a play says that it brings a new version, and not the first state of a host. */
const DEPLOYS = /(?:^|[^a-z])(?:re)?(?:deploy(?:s|ment|ing)?|release|roll-?out|upgrade)(?![a-z])/i

/** Modules that start what they are told anew, with the states by which they do so; undefined is any but absent. */
const SERVICES: ReadonlyMap<string, string | undefined> = new Map([
  ['ansible.builtin.service', 'restarted'],
  ['ansible.builtin.systemd', 'restarted'],
  ['ansible.builtin.systemd_service', 'restarted'],
  ['ansible.builtin.sysvinit', 'restarted'],
  ['community.general.supervisorctl', 'restarted'],
  ['supervisorctl', 'restarted'],
  ['community.docker.docker_container', undefined],
  ['docker_container', undefined],
  ['community.docker.docker_compose_v2', undefined],
  ['community.docker.docker_compose', undefined],
  ['docker_compose', undefined],
  ['containers.podman.podman_container', undefined],
])

const COMMANDS =
  /\b(?:systemctl|supervisorctl|pm2|docker) (?:re)?(?:start|load)\b|\bservice \S+ restart\b|\bdocker(?: |-)compose .*\bup\b/

export default defineCheck({
  id: 'ansible-batched-rollout',
  title: 'Play changes all hosts at once',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.ADS.3',
    'ops05-bp10.boundaries.rollback',
    'OPS06-BP03',
    'REL08-BP05',
    'hc.app.deploy',
    'hc.full.progressive-delivery',
    'hc.automate.deployments.progressive',
    'hc.deploy.zero-downtime',
    'hc.deploy.rolling',
    'ba.risk.faulty-automation',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    several: {
      text: 'Play {play} deploys to all hosts of {hosts} at once: a bad version stops the service everywhere.',
      remedy: "Add serial: [1, '25%'] and max_fail_percentage: 0, so that it ends with the first host that fails.",
    },
    unknownNumber: {
      text: 'Play {play} deploys to {hosts} with neither serial nor throttle: if that is more than one host, all change at once.',
      remedy: "Add serial: [1, '25%'] and max_fail_percentage: 0, so that it ends with the first host that fails.",
    },
  },

  *run({ infrastructure: { ansible }, files }) {
    let applies = false
    // Who batches one play of a playbook has thought about the others.
    const batched = new Set(ansible.plays.flatMap((play) => (hasSerial(play) ? [play.file] : [])))
    for (const play of ansible.plays) {
      if (!isAuthored(play.file, files) || !deploys(play)) continue
      const number = hostsOf(play, ansible)
      const starts = [...play.tasks, ...play.handlers].filter(startsService)
      const [first] = starts
      if (number === 'controller' || number === 'one' || first === undefined) continue
      applies = true
      const { at } = play
      const data = { play: play.name ?? play.file, hosts: textOf(play.hosts) ?? 'the hosts that it is given' }
      const why = [because(first.at, `task ${taskName(first)} starts it anew`)]
      if (batched.has(play.file) || starts.every(isThrottled)) {
        yield { kind: 'evidence', text: 'the playbook of {play} changes hosts in batches', data, at }
      } else if (number === 'several') {
        yield { kind: 'problem', message: 'several', data, at, because: why }
      } else if (hasUnresolved(play.hosts)) {
        const reason = 'which hosts play {play} changes at once is decided elsewhere'
        yield { kind: 'unknown', origin: 'files', reason, data, at, because: why }
      } else yield { kind: 'problem', message: 'unknownNumber', data, at, because: why, severity: 'notice' }
    }
    if (!applies) yield { kind: 'not-applicable', reason: 'no play of Ansible deploys a service to more than one host' }
  },
})

/** Plays that set hosts up do not count: nothing runs there yet. */
function deploys({ name = '', file, roles }: AnsiblePlay): boolean {
  const own = file.slice(file.lastIndexOf('/') + 1)
  return [name, own, ...roles.map((role) => role.name)].some((text) => DEPLOYS.test(text))
}

function startsService(task: AnsibleTask): boolean {
  const command = commandOf(task)
  if (command !== undefined) return COMMANDS.test(command)
  if (!SERVICES.has(task.module)) return false
  const state = textOf(task.arguments.entries.get('state'))
  const wanted = SERVICES.get(task.module)
  return wanted === undefined ? state !== 'absent' && state !== 'stopped' : state === wanted
}

function hasSerial({ keywords: { entries } }: AnsiblePlay): boolean {
  const serial = entries.get('serial')
  return serial !== undefined && textOf(serial) !== '100%' && textOf(serial) !== '0'
}

function isThrottled({ keywords: { entries } }: AnsibleTask): boolean {
  return entries.has('throttle') || entries.has('run_once')
}
