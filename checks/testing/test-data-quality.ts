import { dataWorkIn, defineTestPresenceCheck, type Intent, type Tests } from '../../src/check-api/index.js'

/** Tools that test the logic of transformations with given input, and not the data. */
const OF_LOGIC: ReadonlySet<string> = new Set(['pgtap', 'tsqlt'])

export default defineTestPresenceCheck({
  id: 'test-data-quality',
  title: 'Data sets without quality rules',
  confidence: 'medium',
  since: '0.1.0',
  practices: ['QA.DT.1', 'REL08-BP02'],
  does: 'apply rules to the data',
  intents: ['data-test'],
  counts: appliesRules,
  purpose: 'data-quality',
  alongside: new Set(['python', 'java']),
  messages: {
    none: {
      text: 'No rule says what must hold for the data of {what}.',
      remedy:
        'Declare rules and let the run that makes the data apply them. Looked for were data tests of dbt, Great Expectations, Soda, pandera, Deequ, assertions of Dataform and SQLMesh, expectations of Databricks and rule sets of AWS Glue.',
    },
  },
  notApplicable: ({ project }) =>
    dataWorkIn(project) === undefined ? 'no data pipelines or models are here' : undefined,
  *more({ infrastructure: { resources } }) {
    for (const { type, name, at } of resources) {
      if (type === 'aws_glue_data_quality_ruleset' || type === 'AWS::Glue::DataQualityRuleset')
        yield { kind: 'evidence', text: 'rule set {name} of AWS Glue says what must hold', data: { name }, at }
    }
  },
  absent: ({ project }) => {
    const found = dataWorkIn(project)
    return {
      kind: 'problem',
      message: 'none',
      data: { what: found?.what ?? '' },
      ...(found !== undefined && { at: found.at }),
    }
  },
})

/** Source freshness is not quality; dbt applies rules only where some are declared. */
function appliesRules({ tool, command }: Intent, { signs }: Tests): boolean {
  if (OF_LOGIC.has(tool) || command?.argv.some(({ text }) => text === 'freshness') === true) return false
  return tool !== 'dbt' || signs.some(({ purpose }) => purpose === 'data-quality')
}
