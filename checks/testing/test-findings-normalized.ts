import {
  defineCheck,
  findingsOf,
  noPipeline,
  reachedByItself,
  SCAN_KINDS,
  systemWords,
  z,
  type CheckOutcome,
  type FindingsEnd,
  type Intent,
  type Known,
  type StepInJob,
  type Subjects,
} from '../../src/check-api/index.js'

/** How much is known of where findings end up, the best first: one collected scan of a tool is enough. */
const RANKS: readonly FindingsEnd['ends'][] = ['collected', 'kept', 'open', 'printed']

/** Names that a finding lists. */
const MAX_NAMES = 5

/** A tool, and the scan of it whose findings get furthest. */
interface Scanner {
  readonly intent: Intent
  readonly where: StepInJob
  readonly end: FindingsEnd
}

export default defineCheck({
  id: 'test-findings-normalized',
  title: 'Security findings end in logs instead of one place',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['QA.ST.2', 'AG.ACG.10', 'SEC04-BP04', 'SEC06-BP01', 'SEC11-BP02'],
  judgesExamples: false,
  needs: ['pipelines'],
  wants: ['security'],
  options: z.strictObject({}),
  messages: {
    nowhere: {
      text: 'Findings of {tools} are seen in their jobs alone; {count} scanners run, and no place collects findings.',
      remedy: 'Bring the findings of all to one place in one format: {way}.',
    },
    beside: {
      text: 'Findings of {tools} are seen in their jobs alone, while those of {other} go to {place}.',
      remedy: 'Bring them to the same place: {way}.',
    },
  },

  *run({ pipelines, security }) {
    const scanners = scannersIn(reachedByItself(pipelines, { schedule: true }).steps, security)
    if (scanners.length < 2) {
      const reason = 'fewer than two scanners run in pipelines'
      return yield noPipeline(pipelines, reason) ?? { kind: 'not-applicable', reason }
    }
    for (const { intent, end } of scanners) {
      const { tool, at, because } = intent
      if (end.ends === 'collected')
        yield { kind: 'evidence', text: 'findings of {tool} go to {place}', data: { tool, place: end.in }, at, because }
    }
    const printed = scanners.filter(({ end }) => end.ends === 'printed')
    if (printed.length > 0) return yield problemOf(printed, scanners)
    const open = scanners.find(({ end }) => end.ends !== 'collected')
    if (open !== undefined) yield unknownOf(open)
  },
})

function scannersIn(steps: readonly StepInJob[], security: Known<Subjects['security']>): Scanner[] {
  const scanning = security.known ? security.value.codeScanning : security
  const onHost = new Set(scanning.known ? scanning.value.tools.map((name) => name.toLowerCase()) : [])
  const byTool = new Map<string, Scanner>()
  for (const where of steps) {
    for (const intent of where.step.intents) {
      if (!SCAN_KINDS.has(intent.kind) || intent.kind === 'licence-scan') continue
      const end: FindingsEnd = onHost.has(intent.tool)
        ? { ends: 'collected', in: 'code scanning' }
        : findingsOf(where, intent)
      const before = byTool.get(intent.tool)
      if (before === undefined || RANKS.indexOf(end.ends) < RANKS.indexOf(before.end.ends))
        byTool.set(intent.tool, { intent, where, end })
    }
  }
  return [...byTool.values()]
}

function problemOf(printed: readonly Scanner[], all: readonly Scanner[]): CheckOutcome<'nowhere' | 'beside'> {
  const [first] = printed
  const names = printed.map(({ intent }) => intent.tool)
  const more = names.length - MAX_NAMES
  const listed = [...names.slice(0, MAX_NAMES), ...(more > 0 ? [`${more} more`] : [])]
  const tools = listed.length === 1 ? (listed[0] ?? '') : `${listed.slice(0, -1).join(', ')} and ${listed.at(-1) ?? ''}`
  const way = first === undefined ? '' : systemWords(first.where.pipeline.system).findings
  const collected = all.find(({ end }) => end.ends === 'collected')
  const place = collected?.end.ends === 'collected' ? collected.end.in : ''
  return {
    kind: 'problem',
    message: collected === undefined ? 'nowhere' : 'beside',
    data: { tools, way, count: all.length, other: collected?.intent.tool ?? '', place },
    ...(first !== undefined && { at: first.intent.at, because: first.intent.because }),
  }
}

function unknownOf({ intent: { tool, at, because }, end }: Scanner): CheckOutcome<never> {
  const what = end.ends === 'open' ? end.because : undefined
  if (what === undefined) {
    const reason = 'whether the findings of {tool} meet those of the others is decided elsewhere'
    return { kind: 'unknown', origin: 'hosting', reason, data: { tool }, at, because }
  }
  const reason = '{what} may take the findings of {tool} and cannot be looked into'
  return { kind: 'unknown', origin: 'files', reason, data: { what, tool }, at, because }
}
