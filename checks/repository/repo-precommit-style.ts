import {
  defineCheck,
  givenUp,
  reachedByItself,
  z,
  type CheckOutcome,
  type FileIndex,
  type GitHook,
  type GitHookStage,
  type IntentKind,
  type Pipelines,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'hooksWithout'>

const STYLE: ReadonlySet<IntentKind> = new Set<IntentKind>(['lint', 'format-check', 'type-check'])

const BEFORE_PUSH: ReadonlySet<GitHookStage> = new Set<GitHookStage>(['pre-commit', 'pre-push'])

/** Programs that hand changed files to formatters and linters, whatever their settings say. */
const RUNNERS: ReadonlySet<string> = new Set([
  'lint-staged',
  'nano-staged',
  'pretty-quick',
  'git-format-staged',
  'git-clang-format',
])

/** Programs and words by which a hook writes the format itself, which in a pipeline would be no check. */
const FORMATTERS: ReadonlySet<string> = new Set(
  (
    'prettier eslint biome black isort ruff autopep8 yapf gofmt gofumpt goimports rustfmt fmt format ktlint google-java-format ' +
    'clang-format swiftformat rubocop standardrb php-cs-fixer pint scalafmt stylelint shfmt spotlessApply'
  ).split(' '),
)

/** What runs a list of hooks, and small hooks for any file: they say nothing of the language's rules. */
const NO_STYLE: ReadonlySet<string> = new Set(['pre-commit', 'pre-commit-hooks', 'prek', 'lefthook', 'husky'])

/** Linters that take single files and no server, so that a hook can run them. */
const FAST: ReadonlySet<string> = new Set(
  'eslint biome oxlint stylelint ruff flake8 pylint golangci-lint clippy cargo rubocop phpcs ktlint tflint shellcheck hadolint'.split(
    ' ',
  ),
)

/** Settings by which a linter or formatter is shared. */
const SETTINGS =
  /^(?:\.eslintrc(?:\.\w+)?|eslint\.config\.[cm]?[jt]s|\.prettierrc(?:\.\w+)?|prettier\.config\.[cm]?[jt]s|biome\.jsonc?|\.?ruff\.toml|\.flake8|\.pylintrc|\.golangci\.ya?ml|\.?rustfmt\.toml|\.?clippy\.toml|\.rubocop\.yml|\.php-cs-fixer(?:\.dist)?\.php|\.scalafmt\.conf|\.clang-format|\.tflint\.hcl|\.stylelintrc(?:\.\w+)?)$/

export default defineCheck({
  id: 'repo-precommit-style',
  title: 'Style rules are not run before a push',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.LD.5', 'QA.NT.1', 'OPS05-BP07'],
  needs: ['gitHooks', 'project', 'pipelines', 'files'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'The rules of {rules} are held against a change only after it was pushed: no git hook runs them before.',
      remedy:
        'Let pre-commit, lefthook or husky with lint-staged run it on the files of a commit; or share an editor setting that formats when a file is saved.',
    },
    hooksWithout: {
      text: 'Git hooks run here ({tool}), and none of them holds a change against the rules of {rules}.',
      remedy: 'Add it to the hook, for the files of the commit alone, so that it takes a second.',
    },
  },

  *run({ gitHooks, project, pipelines, files, repository }): Generator<Outcome> {
    const reason =
      givenUp(repository) ?? (project.kind === 'docs-only' ? 'the repository holds documents only' : undefined)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    const hooks = gitHooks.filter(({ stage }) => BEFORE_PUSH.has(stage))
    for (const hook of hooks) {
      const sign = styleIn(hook)
      if (sign === undefined) continue
      return yield { kind: 'evidence', text: '{tool} runs in a git hook', data: { tool: sign }, at: hook.at }
    }
    const [hidden] = hooks.flatMap(({ opaque }) => opaque)
    if (hidden !== undefined) {
      const { what, at, because } = hidden
      const text = '{what} runs in a git hook, may hold changes against style rules and cannot be looked into'
      return yield { kind: 'unknown', origin: 'files', reason: text, data: { what }, at, because }
    }
    const rules = rulesIn(pipelines, files)
    if (rules === undefined) return yield { kind: 'not-applicable', reason: 'no linter or formatter is set up here' }
    const [first] = hooks
    if (first === undefined) yield { kind: 'problem', message: 'none', data: { rules } }
    else yield { kind: 'problem', message: 'hooksWithout', data: { rules, tool: first.tool }, at: first.at }
  },
})

function styleIn({ intents, commands }: GitHook): string | undefined {
  const intent = intents.find(({ kind, tool }) => STYLE.has(kind) && !NO_STYLE.has(tool))
  if (intent !== undefined) return intent.tool
  const words = commands.map(({ argv }) => argv.slice(0, 3).map(({ text }) => text.slice(text.lastIndexOf('/') + 1)))
  return words.flat().find((word) => RUNNERS.has(word) || FORMATTERS.has(word))
}

/** The linter or formatter that the repository uses: by its settings, or because a pipeline runs it. */
function rulesIn(pipelines: Pipelines, files: FileIndex): string | undefined {
  const [file] = files.paths
    .filter((path) => !files.isExcluded(path) && SETTINGS.test(path.slice(path.lastIndexOf('/') + 1)))
    .sort((one, other) => one.split('/').length - other.split('/').length)
  if (file !== undefined) return file
  return reachedByItself(pipelines, { schedule: false })
    .steps.flatMap(({ step }) => step.intents)
    .find(({ kind, tool }) => kind === 'format-check' || (kind === 'lint' && FAST.has(tool)))?.tool
}
