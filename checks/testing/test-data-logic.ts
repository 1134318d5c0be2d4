import { dataWorkIn, defineTestPresenceCheck, type Intent, type Tests } from '../../src/check-api/index.js'

/** Tools whose test command computes expected output from given input. */
const OF_LOGIC: ReadonlySet<string> = new Set(['pgtap', 'tsqlt', 'sqlmesh', 'dataform'])

export default defineTestPresenceCheck({
  id: 'test-data-logic',
  title: 'Data transformations without tests',
  confidence: 'medium',
  since: '0.1.0',
  practices: ['QA.DT.3', 'REL08-BP02'],
  does: 'test the transformations',
  intents: ['data-test'],
  counts: testsLogic,
  purpose: 'data-logic',
  alongside: new Set(['python', 'java']),
  messages: {
    none: {
      text: '{what} transforms data, and no test compares its output for known input.',
      remedy:
        'Write a test with given rows and expected rows. Looked for were unit_tests of dbt, tests of SQLMesh and Dataform, tests on Spark and pandas (chispa, pandas.testing), pgTAP, tSQLt and the TestPipeline of Beam.',
    },
  },
  notApplicable: ({ project }) =>
    dataWorkIn(project) === undefined ? 'no data pipelines or models are here' : undefined,
  absent: ({ project }) => {
    const found = dataWorkIn(project)
    const python = project.languages.find(({ language }) => language === 'python')
    const [test] = found?.kind === 'data-pipeline' ? (python?.testFiles ?? []) : []
    if (test !== undefined) {
      const reason = '{test} tests something, and whether that is a transformation cannot be told'
      return { kind: 'unknown', origin: 'files', reason, data: { test } }
    }
    return {
      kind: 'problem',
      message: 'none',
      data: { what: found?.what ?? '' },
      ...(found !== undefined && { at: found.at }),
    }
  },
})

/** dbt computes expected output only where unit tests are declared. */
function testsLogic({ tool, command }: Intent, { signs }: Tests): boolean {
  if (tool === 'dbt') return signs.some(({ purpose, named }) => purpose === 'data-logic' && named !== true)
  return OF_LOGIC.has(tool) && command?.argv.some(({ text }) => text === 'audit') !== true
}
