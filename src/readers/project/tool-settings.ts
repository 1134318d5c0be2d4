import { onLowerCase, onNameInLowerCase, pathsFitting } from '../../core/path-index.js'
import { fileLocation } from '../../core/location.js'
import type { FileIndex, ToolSettings } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import { nameOf } from '../paths.js'
import { ownPathsOutsideTests } from './own-paths.js'

/** Files beyond this number are not opened to see whether they hold settings. */
const MAX_OPENED = 200

interface SettingsFile {
  /** As in `LanguageUse`, or `any`. */
  readonly language: string
  /** Names in lower case, or with `in: 'path'` whole paths. */
  readonly file: RegExp
  readonly in?: 'path'
  /** What must stand in files that hold other things, too. */
  readonly text?: RegExp
}

/** Where editors, formatters and linters keep what a team has agreed on, by each tool's documentation of its settings file. */
const SETTINGS: readonly SettingsFile[] = [
  { language: 'any', file: /^\.editorconfig$/ },
  {
    language: 'any',
    in: 'path',
    file: /^(?:.*\/)?(?:\.vscode\/settings\.json|\.idea\/codestyles?\/.*|\.trunk\/trunk\.yaml)$/,
  },
  { language: 'any', file: /^\.(?:mega-?linter|super-linter)\.(?:ya?ml|env)$/ },
  {
    language: 'javascript',
    file: /^(?:\.prettierrc(?:\.\w{2,5})?|prettier\.config\.\w{2,3}|\.?biome\.jsonc?|rome\.json|eslint\.config\.\w{2,3}|\.eslintrc(?:\.\w{2,4})?|\.?dprint\.jsonc?|\.jshintrc|\.jscsrc|tslint\.json|\.?oxlintrc\.jsonc?|\.oxfmtrc\.jsonc?|\.xo-config.*)$/,
  },
  {
    language: 'javascript',
    file: /^package\.json$/,
    text: /"(?:eslintConfig|prettier|xo|standard|semistandard|gts|neostandard|ultracite|@biomejs\/biome|oxlint|eslint|tslint|jshint|vite-plus)"\s?:/,
  },
  { language: 'javascript', file: /^deno\.jsonc?$/, text: /"(?:fmt|lint)"\s?:/ },
  {
    language: 'python',
    file: /^(?:\.?ruff\.toml|\.flake8|\.?pylintrc|\.style\.yapf|\.isort\.cfg|pyrightconfig\.json|\.?mypy\.ini|\.pycodestyle)$/,
  },
  {
    language: 'python',
    file: /^pyproject\.toml$/,
    text: /^\[tool\.(?:ruff|black|flake8|pylint|isort|yapf|autopep8|mypy|pyright|basedpyright|pycodestyle|hatch\.envs\.lint|ty)\b/m,
  },
  {
    language: 'python',
    file: /^(?:setup\.cfg|tox\.ini)$/,
    text: /^\[(?:flake8|pycodestyle|pep8|pylint|isort|yapf|mypy|tool:isort)\b/m,
  },
  {
    language: 'java',
    file: /(?:checkstyle|google_checks|sun_checks|spotbugs|pmd|ruleset|eclipse.*format|format.*eclipse|codestyle).*\.(?:xml|prefs)$|^(?:\.scalafmt\.conf|\.scalafix\.conf|detekt\.ya?ml|detekt-config\.ya?ml|\.ktlint.*)$/,
  },
  {
    language: 'java',
    file: /^(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|build\.sbt|plugins\.sbt)$/,
    text: /spotless|checkstyle|google-?java-?format|palantir-?java-?format|ktlint|detekt|pmd|spotbugs|error-?prone|formatter-maven|spring-javaformat|scalafmt|kotlinter|ktfmt/i,
  },
  {
    language: 'dotnet',
    file: /^(?:stylecop\.json|\.globalconfig|omnisharp\.json|\.csharpierrc.*|.*\.ruleset|.*\.dotsettings)$/,
  },
  {
    language: 'dotnet',
    file: /^(?:directory\.build\.props|directory\.packages\.props|.*\.csproj)$/,
    text: /StyleCop|EnforceCodeStyleInBuild|AnalysisMode|CodeAnalysis|Sonar|Roslynator|CSharpier/,
  },
  {
    language: 'php',
    file: /^(?:\.php[-_]cs(?:[-_]fixer)?(?:\.dist)?(?:\.php)?|\.?phpcs\.xml(?:\.dist)?|phpcs\.ruleset\.xml|phpstan(?:\.dist)?\.neon(?:\.dist)?|pint\.json|psalm\.xml(?:\.dist)?|ecs\.php|rector\.php|\.styleci\.ya?ml|phpmd\.xml.*|mago\.toml)$/,
  },
  {
    language: 'php',
    file: /^composer\.json$/,
    text: /"(?:laravel\/pint|friendsofphp\/php-cs-fixer|squizlabs\/php_codesniffer|[\w-]+\/(?:coding-standard|php-code-sniffer[\w-]*))"/,
  },
  { language: 'ruby', file: /^(?:\.rubocop.*\.ya?ml|\.standard\.ya?ml|\.rufo|\.reek\.yml)$/ },
  { language: 'ruby', file: /^(?:gemfile|.*\.gemspec)$/, text: /['"](?:rubocop[\w-]*|standard|rufo)['"]/ },
  {
    language: 'python',
    file: /^\.pre-commit-config\.ya?ml$/,
    text: /ruff|black|flake8|pylint|yapf|autopep8|isort|mypy|pyupgrade/,
  },
  { language: 'javascript', file: /^\.pre-commit-config\.ya?ml$/, text: /prettier|eslint|biome|oxlint/ },
]

const NAMED = SETTINGS.filter((each) => each.in !== 'path').map(({ file }) => file)
const PLACED = SETTINGS.filter((each) => each.in === 'path').map(({ file }) => file)

/** The paths that one of the patterns fits, sorted as all paths are. */
function candidatesIn(paths: readonly string[]): string[] {
  const named = pathsFitting(paths, NAMED, onNameInLowerCase)
  return [...new Set([...named, ...pathsFitting(paths, PLACED, onLowerCase)])].sort()
}

/** Settings of editors, formatters and linters that everybody who clones the repository gets. */
export function readToolSettings(files: Files, index: FileIndex): ToolSettings[] {
  let opened = 0
  return candidatesIn(ownPathsOutsideTests(index)).flatMap((path) => {
    const whole = path.toLowerCase()
    const name = nameOf(whole)
    const fitting = SETTINGS.filter((each) => each.file.test(each.in === 'path' ? whole : name))
    if (fitting.some(({ text }) => text !== undefined)) opened += 1
    return fitting
      .filter(({ text }) => text === undefined || (opened <= MAX_OPENED && text.test(files.text(path) ?? '')))
      .map(({ language }) => ({ language, at: fileLocation(path) }))
  })
}
