import {
  CREATING_COMMANDS,
  defineCheck,
  deployJobs,
  isGuardedCommand,
  noDeployment,
  opaque,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type Command,
  type Deployment,
  type Infrastructure,
} from '../../src/check-api/index.js'

/** Commands that fail, or make a second one, when the pipeline is run again, and what to run instead. */
const ONCE: readonly {
  readonly words: readonly string[]
  readonly with?: readonly string[]
  readonly without?: readonly string[]
  /** Only on a host that stays. */
  readonly remote?: true
  readonly instead: string
}[] = [
  ...[
    'namespace',
    'ns',
    'secret',
    'configmap',
    'cm',
    'deployment',
    'service',
    'svc',
    'ingress',
    'serviceaccount',
    'sa',
    'role',
    'rolebinding',
    'clusterrole',
    'clusterrolebinding',
  ].map((kind) => ({
    words: ['kubectl', 'create', kind],
    without: ['--dry-run'],
    instead: 'kubectl create … --dry-run=client -o yaml | kubectl apply -f -',
  })),
  { words: ['kubectl', 'create'], with: ['-f', '--filename'], without: ['--dry-run'], instead: 'kubectl apply -f' },
  { words: ['docker', 'run'], with: ['--name'], remote: true, instead: 'docker compose up --detach' },
  { words: ['helm', 'install'], without: ['--dry-run', '--replace'], instead: 'helm upgrade --install' },
  { words: ['aws', 'cloudformation', 'create-stack'], instead: 'aws cloudformation deploy' },
  ...CREATING_COMMANDS.filter(({ once }) => once === true).map(({ words }) => ({
    words,
    instead: 'a definition in infrastructure code',
  })),
  { words: ['aws', 's3api', 'create-bucket'], instead: 'a definition in infrastructure code' },
  { words: ['aws', 's3', 'mb'], instead: 'a definition in infrastructure code' },
  { words: ['aws', 'ecr', 'create-repository'], instead: 'a definition in infrastructure code' },
]

/** Commands that leave a host in a state that nobody can make again. Switching to an image or a release is none. */
const EDITS: readonly (readonly [program: string, subs: RegExp])[] = [
  ['git', /^(?:pull|reset|checkout|clone|merge|switch)$/],
  ['npm', /^(?:i|install|ci|run|update)$/],
  ['yarn', /^(?:|install|build|add)$/],
  ['pnpm', /^(?:i|install|build|run)$/],
  ['pip', /^install$/],
  ['pip3', /^install$/],
  ['poetry', /^install$/],
  ['composer', /^(?:install|update)$/],
  ['bundle', /^(?:|install|update)$/],
  ['apt', /^(?:install|upgrade|dist-upgrade)$/],
  ['apt-get', /^(?:install|upgrade|dist-upgrade)$/],
  ['yum', /^(?:install|update|upgrade)$/],
  ['dnf', /^(?:install|update|upgrade)$/],
  ['apk', /^add$/],
  ['docker', /^build$/],
  ['sed', /^(?:-i.*|--in-place.*)$/],
]

/** Tools that bring running hosts into a state, again and again: what they do can be repeated, and replaces nothing. */
const CHANGES_HOSTS: ReadonlySet<string> = new Set([
  'ansible',
  'chef',
  'puppet',
  'salt',
  'capistrano',
  'deployer',
  'rsync',
  'scp',
])

type Message = 'once' | 'inPlace'

export default defineCheck({
  id: 'deploy-imperative-commands',
  title: 'Deployment changes servers in place or is not repeatable',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CD.4',
    'ops05-bp10.workflows.idempotency',
    'OPS05-BP03',
    'SEC06-BP03',
    'REL04-BP04',
    'REL08-BP04',
    'hc.maturity.l1.ssh-config',
    'hc.maturity.l1.manual-install',
    'hc.maturity.l2.immutable-replacement',
    'hc.semi.immutable-infrastructure',
    'hc.automate.deployments.immutable',
    'hc.define.immutable',
    'ba.idempotence',
    'ba.small-steps',
  ],
  facets: {
    repeatable: [
      'DL.CD.4',
      'ops05-bp10.workflows.idempotency',
      'OPS05-BP03',
      'REL04-BP04',
      'ba.idempotence',
      'ba.small-steps',
    ],
    replaced: [
      'SEC06-BP03',
      'REL08-BP04',
      'hc.maturity.l1.ssh-config',
      'hc.maturity.l1.manual-install',
      'hc.maturity.l2.immutable-replacement',
      'hc.semi.immutable-infrastructure',
      'hc.automate.deployments.immutable',
      'hc.define.immutable',
    ],
  },
  needs: ['delivery', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    once: {
      text: '{command} fails when the deployment is run again.',
      remedy: 'Use what can be run twice: {instead}.',
    },
    inPlace: {
      text: '{command} changes a running host, whose state then hangs on every deployment before this one.',
      remedy: 'Build an image or an archive once, and let the host, or what replaces it, start that.',
    },
  },

  *run({ delivery, infrastructure }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    for (const deployment of deployJobs(delivery)) yield* judge(deployment, infrastructure)
  },
})

function* judge(
  { job, tool, at, intent }: Deployment,
  infrastructure: Infrastructure,
): Generator<CheckOutcome<Message>> {
  const commands = job.steps.flatMap((step) => step.commands)
  const found = problems(commands, infrastructure)
  if (found.length > 0) return yield* found
  const [hidden] = job.steps.flatMap((step) => step.opaque)
  if (hidden !== undefined) return yield opaque(hidden, 'change a host in place')
  const text = 'what job {job} does with {tool} can be run again'
  const seen = { kind: 'evidence', text, data: { job: job.id, tool }, at, because: intent?.because ?? [] } as const
  if (!CHANGES_HOSTS.has(tool)) return yield seen
  yield { ...seen, facet: 'repeatable' }
  const reason = '{tool} changes the hosts of job {job} where they run; whether they are ever replaced is not visible'
  yield { kind: 'unknown', origin: 'files', facet: 'replaced', reason, data: { job: job.id, tool }, at }
}

function problems(commands: readonly Command[], infrastructure: Infrastructure): CheckOutcome<Message>[] {
  const edit = commands.find(
    ({ remote, conditional, argv }) => remote === true && !conditional && editsHost(argv.map(({ text }) => text)),
  )
  const once = commands.flatMap((command, index): CheckOutcome<Message>[] => {
    const rule = ONCE.find((each) => fits(each, command))
    if (
      rule === undefined ||
      isGuardedCommand(command, commands.slice(0, index)) ||
      makesNewNames(command, infrastructure)
    )
      return []
    const data = { command: shown(command), instead: rule.instead }
    return [{ kind: 'problem', message: 'once', data, at: command.at, because: command.because }]
  })
  if (edit === undefined) return once
  const { at, because } = edit
  return [{ kind: 'problem', message: 'inPlace', data: { command: shown(edit) }, at, because }, ...once]
}

function editsHost([program = '', ...rest]: readonly string[]): boolean {
  if (program.startsWith('docker') && rest.includes('--build')) return true
  const first = rest.find((word) => program === 'sed' || !word.startsWith('-')) ?? ''
  return EDITS.some(([name, subs]) => name === program && subs.test(first))
}

function fits({ words, with: given, without, ...rule }: (typeof ONCE)[number], { argv, remote }: Command): boolean {
  const texts = argv.map(({ text }) => text)
  const operands = texts.filter((text) => !text.startsWith('-'))
  const has = (options: readonly string[]): boolean =>
    options.some((option) => texts.some((text) => text === option || text.startsWith(`${option}=`)))
  const [program, ...path] = words
  return (
    operands[0] === program &&
    (rule.remote === undefined || remote === true) &&
    operands.some((_, start) => start > 0 && path.every((word, index) => operands[start + index] === word)) &&
    (given === undefined || has(given)) &&
    (without === undefined || !has(without))
  )
}

/** `metadata.generateName`: every run makes one of its own, as is meant (Kubernetes docs: Object Names, generated names). */
function makesNewNames({ argv, directory }: Command, { resources }: Infrastructure): boolean {
  const files = argv.map(({ text }) => (directory === undefined || directory === '' ? text : `${directory}/${text}`))
  return resources.some(
    ({ file, properties }) =>
      files.includes(file) && textOf(valueAt(properties, 'metadata.generateName')) !== undefined,
  )
}

function shown({ argv }: Command): string {
  return argv
    .map(({ text }) => text)
    .slice(0, 6)
    .join(' ')
}
