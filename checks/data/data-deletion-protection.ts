import {
  defineCheck,
  oncePerFile,
  settingsVerdict,
  statefulResources,
  z,
  type CheckOutcome,
  type StatefulResource,
} from '../../src/check-api/index.js'

type Message = 'switchedOff' | 'absent'

export default defineCheck({
  id: 'data-deletion-protection',
  title: 'Production data can be deleted by one apply',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.DLM.7', 'ops05-bp10.boundaries.exception-handling', 'OPS06-BP01', 'REL13-BP02'],
  judgesExamples: false,
  definitions: ['terraform', 'cloudformation', 'bicep', 'arm'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    switchedOff: {
      text: '{setting} of {resource} is {value}, and nothing else keeps its data when it is deleted or replaced.',
      remedy: 'Set {advice}, in production at least.',
    },
    absent: {
      text: '{resource} has nothing that keeps its data: one apply that deletes or replaces it deletes them.',
      remedy: 'Set {advice}, in production at least.',
    },
  },

  *run({ infrastructure, files }) {
    const judged = statefulResources(infrastructure, files).filter(({ kind }) => kind.protection.length > 0)
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no store of data with a setting against deletion is declared' }
    yield* oncePerFile(judged.map(judge))
  },
})

function judge({ resource, kind, production }: StatefulResource): CheckOutcome<Message> {
  const { verdict, setting, value, at } = settingsVerdict(resource, kind.protection)
  const name = `${resource.type} ${resource.name}`
  const data = { resource: name, type: resource.type, setting }
  if (verdict === 'safe')
    return { kind: 'evidence', text: '{resource} keeps its data when it is deleted ({setting})', data, at }
  if (verdict === 'open')
    return { kind: 'unknown', origin: 'files', reason: '{setting} of {resource} is decided elsewhere', data, at }
  const [first] = kind.protection
  const wanted =
    first !== undefined && first.safe !== 'written' && 'values' in first.safe ? first.safe.values[0] : 'true'
  const advice = `${first?.path.replace(/^@/, '') ?? ''} to ${wanted ?? 'true'}`
  return {
    kind: 'problem',
    message: value === undefined ? 'absent' : 'switchedOff',
    data: { ...data, advice, ...(value !== undefined && { value }) },
    at,
    // Which environment a shared module or template makes is not known: it may not be production.
    ...(!production && { severity: 'notice' as const }),
  }
}
