import {
  authoredResources,
  defineCheck,
  isForUse,
  RESTORE_TESTS,
  restoresOf,
  settingsVerdict,
  statefulResources,
  undatedDrill,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

/** Plans by which backups are made here, so that their restore tests would stand beside them. */
const PLANS = ['aws_backup_plan', 'AWS::Backup::BackupPlan']

/** Other things that make backups: whoever operates them may test them from elsewhere. */
const OTHERS = [
  'velero.io/v1/Schedule',
  'postgresql.cnpg.io/v1/ScheduledBackup',
  'azurerm_data_protection_backup_vault',
  'azurerm_recovery_services_vault',
]

/** Names of records of drills. */
const RECORD =
  /(?:^|[/_.-])(?:restore|recovery|disaster-recovery|dr|backup)[_.-]?(?:tests?|drills?|exercises?|game-?days?)(?:[/_.-]|$)/i

export default defineCheck({
  id: 'data-restore-tested',
  title: 'Restoring is never exercised',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'QA.NT.6',
    'AG.DLM.1',
    'AG.DLM.7',
    'ops05-bp10.hardening.failure-simulation',
    'REL13-BP03',
    'REL13-BP05',
    'hc.maturity.l3.pre-promotion-tests',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    never: {
      text: 'Plan {plan} makes backups, and nothing here ever restores one: whether that can be done shows when it must.',
      remedy:
        'Add a restore testing plan of AWS Backup, or restore the newest backup in a scheduled pipeline and look at what comes out. Looked for were restore testing plans, scheduled jobs that restore, and records of drills.',
    },
  },

  *run({ infrastructure, pipelines, files }) {
    const plans = authoredResources(infrastructure, files, ...PLANS)
    const isBackedUp = plans.length > 0 || backsUp(infrastructure, files)
    if (!isBackedUp) return yield { kind: 'not-applicable', reason: 'no backups are made here' }
    const [test] = authoredResources(infrastructure, files, ...RESTORE_TESTS)
    const restores = restoresOf(pipelines, infrastructure).filter(({ at }) => isForUse(at.file, files))
    const [restore] = restores
    if (test !== undefined)
      return yield {
        kind: 'evidence',
        text: 'plan {name} restores backups to test them',
        data: { name: test.name },
        at: test.at,
      }
    if (restore?.by === 'schedule')
      return yield {
        kind: 'evidence',
        text: '{what} restores on a schedule',
        data: { what: restore.what },
        at: restore.at,
      }
    yield undecided(restore, files) ?? absent(plans)
  },
})

/** Whether a store has backups switched on, or something makes them. */
function backsUp(infrastructure: Infrastructure, files: FileIndex): boolean {
  const stores = statefulResources(infrastructure, files).filter(({ kind }) => kind.backups.length > 0)
  const isSafe = stores.some(({ resource, kind }) => settingsVerdict(resource, kind.backups).verdict === 'safe')
  return isSafe || authoredResources(infrastructure, files, ...OTHERS).length > 0
}

function undecided(
  restore: ReturnType<typeof restoresOf>[number] | undefined,
  files: FileIndex,
): CheckOutcome<never> | undefined {
  if (restore !== undefined) {
    const reason = 'how often somebody starts {what} is not known'
    return { kind: 'unknown', origin: 'hosting', reason, data: { what: restore.what }, at: restore.at }
  }
  return undatedDrill(files, RECORD)
}

function absent([plan]: readonly Resource[]): CheckOutcome<'never'> {
  if (plan !== undefined) return { kind: 'problem', message: 'never', data: { plan: plan.name }, at: plan.at }
  const reason = 'restores may be tested from elsewhere'
  const remedy = 'Attest to it, with the date of the last drill.'
  return { kind: 'unknown', origin: 'hosting', reason, remedy }
}
