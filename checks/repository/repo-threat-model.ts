import { defineCheck, isOperated, recordsOf, z, type CheckOutcome } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'repo-threat-model',
  title: 'No threat model or risk assessment on file',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['QA.ST.3', 'OPS07-BP05', 'SEC01-BP07', 'SEC11-BP08'],
  judgesExamples: false,
  needs: ['project', 'delivery'],
  options: z.strictObject({}),
  messages: {
    empty: {
      text: '{what} is a title for a threat model, and names no threat.',
      remedy:
        'Write down what is worth protecting, who reaches it by which way, what could go wrong there, and what stands against it.',
    },
  },

  *run({ project, delivery }): Generator<CheckOutcome<'empty'>> {
    if (!isOperated(project, delivery))
      return yield { kind: 'not-applicable', reason: 'nothing is deployed from here that somebody could attack' }
    const { filled, empty } = recordsOf(project, 'threat-model')
    const [model] = filled
    const tool = project.dependencies.find(({ name }) => name === 'pytm')
    if (model !== undefined)
      yield { kind: 'evidence', text: '{what} says what threatens this', data: { what: model.what }, at: model.at }
    else if (tool !== undefined)
      yield { kind: 'evidence', text: 'threats are modelled with {tool}', data: { tool: tool.name }, at: tool.at }
    else if (empty.length > 0)
      for (const { what, at } of empty) yield { kind: 'problem', message: 'empty', data: { what }, at }
    else
      yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'there is no threat model here; it may be kept in another system',
        remedy: 'Keep it under docs/security, as threat-model.md or a file of your tool, or attest where it is.',
      }
  },
})
