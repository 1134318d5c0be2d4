import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { textsIn } from '../common/texts.js'

/** A provisioner of Terraform that does something to a server after it was made. */
export interface Provisioner {
  /** `remote-exec`, `file`, `local-exec`. */
  readonly kind: string
  /** `changes` the server; what it does is `open` where an expression holds its commands. */
  readonly effect: 'changes' | 'open'
  readonly at: Location
}

/** Commands that wait, say or look, and leave a server as it is. */
const WAITING =
  /^(?:sudo\s+)?(?:cloud-init\s+status|sleep|echo|until|while|do\b|done|true|exit|uname|hostname|whoami|uptime|date|cat\s|ls\b|test\s|\[|set\s|if\b|then|fi\b|#|timeout\s.*cloud-init\s+status)/

/** Programs by which a command on the machine that runs Terraform reaches into another one. */
const REACHING: ReadonlySet<string> = new Set(
  'ansible ansible-playbook ssh sftp sshpass plink fab salt-ssh knife chef-run pyinfra'.split(' '),
)

/** Programs that copy, and do so to another machine if the last word names one: `user@host:path`. */
const COPYING: ReadonlySet<string> = new Set(['scp', 'rsync', 'pscp'])

/** What may stand before the program that a command runs. */
const BEFORE: ReadonlySet<string> = new Set(
  'until while if do then else ! ( { sudo env exec time nohup command'.split(' '),
)

/** Provisioners that were taken out with Terraform 0.15 and configure a server (Terraform docs: Provisioners). */
const OF_MANAGERS: ReadonlySet<string> = new Set(['chef', 'puppet', 'habitat', 'salt-masterless', 'ansible'])

/** The first provisioner of a resource that changes a server when it is made; one that may comes behind all that do. */
export function provisionerOf({ properties }: Resource): Provisioner | undefined {
  const found = itemsOf(properties.entries.get('provisioner'))
    .flatMap((block) => (block.kind === 'dict' ? [...block.entries] : []))
    .flatMap(([kind, body]) => judge(kind, body.kind === 'list' ? body.items[0] : body) ?? [])
  return found.find(({ effect }) => effect === 'changes') ?? found[0]
}

function judge(kind: string, body: Value | undefined): Provisioner | undefined {
  if (body?.kind !== 'dict' || isAtTheEnd(body)) return undefined
  const effect = effectOf(kind, body)
  return effect && { kind, effect, at: body.at }
}

function effectOf(kind: string, body: Value): Provisioner['effect'] | undefined {
  if (kind === 'file' || OF_MANAGERS.has(kind)) return 'changes'
  if (kind === 'local-exec')
    return textsIn(valueAt(body, 'command')).some((text) => text.split(/[;&|\n]/).some(reachesOut))
      ? 'changes'
      : undefined
  if (kind !== 'remote-exec') return undefined
  const inline = body.kind === 'dict' ? body.entries.get('inline') : undefined
  if (inline === undefined) return 'changes'
  const lines = textsIn(inline).flatMap((text) => text.split('\n'))
  if (inline.kind === 'unresolved') return 'open'
  return lines.every((line) => line.trim() === '' || WAITING.test(line.trim())) ? undefined : 'changes'
}

/** Whether one command of a script works on another machine. Expressions stand for what is not known. */
function reachesOut(command: string): boolean {
  const words = command.split(/\s/).flatMap((word) => word.replace(/["'()]/g, '') || [])
  const start = words.findIndex((word) => !BEFORE.has(word) && !/^\w+=/.test(word))
  const [program = '', ...rest] = start < 0 ? [] : words.slice(start)
  const name = program.slice(program.lastIndexOf('/') + 1)
  if (COPYING.has(name)) return /^[^@]*@.*:/.test(rest.at(-1) ?? '')
  if (name === 'aws') return rest[0] === 'ssm' && rest[1] === 'send-command'
  const isHere = rest.some(
    (word, index) => HERE.has(word) || (word === 'local' && /^(?:-c|--connection)$/.test(rest[index - 1] ?? '')),
  )
  return REACHING.has(name) && !isHere
}

/** Words by which Ansible works on the machine it runs on. */
const HERE: ReadonlySet<string> = new Set(['--connection=local', '-ilocalhost,', 'localhost,', 'localhost'])

/** `when = destroy`: it runs before the server goes away. */
function isAtTheEnd(body: Value): boolean {
  const when = valueAt(body, 'when')
  return (when?.kind === 'unresolved' ? when.text : textOf(when)) === 'destroy'
}
