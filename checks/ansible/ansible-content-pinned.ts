import {
  authoredTasks,
  because,
  defineCheck,
  isAuthored,
  taskName,
  textOf,
  truthOf,
  z,
  type AnsibleRequirement,
  type AnsibleTask,
  type Because,
  type CheckOutcome,
} from '../../src/check-api/index.js'

/** Modules of packages, whose `state: latest` takes what is newest on the day. */
const PACKAGES =
  /^(?:ansible\.builtin\.(?:apt|dnf5?|yum|package|pip)|(?:community\.general\.)?(?:apk|gem|npm|pacman|snap|zypper|homebrew))$/

const BRANCH = /^(?:main|master|devel(?:op(?:ment)?)?|trunk|head|latest|\*)$/i

type Message = 'unpinned' | 'branch' | 'open' | 'latest'

export default defineCheck({
  id: 'ansible-content-pinned',
  title: 'Roles, collections or packages float',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.EAC.1', 'OPS05-BP03', 'hc.semi.pitfall.inconsistent-tooling', 'ba.versioning'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    unpinned: {
      text: '{name} has no version here, so each install may bring another one.',
      remedy: 'Add the version that you have tested.',
    },
    branch: {
      text: '{name} follows {version}, so each install may bring another state of it.',
      remedy: 'Name a released version, a tag or a commit.',
    },
    open: {
      text: '{name} takes any version that fits {version}, the next major one, too.',
      remedy: 'Name an exact version, or a range with an upper end.',
    },
    latest: {
      text: 'Task {name} has state: latest, so hosts get whatever version is newest on the day they are set up.',
      remedy: 'Use state: present with a version, and raise the version in a commit.',
    },
  },

  *run({ infrastructure, files }) {
    const wanted = infrastructure.ansible.requirements.filter(({ at }) => isAuthored(at.file, files))
    const packages = authoredTasks(infrastructure, files).filter(({ module }) => PACKAGES.test(module))
    if (wanted.length + packages.length === 0) {
      const reason = 'nothing of Ansible asks for roles, collections or packages of others'
      return yield { kind: 'not-applicable', reason }
    }
    const versions = new Set(wanted.flatMap(({ name, version }) => (version === undefined ? [] : [name])))
    // A role's dependency takes the version that a requirements file has installed.
    yield* byFile(wanted.filter(({ name, version }) => version !== undefined || !versions.has(name)).map(judge))
    for (const task of packages) {
      if (!takesLatest(task)) continue
      yield { kind: 'problem', message: 'latest', data: { name: taskName(task) }, at: task.at, severity: 'notice' }
    }
  },
})

/** What is wrong in the same way in one file is one finding, at the first place. */
function* byFile(outcomes: readonly CheckOutcome<Message>[]): Generator<CheckOutcome<Message>> {
  const first = new Map<string, Because[]>()
  for (const outcome of outcomes) {
    if (outcome.kind !== 'problem' || outcome.at === undefined) {
      yield outcome
      continue
    }
    const key = `${outcome.message} ${outcome.at.file}`
    const more = first.get(key)
    more?.push(because(outcome.at, `${String(outcome.data?.['name'])}, too`))
    if (more !== undefined) continue
    const others: Because[] = []
    first.set(key, others)
    yield { ...outcome, because: others }
  }
}

function judge({ name, version, source, at }: AnsibleRequirement): CheckOutcome<Message> {
  const data = { name }
  const good = { kind: 'evidence', text: '{name} has a fixed version', data, at } as const
  if (version === undefined) return isFixedSource(source) ? good : { kind: 'problem', message: 'unpinned', data, at }
  const text = textOf(version)
  if (text === undefined)
    return { kind: 'unknown', origin: 'files', reason: 'the version of {name} is an expression', data, at: version.at }
  const told = { data: { ...data, version: text }, at: version.at }
  if (BRANCH.test(text)) return { kind: 'problem', message: 'branch', ...told }
  const isOpen = /^\s*>/.test(text) && !text.includes('<')
  return isOpen ? { kind: 'problem', message: 'open', ...told, severity: 'notice' } : good
}

/** Archives whose name holds a version, and folders of the tree. */
function isFixedSource(source = ''): boolean {
  return (
    /^(?:\.{0,2}\/|file:)/.test(source) ||
    (/\.(?:tar\.gz|tgz|zip)$/.test(source) && /\d\.\d/.test(source)) ||
    /,[^,]*\d/.test(source)
  )
}

/** Playbooks that are there to update hosts may: they say so in their names. */
function takesLatest({ arguments: { entries }, file, name = '' }: AnsibleTask): boolean {
  if (textOf(entries.get('state')) !== 'latest' || textOf(entries.get('name')) === '*') return false
  if (['only_upgrade', 'update_only'].some((each) => truthOf(entries.get(each)) === true)) return false
  return !/(?:^|[^a-z])(?:patch|update|upgrade)/i.test(`${file.slice(file.lastIndexOf('/') + 1)} ${name}`)
}
