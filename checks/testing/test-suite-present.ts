import { defineCheck, fileLocation, pathsFitting, z, type RepositoryKind } from '../../src/check-api/index.js'

/** Languages in which a test file is known by its name or place. */
const CONVENTION = new Set(['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'dotnet', 'php'])
/** Settings of generators of documentation sites, whose themes are written in a programming language. */
const DOCUMENT_SITE = /\/(?:docusaurus|gatsby|gridsome)[.-]config\.[cm]?[jt]s$/
const JUDGED: ReadonlySet<RepositoryKind> = new Set(['application', 'library'])

export default defineCheck({
  id: 'test-suite-present',
  title: 'Code without tests',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.3',
    'QA.FT.1',
    'OPS05-BP02',
    'OPS05-BP07',
    'REL08-BP02',
    'hc.app.test',
    'ba.automated-testing',
    'ba.trap.test-coverage',
  ],
  needs: ['project', 'files'],
  options: z.strictObject({
    minFiles: z._default(z.int().check(z.gte(1)), 5),
    minShare: z._default(z.number().check(z.gte(0), z.lte(1)), 0.2),
  }),
  messages: {
    none: {
      text: 'No test file was found for {language}, which has {count} source files.',
      remedy: 'Start with a test of the code that changes most, where the language’s test runner finds it.',
    },
  },

  *run({ project, files }, { minFiles, minShare }) {
    if (!JUDGED.has(project.kind)) {
      return yield { kind: 'not-applicable', reason: 'the repository is of kind {kind}', data: { kind: project.kind } }
    }
    const sites = pathsFitting(files.paths, [DOCUMENT_SITE]).map((path) => path.replace(/(?<![^/])[^/]*$/, ''))
    for (const { language, sourceFiles, testFiles, share } of project.languages) {
      if (!CONVENTION.has(language) || share < minShare) continue
      const [test] = testFiles
      if (test !== undefined) {
        yield {
          kind: 'evidence',
          text: '{count} test files of {language}',
          data: { count: testFiles.length, language },
          at: fileLocation(test),
        }
      } else {
        const count = sourceFiles.filter((path) => !sites.some((site) => path.startsWith(site))).length
        if (count >= minFiles) yield { kind: 'problem', message: 'none', data: { language, count } }
      }
    }
  },
})
