import {
  authoredTasks,
  commandOf,
  conditionsOf,
  defineCheck,
  moduleInsteadOf,
  namesIn,
  onlyLooks,
  isRunOnDemand,
  programOf,
  convergesByItself,
  taskName,
  wordsIn,
  z,
  type AnsibleTask,
} from '../../src/check-api/index.js'

/** Names that tell hosts apart and say nothing about what is to be done on one. */
const ABOUT_HOSTS =
  /^(?:ansible_\w+|ansible_facts|inventory_hostname\w*|group_names|groups|hostvars|and|or|not|in|is|defined|lower|int|bool|version|match|search|distribution\w*|os_family|[A-Z]\w*)$/

export default defineCheck({
  id: 'ansible-command-idempotence',
  title: 'Task reports a change on every run',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.DEP.2',
    'ops05-bp10.workflows.idempotency',
    'OPS05-BP03',
    'REL04-BP04',
    'ba.idempotence',
    'ba.small-steps',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    module: {
      text: 'Task {name} runs {program} again and reports a change on every run of the playbook.',
      remedy:
        'Use {module}, which acts only where the state differs, or say with creates, removes or changed_when what changes.',
    },
    command: {
      text: 'Task {name} runs {program} again and reports a change on every run of the playbook.',
      remedy: 'Say with creates or removes when there is nothing to do, or with changed_when what counts as a change.',
    },
    looks: {
      text: 'Task {name} only looks, and still reports a change on every run of the playbook.',
      remedy: 'Add changed_when: false.',
    },
  },

  *run({ infrastructure, files }) {
    const tasks = authoredTasks(infrastructure, files).filter(({ kind }) => kind === 'task')
    if (tasks.length === 0) return yield { kind: 'not-applicable', reason: 'there are no tasks of Ansible' }
    const open = tasks.filter((task) => commandOf(task) !== undefined && !saysWhatChanges(task) && !isConditional(task))
    for (const task of open) {
      const command = commandOf(task) ?? ''
      const { at } = task
      const data = { name: taskName(task), program: programOf(command) ?? 'a command' }
      const module = moduleInsteadOf(command)
      if (onlyLooks(command)) {
        yield { kind: 'problem', message: 'looks', data, at, severity: 'notice' }
      } else {
        const lesser = convergesByItself(command) ? ({ severity: 'notice' } as const) : {}
        if (module === undefined) yield { kind: 'problem', message: 'command', data, at, ...lesser }
        else yield { kind: 'problem', message: 'module', data: { ...data, module }, at, ...lesser }
      }
    }
    const good = tasks.filter((task) => !open.includes(task))
    const [first] = good
    if (first === undefined) return
    const text = '{count} tasks use modules that change only what differs, or say when their command changes something'
    yield { kind: 'evidence', text, data: { count: good.length }, at: first.at }
  },
})

function saysWhatChanges({ keywords, arguments: { entries } }: AnsibleTask): boolean {
  return keywords.entries.has('changed_when') || entries.has('creates') || entries.has('removes')
}

/**
 * Whether the task runs only where something else than the kind of host asks for it (Ansible Lint docs: no-changed-when), or
 * only when it is asked for by its tag.
 */
function isConditional(task: AnsibleTask): boolean {
  const onDemand = isRunOnDemand(task.file)
  const never = /\bnever\b/.test(wordsIn(task.keywords.entries.get('tags')))
  const inRescue = task.blocks.some(({ part }) => part === 'rescue')
  return onDemand || never || inRescue || conditionsOf(task).some((text) => namesIn(text).some(isAboutWork))
}

function isAboutWork(name: string): boolean {
  return !ABOUT_HOSTS.test(name)
}
