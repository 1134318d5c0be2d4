import {
  defineCheck,
  isForTrying,
  ofType,
  oncePerFile,
  settingsVerdict,
  statefulResources,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type Infrastructure,
  type Resource,
  type StatefulResource,
} from '../../src/check-api/index.js'

type Message = 'switchedOff' | 'absent'

/** What backs up other resources by tags, names or namespaces: AWS Backup, Data Lifecycle Manager, Velero, CloudNativePG. */
const BACKED_UP_ELSEWHERE: readonly { readonly pattern: RegExp; readonly covers: RegExp }[] = [
  { pattern: /^aws_backup_(?:selection|plan)$|^AWS::Backup::Backup(?:Selection|Plan)$/, covers: /^aws_|^AWS::/ },
  { pattern: /^velero\.io\/v\d\w*\/Schedule$/, covers: /\/v\d\w*\/\w+$/ },
  { pattern: /^postgresql\.cnpg\.io\/v1\/ScheduledBackup$/, covers: /^postgresql\.cnpg\.io\// },
]

export default defineCheck({
  id: 'data-backups',
  title: 'Production datastore has no backup or point-in-time recovery',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.DLM.7', 'REL13-BP02', 'REL13-BP05', 'hc.define.database'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    switchedOff: {
      text: '{setting} of {resource} is {value}: data that are lost or spoilt cannot be brought back.',
      remedy: 'Switch backups on with {advice}, and keep them as long as an error may stay unseen.',
    },
    absent: {
      text: '{resource} has no backups: data that are lost or spoilt cannot be brought back.',
      remedy: 'Switch backups on with {advice}, and keep them as long as an error may stay unseen.',
    },
  },

  *run({ infrastructure, files }) {
    const judged = statefulResources(infrastructure, files).filter(({ kind }) => kind.backups.length > 0)
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no store of data with a setting for backups is declared' }
    yield* oncePerFile(judged.map((each) => judge(each, infrastructure)))
  },
})

/** The snapshot of an instance that is restored (AWS docs: RestoreDBInstanceFromDBSnapshot). */
const RESTORED_FROM = ['snapshot_identifier', 'restore_to_point_in_time', 'DBSnapshotIdentifier']

function judge({ resource, kind, production }: StatefulResource, all: Infrastructure): CheckOutcome<Message> {
  const { verdict, setting, value, at } = settingsVerdict(resource, kind.backups)
  const data = { resource: `${resource.type} ${resource.name}`, type: resource.type, setting }
  if (verdict === 'safe') return { kind: 'evidence', text: '{resource} is backed up ({setting})', data, at }
  const open = { kind: 'unknown', origin: 'files', at } as const
  if (verdict === 'open') return { ...open, reason: '{setting} of {resource} is decided elsewhere', data }
  if (value === undefined && RESTORED_FROM.some((path) => valueAt(resource.properties, path) !== undefined))
    return { ...open, reason: '{resource} takes {setting} from the snapshot that it is made of', data }
  const other = coveredBy(resource, all)
  if (other !== undefined)
    return {
      ...open,
      reason: '{other} may back up {resource}',
      data: { ...data, other: `${other.type} ${other.name}` },
    }
  if (isTaggedForBackup(resource))
    return { ...open, reason: 'a tag of {resource} names backups, which a plan elsewhere may make', data }
  return {
    kind: 'problem',
    message: value === undefined ? 'absent' : 'switchedOff',
    data: { ...data, advice: setting, ...(value !== undefined && { value }) },
    at,
    // Which environment a shared module or template makes is not known: it may not be production.
    ...(!production && { severity: 'notice' as const }),
  }
}

function coveredBy({ type }: Resource, { resources }: Infrastructure): Resource | undefined {
  const covering = BACKED_UP_ELSEWHERE.filter(({ covers }) => covers.test(type))
  return covering.flatMap(({ pattern }) => ofType(resources, pattern)).find(({ file }) => !isForTrying(file))
}

/** Whether a tag names backups: plans choose what they back up by tags. */
function isTaggedForBackup({ properties }: Resource): boolean {
  const tags = [...properties.entries].flatMap(([key, value]) => (/^tags$/i.test(key) ? [value] : []))
  const names = tags.flatMap((value) => (value.kind === 'dict' ? [...value.entries.keys()] : []))
  return [...names, ...tags.flatMap((value) => textsIn(value))].some((text) => /backup/i.test(text))
}
