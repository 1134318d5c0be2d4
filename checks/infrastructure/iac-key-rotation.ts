import {
  authoredResources,
  defineCheck,
  isOpen,
  onceForEachKey,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'off' | 'absent'

/** A kind of key that is rotated by itself if a property says so. */
interface KeyKind {
  readonly property: string
  /** Whether the value switches rotation on; absent values do not. */
  readonly isOn: (value: Value) => boolean
  /** Whether a key of these properties can be rotated by itself at all. */
  readonly rotates: (properties: Value) => boolean
}

const isTrue = (value: Value): boolean => truthOf(value) === true
const isWritten = (): boolean => true
const always = (): boolean => true

/** AWS KMS Developer Guide, "Rotate AWS KMS keys": symmetric keys whose material AWS KMS made. */
function isSymmetric(properties: Value): boolean {
  const spec = ['customer_master_key_spec', 'key_spec', 'KeySpec'].map((key) => textOf(valueAt(properties, key)))
  const usage = ['key_usage', 'KeyUsage'].map((key) => textOf(valueAt(properties, key)))
  const origin = textOf(valueAt(properties, 'Origin'))
  const store = ['custom_key_store_id', 'xks_key_id'].some((key) => valueAt(properties, key) !== undefined)
  return (
    !store &&
    origin !== 'EXTERNAL' &&
    spec.every((each) => each === undefined || each === 'SYMMETRIC_DEFAULT') &&
    usage.every((each) => each === undefined || each === 'ENCRYPT_DECRYPT')
  )
}

/** Google Cloud KMS documentation, "Key rotation": symmetric encryption keys alone. */
function isForEncryption(properties: Value): boolean {
  const purpose = textOf(valueAt(properties, 'purpose'))
  return purpose === undefined || purpose === 'ENCRYPT_DECRYPT'
}

const KINDS: ReadonlyMap<string, KeyKind> = new Map([
  ['aws_kms_key', { property: 'enable_key_rotation', isOn: isTrue, rotates: isSymmetric }],
  ['AWS::KMS::Key', { property: 'EnableKeyRotation', isOn: isTrue, rotates: isSymmetric }],
  ['google_kms_crypto_key', { property: 'rotation_period', isOn: isWritten, rotates: isForEncryption }],
  ['azurerm_key_vault_key', { property: 'rotation_policy', isOn: isWritten, rotates: always }],
])

export default defineCheck({
  id: 'iac-key-rotation',
  title: 'Keys are never rotated',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['AG.SAD.7', 'SEC02-BP03', 'SEC02-BP05', 'hc.secure.cicd-secrets.rotate'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    off: {
      text: 'Rotation of {key} is switched off, so what leaks of it once stays readable for ever.',
      remedy: 'Set {property} to true.',
    },
    absent: {
      text: 'Key {key} is never rotated by itself: what leaks of it once stays readable for ever.',
      remedy: 'Set {property}; data that are encrypted already stay readable.',
    },
  },

  *run({ infrastructure, files }) {
    const outcomes = authoredResources(infrastructure, files, ...KINDS.keys()).flatMap((key) => judge(key) ?? [])
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no key that could be rotated by itself is declared' }
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['key'])}, too`,
    )
  },
})

function judge({ type, name, properties, complete, at: line }: Resource): CheckOutcome<Message> | undefined {
  const kind = KINDS.get(type)
  if (kind === undefined || !kind.rotates(properties)) return undefined
  const { property, isOn } = kind
  const value = valueAt(properties, property)
  const data = { key: name, property }
  const at = value?.at ?? line
  if (value !== undefined && isOn(value)) return { kind: 'evidence', text: 'key {key} is rotated by itself', data, at }
  if (isOpen(value) || !complete)
    return { kind: 'unknown', origin: 'files', reason: 'whether key {key} is rotated is decided elsewhere', data, at }
  return { kind: 'problem', message: value === undefined ? 'absent' : 'off', data, at }
}
