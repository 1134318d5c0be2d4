import { defineCheck, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'unreadable-file',
  title: 'A file cannot be read as what it claims to be',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [],
  needs: ['defects'],
  options: z.strictObject({}),
  messages: {
    broken: { text: '{reason}', remedy: 'Correct the file; what it holds is missing from every verdict until then.' },
  },

  *run({ defects }) {
    for (const { at, message, pipeline } of defects) {
      // A broken pipeline hides what runs; a broken manifest hides only itself.
      yield {
        kind: 'problem',
        message: 'broken',
        data: { reason: message },
        at,
        severity: pipeline ? 'error' : 'warning',
      }
    }
  },
})
