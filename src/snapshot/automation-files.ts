import { groupBy } from '../core/group.js'

/** Endings of the files that readers ask for, lower case. */
const ENDINGS = [
  '.yml',
  '.yaml',
  '.tf',
  '.tofu',
  '.tfvars',
  '.hcl',
  '.sh',
  '.bash',
  '.mk',
  '.just',
  '.groovy',
  '.jenkinsfile',
  '.gradle',
  '.gradle.kts',
  '.dockerfile',
  '.template',
  '.tpl',
  '.rake',
  '.csproj',
  '.fsproj',
  '.vbproj',
  '.j2',
  '.toml',
]

/** Names of files that readers ask for, lower case; a name may go on after a dot, a dash or an underscore (`Dockerfile.dev`). */
const NAMES = [
  'brewfile',
  'build.xml',
  'cdk.json',
  'codeowners',
  'composer.json',
  'containerfile',
  'dockerfile',
  'firebase.json',
  'gemfile',
  'gems.rb',
  'gnumakefile',
  'go.mod',
  'jenkinsfile',
  'justfile',
  'lerna.json',
  'makefile',
  'netlify.toml',
  'nx.json',
  'owners',
  'package.json',
  'pipfile',
  'pom.xml',
  'procfile',
  'rakefile',
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  'requirements.txt',
  'setup.cfg',
  'setup.py',
  'tasks.py',
  'magefile.go',
  'noxfile.py',
  'tox.ini',
  'turbo.json',
  'vercel.json',
]

/** Endings of formats that hold data as well as automation, lower case. */
const DATA_ENDINGS = ['.yml', '.yaml', '.toml', '.j2', '.tpl', '.template']

/** Names of files in these formats that say themselves what they are for, lower case. */
const TOLD_BY_NAME: ReadonlySet<string> = new Set([
  'action.yaml',
  'action.yml',
  'cargo.toml',
  'chart.yaml',
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
  'kustomization.yaml',
  'kustomization.yml',
  'netlify.toml',
  'pubspec.yaml',
  'pyproject.toml',
  'serverless.yml',
])

/** Files whose first lines say how the project is deployed and undone. */
const DOCUMENTS =
  /^(?:docs?\/)?[^/]*(?:readme|contributing|deploy|release|rollback|runbook|operations)[^/]*\.(?:md|rst|adoc)$/i

/** Every path of the tree is asked: only what begins or ends alike is compared. */
const ENDINGS_BY_LAST = groupBy(ENDINGS, (ending) => ending.slice(ending.lastIndexOf('.')))
const NAMES_BY_FIRST = groupBy(NAMES, (name) => name.charAt(0))

function isOrGoesOn(name: string, each: string): boolean {
  return name === each || (name.startsWith(each) && /[._-]/.test(name.charAt(each.length)))
}

/**
 * Whether readers are likely to want the file's text. A guess that saves processes: files of a commit are fetched
 * from git in one go, and one that is guessed wrong is fetched when it is asked for. What is read of them within the
 * limits is settled before any is read.
 */
export function isAutomationFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return (
    ENDINGS_BY_LAST.get(name.slice(name.lastIndexOf('.')))?.some((ending) => name.endsWith(ending)) === true ||
    NAMES_BY_FIRST.get(name.charAt(0))?.some((each) => isOrGoesOn(name, each)) === true ||
    (name.startsWith('.') && name.endsWith('rc')) ||
    name === '.gitattributes' ||
    name === '.gitignore' ||
    path.startsWith('.github/') ||
    path.startsWith('.pillarlint/') ||
    DOCUMENTS.test(path)
  )
}

/**
 * Whether an automation file may as well be data: its format holds both, and neither its name nor its place tells. What
 * lies at the root, or in a folder there that begins with a dot, is for tools.
 */
export function isLikelyData(path: string): boolean {
  const slash = path.lastIndexOf('/')
  const name = path.slice(slash + 1).toLowerCase()
  if (slash < 0 || path.startsWith('.') || name.startsWith('.') || TOLD_BY_NAME.has(name)) return false
  return DATA_ENDINGS.some((ending) => name.endsWith(ending))
}
