import { defineCheck, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'test-focused-or-disabled',
  title: 'Focused test hides the rest, or disabled tests pile up',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CI.3', 'QA.FT.1', 'OPS05-BP02', 'ba.trap.test-coverage'],
  judgesExamples: false,
  needs: ['tests'],
  options: z.strictObject({
    maxDisabledShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.05),
    minDisabled: z._default(z.int().check(z.gte(1)), 3),
  }),
  messages: {
    focused: {
      text: '{construct} runs this test alone, so that the others of the suite never fail.',
      remedy: 'Remove the focus; a linter rule or the runner’s forbid-only option keeps it from coming back.',
    },
    disabled: {
      text: '{count} of {total} tests of {language} are switched off without a reason; the first is {construct}.',
      remedy:
        'Repair or delete them, or say why they are off: in the argument, or in a comment with a link to an issue.',
    },
  },

  *run({ tests }, { maxDisabledShare, minDisabled }) {
    const suites = tests.suites.filter(({ declared, disabled }) => declared + disabled.length > 0)
    if (suites.length === 0)
      return yield {
        kind: 'implied',
        by: 'test-suite-present',
        reason: 'there are no tests that could be switched off',
      }
    for (const { construct, at } of tests.focused)
      yield { kind: 'problem', message: 'focused', data: { construct }, at }
    for (const { language, files, declared, disabled, explained } of suites) {
      const total = Math.max(declared, disabled.length + explained)
      const [first] = disabled
      if (first !== undefined && disabled.length >= minDisabled && disabled.length > maxDisabledShare * total) {
        const data = { count: disabled.length, total, language, construct: first.construct }
        yield { kind: 'problem', message: 'disabled', data, at: first.at }
      } else if (!tests.focused.some((mark) => mark.language === language)) {
        const text =
          'nothing is focused in {files} test files of {language}, and {off} of {total} tests are switched off'
        yield { kind: 'evidence', text, data: { files, language, off: disabled.length + explained, total } }
      }
    }
  },
})
