import {
  authoredTasks,
  commandOf,
  isRunOnDemand,
  onlyLooks,
  defineCheck,
  hasUnresolved,
  namesIn,
  taskName,
  textOf,
  truthOf,
  wordsIn,
  z,
  type AnsibleTask,
  type DictValue,
  type Value,
} from '../../src/check-api/index.js'

/** What says that a failure does not count, and the value that says so. */
const IGNORING: readonly (readonly [keyword: string, value: boolean])[] = [
  ['ignore_errors', true],
  ['failed_when', false],
  ['ignore_unreachable', true],
]

/** Modules that look, wait or speak. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set(
  'assert async_status debug fail fetch gather_facts package_facts pause ping reboot service_facts setup slurp stat wait_for wait_for_connection'
    .split(' ')
    .map((name) => `ansible.builtin.${name}`),
)

/** Commands that take something away. */
const REMOVES =
  /(?:^|[\s;&|])(?:rm|userdel|umount|(?:kubectl|docker|podman|helm|systemctl|ip|pm2)\s(?:.* )?(?:delete|rm|remove|uninstall|stop|disable|del|down|kill))\s/

export default defineCheck({
  id: 'ansible-ignore-errors',
  title: 'Task failure is ignored',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CD.3', 'ops05-bp10.boundaries.exception-handling', 'OPS06-BP01', 'ba.risk.faulty-automation'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    ignored: {
      text: 'Task {name} has {setting}, and nothing looks at its result: the play goes on as if it had worked.',
      remedy:
        'Name the failures that are fine in failed_when, register the result and act on it, or undo the change in the rescue part of a block.',
    },
  },

  *run({ infrastructure, files }) {
    const tasks = authoredTasks(infrastructure, files)
    if (tasks.length === 0) return yield { kind: 'not-applicable', reason: 'there are no tasks of Ansible' }
    const read = namesRead(infrastructure.ansible.tasks)
    for (const task of tasks) {
      const found = ignored(task)
      const name = taskName(task)
      const open = found === undefined && !isHarmless(task) ? decidedElsewhere(task) : undefined
      if (open !== undefined) {
        const reason = 'whether a failure of task {name} counts is decided elsewhere'
        yield { kind: 'unknown', origin: 'files', reason, data: { name }, at: open.at }
      }
      if (found === undefined) continue
      const { keyword, value } = found
      const register = textOf(task.keywords.entries.get('register'))
      if (register !== undefined && read.has(register)) {
        yield { kind: 'evidence', text: 'the result of task {name} is looked at later', data: { name }, at: task.at }
      } else if (!isHarmless(task)) {
        const data = { name, setting: `${keyword}: ${textOf(value) ?? ''}` }
        yield { kind: 'problem', message: 'ignored', data, at: value.at }
      }
    }
    const handled = tasks.find(({ blocks }) => blocks.some(({ hasRescue }) => hasRescue))
    if (handled !== undefined)
      yield { kind: 'evidence', text: 'a block has a rescue part for failures', at: handled.at }
  },
})

function ignored({ keywords, blocks }: AnsibleTask): { keyword: string; value: Value } | undefined {
  // The keyword that stands nearest counts.
  for (const { entries } of [keywords, ...blocks.map((block): DictValue => block.keywords).reverse()]) {
    for (const [keyword, wanted] of IGNORING) {
      const value = entries.get(keyword)
      if (truthOf(value) === wanted && value !== undefined) return { keyword, value }
      if (value !== undefined && keyword === 'ignore_errors') return undefined
    }
  }
  return undefined
}

/** An expression that may ignore failures; in check mode, where nothing was done, they may be expected. */
function decidedElsewhere({ keywords: { entries } }: AnsibleTask): Value | undefined {
  const value = entries.get('ignore_errors')
  const text = value?.kind === 'unresolved' ? value.text : (textOf(value) ?? '')
  const isOpen = text.includes('{{') && !text.includes('ansible_check_mode')
  return isOpen ? value : undefined
}

/** Whether the task handles a failure, takes away what may be gone already, or changes nothing on its host. */
function isHarmless(task: AnsibleTask): boolean {
  const { blocks, module, file, arguments: given } = task
  if (blocks.some(({ part }) => part !== 'block') || isRunOnDemand(file) || CHANGES_NOTHING.has(module)) return true
  if (['absent', 'stopped'].includes(textOf(given.entries.get('state')) ?? '')) return true
  const command = commandOf(task)
  return command !== undefined && (onlyLooks(command) || REMOVES.test(command))
}

/** Arguments that are expressions without braces: of `assert` and of `debug`. */
const EXPRESSIONS: ReadonlySet<string> = new Set(['that', 'var'])

/** The names that conditions and expressions of tasks hold, those that tasks give their results left out. */
function namesRead(tasks: readonly AnsibleTask[]): ReadonlySet<string> {
  const names = new Set<string>()
  const add = (value: Value): void => {
    for (const name of namesIn(wordsIn(value))) names.add(name)
  }
  for (const { keywords, arguments: given, blocks } of tasks) {
    for (const { entries } of [keywords, ...blocks.map((block) => block.keywords)])
      for (const [key, value] of entries) if (key !== 'register' && key !== 'name') add(value)
    for (const [key, value] of given.entries) if (EXPRESSIONS.has(key) || hasUnresolved(value)) add(value)
  }
  return names
}
