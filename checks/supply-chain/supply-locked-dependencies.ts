import { defineCheck, stepsOf, z, type Command, type Manifest, type RepositoryKind } from '../../src/check-api/index.js'

/** Libraries leave the choice of versions to those who use them. */
const LOCKING: ReadonlySet<RepositoryKind> = new Set(['application', 'infrastructure', 'data'])

/** Ecosystems in which one lock file is the custom. */
const LOCK_FILES: ReadonlyMap<string, string> = new Map([
  ['npm', 'package-lock.json, yarn.lock, pnpm-lock.yaml or bun.lock'],
  ['python', 'uv.lock, poetry.lock or a requirements file with hashes'],
  ['go', 'go.sum'],
  ['cargo', 'Cargo.lock'],
  ['bundler', 'Gemfile.lock'],
  ['composer', 'composer.lock'],
])

/** Install commands that may change the lock, and what to run instead. */
const LOOSE: readonly { words: readonly string[]; ecosystem: string; unless: readonly string[]; instead: string }[] = [
  { words: ['npm', 'install'], ecosystem: 'npm', unless: [], instead: 'npm ci' },
  { words: ['npm', 'i'], ecosystem: 'npm', unless: [], instead: 'npm ci' },
  {
    words: ['yarn', 'install'],
    ecosystem: 'npm',
    unless: ['--immutable', '--frozen-lockfile', '--check-cache'],
    instead: 'yarn install --immutable',
  },
  { words: ['pnpm', 'install'], ecosystem: 'npm', unless: ['*'], instead: 'pnpm install --frozen-lockfile' },
  { words: ['bundle', 'update'], ecosystem: 'bundler', unless: [], instead: 'bundle install' },
]

export default defineCheck({
  id: 'supply-locked-dependencies',
  title: 'Dependencies are not locked, or the lock is ignored at install',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.CI.7',
    'AG.ACG.9',
    'SEC06-BP04',
    'SEC11-BP05',
    'hc.semi.pitfall.inconsistent-tooling',
    'ba.versioning',
  ],
  needs: ['project', 'pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    noLock: {
      text: '{manifest} has no lock file, so every build may get other versions.',
      remedy: 'Commit {lock}.',
    },
    loose: {
      text: '{command} may install other versions than the lock file says.',
      remedy: 'Run {instead}, which fails if lock and manifest differ.',
    },
  },

  *run({ project, pipelines, files }) {
    const manifests = project.manifests.filter(({ ecosystem }) => LOCK_FILES.has(ecosystem))
    if (manifests.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no package manager with a lock file' }
    const judged = LOCKING.has(project.kind) ? manifests.filter(mustLock) : []
    for (const { file, lockFile, ecosystem, at } of judged) {
      if (files.isExcluded(file)) continue
      if (lockFile !== undefined)
        yield { kind: 'evidence', text: '{manifest} is locked by {lock}', data: { manifest: file, lock: lockFile }, at }
      else
        yield {
          kind: 'problem',
          message: 'noLock',
          data: { manifest: file, lock: LOCK_FILES.get(ecosystem) ?? 'a lock file' },
          at,
        }
    }
    for (const { step } of stepsOf(pipelines, { actions: true })) {
      for (const command of step.commands) {
        const loose = looseInstall(command, manifests)
        if (loose !== undefined)
          yield { kind: 'problem', message: 'loose', data: loose, at: command.at, because: command.because }
      }
    }
  },
})

function mustLock({ hasDependencies, workspaceMember, publishable }: Manifest): boolean {
  return hasDependencies === true && !workspaceMember && publishable !== true
}

/** A loose install of everything, in a project that has a lock to respect. Named packages are tools, not dependencies. */
function looseInstall({ argv, directory }: Command, manifests: readonly Manifest[]) {
  const words = argv.map(({ text }) => text)
  const rule = LOOSE.find(
    ({ words: first, unless }) =>
      first.every((word, index) => words[index] === word) &&
      !unless.some((option) => option === '*' || words.includes(option)),
  )
  if (rule === undefined) return undefined
  const rest = argv.slice(rule.words.length)
  if (
    rest.some(
      ({ text, literal }) =>
        !literal || !text.startsWith('-') || ['-g', '--global', '--package-lock-only'].includes(text),
    )
  )
    return undefined
  const locked = manifests.some(
    ({ ecosystem, lockFile, file }) => ecosystem === rule.ecosystem && lockFile !== undefined && isIn(file, directory),
  )
  return locked ? { command: words.join(' '), instead: rule.instead } : undefined
}

function isIn(file: string, directory: string | undefined): boolean {
  const folder = file.split('/').slice(0, -1).join('/')
  return directory !== undefined && (directory === '.' ? '' : directory) === folder
}
