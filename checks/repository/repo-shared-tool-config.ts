import {
  collectionIn,
  defineCheck,
  LINT_KINDS,
  stepsOf,
  z,
  type Intent,
  type LanguageUse,
  type Project,
  type ToolSettings,
} from '../../src/check-api/index.js'

/** Languages whose format is a matter of agreement, with tools that hold it. Go, Rust and Terraform have one that is given. */
const TOOLS: ReadonlyMap<string, { readonly name: string; readonly tools: string }> = new Map([
  ['javascript', { name: 'JavaScript and TypeScript', tools: 'Prettier, Biome or ESLint' }],
  ['python', { name: 'Python', tools: 'Ruff or Black in pyproject.toml' }],
  ['java', { name: 'Java and Kotlin', tools: 'Spotless, Checkstyle or ktlint' }],
  ['dotnet', { name: '.NET', tools: '.editorconfig, which dotnet format reads,' }],
  ['php', { name: 'PHP', tools: 'PHP CS Fixer or PHP_CodeSniffer' }],
  ['ruby', { name: 'Ruby', tools: 'RuboCop or Standard' }],
])

/** Fewer files, or a smaller share, are no matter of agreement. */
const LEAST_FILES = 5
const LEAST_SHARE = 0.2

export default defineCheck({
  id: 'repo-shared-tool-config',
  title: 'Editor and formatter settings are not shared',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.LD.9', 'DL.CR.1', 'OPS05-BP06', 'OPS05-BP07'],
  judgesExamples: false,
  needs: ['project', 'pipelines'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'No settings of an editor, a formatter or a linter are kept for the {count} {language} files.',
      remedy: 'Add an .editorconfig, and the settings of one formatter or linter: {tools} for instance.',
    },
  },

  *run({ project, pipelines }) {
    const steps = stepsOf(pipelines, { inlined: true })
    const intents = steps.flatMap(({ step }) => step.intents).filter(({ kind }) => LINT_KINDS.has(kind))
    const judged = project.languages.filter(
      ({ language, share, sourceFiles }) =>
        TOOLS.has(language) && share >= LEAST_SHARE && sourceFiles.length >= LEAST_FILES,
    )
    if (judged.length === 0)
      return yield { kind: 'not-applicable', reason: 'no language here leaves the format to those who write it' }
    const collection = collectionIn({ pipelines: pipelines.all, steps }, 'format or lint the code')
    for (const use of judged) {
      const { language, sourceFiles } = use
      const { name = language, tools = '' } = TOOLS.get(language) ?? {}
      const shared = sharedFor(use, project, intents)
      if (shared !== undefined)
        yield {
          kind: 'evidence',
          text: '{what} is shared for {language}',
          data: { what: shared.what, language: name },
          at: shared.at,
        }
      else if (collection !== undefined) yield collection
      else yield { kind: 'problem', message: 'none', data: { language: name, tools, count: sourceFiles.length } }
    }
  },
})

/** Settings in a file, of the language's own tools first; or a tool that a pipeline runs as it comes. */
function sharedFor(
  { language, sourceFiles }: LanguageUse,
  { toolSettings }: Project,
  intents: readonly Intent[],
): (Pick<Intent, 'at'> & { readonly what: string }) | undefined {
  const settings =
    toolSettings.find((each) => each.language === language) ??
    toolSettings.find((each) => each.language === 'any' && sourceFiles.some((path) => path.startsWith(reachOf(each))))
  if (settings !== undefined) return { what: settings.at.file, at: settings.at }
  const run = intents.find(({ covers }) => covers.includes(language))
  return run && { what: run.tool, at: run.at }
}

/** The folder below which an editor applies the settings, with `/` behind it; empty for the root. */
function reachOf({ at }: ToolSettings): string {
  const names = at.file.split('/').slice(0, -1)
  const hidden = names.findIndex((name) => name.startsWith('.'))
  return [...(hidden < 0 ? names : names.slice(0, hidden)), ''].join('/')
}
