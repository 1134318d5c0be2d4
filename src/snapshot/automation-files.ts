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

/** Files whose first lines say how the project is deployed and undone. */
const DOCUMENTS =
  /^(?:docs?\/)?[^/]*(?:readme|contributing|deploy|release|rollback|runbook|operations)[^/]*\.(?:md|rst|adoc)$/i

/**
 * Whether readers are likely to want the file's text. Only a guess that saves processes: files of a commit are fetched
 * from git in one go, and one that is guessed wrong is fetched when it is asked for.
 */
export function isAutomationFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return (
    ENDINGS.some((ending) => name.endsWith(ending)) ||
    NAMES.some((each) => name === each || (name.startsWith(each) && /[._-]/.test(name.charAt(each.length)))) ||
    (name.startsWith('.') && name.endsWith('rc')) ||
    name === '.gitattributes' ||
    name === '.gitignore' ||
    path.startsWith('.github/') ||
    path.startsWith('.pillarlint/') ||
    DOCUMENTS.test(path)
  )
}
