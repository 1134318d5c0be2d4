import { defineCheck, z, type CheckOutcome, type FileIndex, type Settings } from '../../src/check-api/index.js'

type Record = NonNullable<Settings['attestations']>[number]

/** Words that stand where a statement should. */
const HOLLOW = /\b(?:todo|tbd|fixme|xxx+|lorem|placeholder|to be (?:done|defined|determined))\b/i

/** A statement has a subject and says something of it. */
const LEAST_WORDS = 3

export default defineCheck({
  id: 'repo-attestation-record',
  title: 'Human statement missing, incomplete or expired',
  severity: 'notice',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [],
  needs: ['settings', 'files'],
  options: z.strictObject({}),
  messages: {
    evidence: {
      text: 'The record of {practice} names {evidence} as its evidence, which is neither a file of this repository nor an address.',
      remedy: 'Name a path that is tracked here, or an address that starts with https://.',
    },
    statement: {
      text: 'The record of {practice} states nothing that a reader could hold against what he sees.',
      remedy: 'Say in one sentence what is true here: who does what, and how often.',
    },
  },

  *run({ settings: { attestations = [], today = '' }, files }): Generator<CheckOutcome<'evidence' | 'statement'>> {
    if (attestations.length === 0) return yield { kind: 'not-applicable', reason: 'nobody has attested anything here' }
    for (const record of attestations) yield* judge(record, files, today)
  },
})

function* judge(record: Record, files: FileIndex, today: string): Generator<CheckOutcome<'evidence' | 'statement'>> {
  const { id, statement, evidence, owner, attestedOn, expiresOn, at } = record
  const problems: CheckOutcome<'evidence' | 'statement'>[] = []
  if (!isShown(evidence, files))
    problems.push({ kind: 'problem', message: 'evidence', data: { practice: id, evidence }, at })
  if (HOLLOW.test(statement) || wordsIn(statement) < LEAST_WORDS)
    problems.push({ kind: 'problem', message: 'statement', data: { practice: id }, at })
  yield* problems
  // What has ended, or has dates that are none, is told where the records are read.
  if (problems.length > 0 || attestedOn === '' || (today !== '' && expiresOn < today)) return
  yield { kind: 'evidence', text: '{owner} vouches for {practice}', data: { owner, practice: id }, at }
}

function isShown(evidence: string, files: FileIndex): boolean {
  if (/^https?:\/\/[^\s/.]+\.\S+$/i.test(evidence.trim())) return true
  const path = evidence
    .trim()
    .replace(/^\.\//, '')
    .replace(/[#?].*/, '')
    .replace(/\/$/, '')
  return path !== '' && (files.has(path) || files.hasFolder(path))
}

const wordsIn = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0
