import {
  backendWriter,
  defineCheck,
  onceForEachKey,
  rootModules,
  terraformCommands,
  stepsOf,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type DictValue,
  type FileIndex,
  type Pipelines,
  type TerraformModule,
} from '../../src/check-api/index.js'

type Message = 's3' | 'http' | 'consul' | 'switchedOff'

/** Backends that lock by themselves (Terraform docs: Backend Configuration, the pages of each). */
const LOCKING: ReadonlySet<string> = new Set('azurerm cloud cos gcs kubernetes pg remote oci'.split(' '))

/** Subcommands that write the state. A plan that does not lock can only be outdated. */
const WRITING: ReadonlySet<string> = new Set([
  'apply',
  'destroy',
  'import',
  'refresh',
  'state mv',
  'state rm',
  'state push',
  'taint',
])

export default defineCheck({
  id: 'tf-state-locking',
  title: 'State is not locked while it changes',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: [
    'DL.EAC.1',
    'ops05-bp10.workflows.idempotency',
    'ops05-bp10.workflows.safe-rerun',
    'REL04-BP04',
    'hc.full.concurrency-safe',
    'hc.define.version-control.remote-state',
    'ba.bottleneck.state-management',
  ],
  judgesExamples: false,
  definitions: ['terraform'],
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    s3: {
      text: 'The S3 backend of {folder} has no lock, so two runs at a time can destroy its state.',
      remedy: 'Add use_lockfile = true to the backend block.',
    },
    http: {
      text: 'The HTTP backend of {folder} has no lock_address, so two runs at a time can destroy its state.',
      remedy: 'Add lock_address and unlock_address, which the server must offer.',
    },
    consul: {
      text: 'The Consul backend of {folder} has its lock switched off, so two runs at a time can destroy its state.',
      remedy: 'Remove lock = false.',
    },
    switchedOff: {
      text: 'Command terraform {command} runs with -lock=false, so another run can change the state at the same time.',
      remedy: 'Remove the option; where runs meet, wait with -lock-timeout=5m.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const unlocked = commandsWithoutLock(pipelines)
    const roots = rootModules(infrastructure, pipelines).filter(
      (root) => root.backend !== undefined && root.backend.type !== 'local',
    )
    if (roots.length + unlocked.length === 0)
      return yield {
        kind: 'not-applicable',
        reason: 'no root module keeps its state in a place that several runs share',
      }
    // Several Terragrunt units share one remote_state.
    yield* onceForEachKey(
      roots.map((root) => judge(root, files, pipelines)),
      ({ message, at }) => [message, at?.file, at?.line, at?.column],
      ({ data }) => `the state of ${String(data?.['folder'])}, too`,
    )
    yield* unlocked
  },
})

function judge(root: TerraformModule, files: FileIndex, pipelines: Pipelines): CheckOutcome<Message> {
  const { folder, backend, generatedBy } = root
  const { type = '', settings, at = root.at } = backend ?? {}
  const data = { folder, backend: type }
  const lock = lockOf(type, settings)
  if (lock === 'own' || lock === 'set') {
    const text =
      lock === 'own' ? 'the backend {backend} of {folder} locks by itself' : 'the backend of {folder} has a lock'
    return { kind: 'evidence', text, data, at }
  }
  const writer =
    backend?.whole === true
      ? undefined
      : (generatedBy ?? (lock === 'off' ? undefined : backendWriter(root, files, pipelines)))
  const unknown = { kind: 'unknown', origin: 'files', at } as const
  if (writer !== undefined) {
    return { ...unknown, reason: '{by} may set the lock of the backend of {folder}', data: { ...data, by: writer } }
  }
  if (lock === 'elsewhere')
    return { ...unknown, reason: 'the settings of the backend of {folder} are given when it is initialized', data }
  if (lock === 'not known')
    return { ...unknown, reason: 'whether the backend {backend} of {folder} locks is not known', data }
  return { kind: 'problem', message: type as Message, data, at }
}

/** `own`: the backend always locks. `elsewhere`: options of `terraform init` bring the rest of its settings. */
function lockOf(
  type: string,
  settings: DictValue | undefined,
): 'own' | 'set' | 'none' | 'off' | 'elsewhere' | 'not known' {
  if (LOCKING.has(type)) return 'own'
  const has = (name: string) => settings?.entries.has(name) === true
  const isOff = (name: string) => truthOf(valueAt(settings, name)) === false
  switch (type) {
    case 's3':
      if (has('dynamodb_table') || (has('use_lockfile') && !isOff('use_lockfile'))) return 'set'
      if (isOff('use_lockfile')) return 'off'
      return has('bucket') && has('key') ? 'none' : 'elsewhere'
    case 'http':
      if (has('lock_address')) return 'set'
      return has('address') && textOf(valueAt(settings, 'address')) !== '' ? 'none' : 'elsewhere'
    case 'consul':
      return isOff('lock') ? 'off' : 'own'
    case 'oss':
      return has('tablestore_table') ? 'set' : 'not known'
    default:
      return 'not known'
  }
}

function commandsWithoutLock(pipelines: Pipelines): CheckOutcome<Message>[] {
  return stepsOf(pipelines, { actions: true }).flatMap(({ step }) =>
    terraformCommands(step)
      .filter(({ does, options }) => WRITING.has(does) && options.get('lock') === 'false')
      .map(({ does, command: { at, because } }) => ({
        kind: 'problem' as const,
        message: 'switchedOff' as const,
        data: { command: does },
        at,
        because,
      })),
  )
}
