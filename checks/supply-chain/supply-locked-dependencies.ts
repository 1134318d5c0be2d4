import {
  defineCheck,
  folderOf,
  isForTrying,
  stepsOf,
  z,
  type Command,
  type FileIndex,
  type Job,
  type Manifest,
  type RepositoryKind,
} from '../../src/check-api/index.js'

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

/** Install commands that may go beyond the lock, and what to run instead. */
const LOOSE: readonly {
  readonly words: readonly string[]
  readonly ecosystem: string
  /** One of these options makes the command loose; without the key it is by itself. */
  readonly only?: readonly string[]
  readonly unless?: readonly string[]
  readonly instead: string
}[] = [
  { words: ['npm', 'install'], ecosystem: 'npm', instead: 'npm ci' },
  { words: ['npm', 'i'], ecosystem: 'npm', instead: 'npm ci' },
  { words: ['yarn', 'install'], ecosystem: 'npm', instead: 'yarn install --frozen-lockfile' },
  { words: ['yarn'], ecosystem: 'npm', instead: 'yarn install --frozen-lockfile' },
  {
    words: ['pnpm', 'install'],
    ecosystem: 'npm',
    only: ['--no-frozen-lockfile', '--frozen-lockfile=false'],
    instead: 'pnpm install --frozen-lockfile',
  },
  { words: ['bundle', 'update'], ecosystem: 'bundler', unless: ['--bundler'], instead: 'bundle install' },
]

/** Options with which nothing is installed beyond the lock, or nothing of the project. */
const HARMLESS: ReadonlySet<string> = new Set([
  '-g',
  '--global',
  '--package-lock-only',
  '--dry-run',
  '--immutable',
  '--frozen-lockfile',
  '--version',
  '-v',
  '--help',
])

/** Commands of jobs that change the lock on purpose: they update dependencies, or commit what they changed. */
const ON_PURPOSE: readonly (readonly string[])[] = [
  ['git', 'commit'],
  ['git', 'push'],
  ['npm', 'update'],
  ['npm', 'audit', 'fix'],
  ['npm-check-updates'],
  ['ncu'],
  ['yarn', 'upgrade'],
  ['yarn', 'up'],
  ['pnpm', 'update'],
  ['bundle', 'lock'],
  // A new version of the package itself stands in the lock too.
  ['changeset', 'version'],
  ['npm', 'version'],
  ['lerna', 'version'],
  ['nx', 'release', 'version'],
]

/** Settings that put other versions in the place of those of the lock, to test with them. */
const REPLACING: ReadonlySet<string> = new Set(['overrides', 'resolutions', 'pnpm.overrides'])
const COMMITTING: ReadonlySet<string> = new Set([
  'peter-evans/create-pull-request',
  'stefanzweifel/git-auto-commit-action',
  'endbug/add-and-commit',
])

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
    exact: {
      text: '{manifest} names versions without hashes: what the packages need in turn may be missing, and an index may hand out other files.',
      remedy: 'Commit {lock}.',
    },
    loose: {
      text: '{command} may install other versions than the lock file says.',
      remedy: 'Run {instead}, which fails if lock and manifest differ.',
    },
  },

  *run({ project, pipelines, files }) {
    const manifests = project.manifests.filter(
      ({ ecosystem, file }) => LOCK_FILES.has(ecosystem) && !files.isExcluded(file),
    )
    if (manifests.length === 0)
      return yield { kind: 'not-applicable', reason: 'there is no package manager with a lock file' }
    for (const manifest of manifests) {
      const { file, lockFile, ecosystem, at } = manifest
      if (lockFile !== undefined) {
        const data = { manifest: file, lock: lockFile }
        yield { kind: 'evidence', text: '{manifest} is locked by {lock}', data, at }
      } else if (LOCKING.has(project.kind) && mustLock(manifest)) {
        const data = { manifest: file, lock: LOCK_FILES.get(ecosystem) ?? 'a lock file' }
        if (manifest.exact) yield { kind: 'problem', message: 'exact', data, at, severity: 'notice' }
        else yield { kind: 'problem', message: 'noLock', data, at }
      }
    }
    for (const { job, step } of stepsOf(pipelines, { actions: true })) {
      for (const command of step.commands) {
        const loose = looseInstall(command, manifests, files)
        if (loose === undefined || changesLock(job)) continue
        yield { kind: 'problem', message: 'loose', data: loose, at: command.at, because: command.because }
      }
    }
  },
})

/** Manifests of tests, samples and the host's own folder describe tools, not what is delivered. */
function mustLock({ hasDependencies, workspaceMember, publishable, file }: Manifest): boolean {
  // What `setup.py` asks for holds for whoever installs the package.
  const delivered = !isForTrying(file) && !file.startsWith('.github/') && !/(?:^|\/)setup\.(?:py|cfg)$/.test(file)
  return delivered && hasDependencies === true && !workspaceMember && publishable !== true
}

/** A loose install of everything, in a folder that has a lock to respect. Named packages are tools, not dependencies. */
function looseInstall({ argv, directory }: Command, manifests: readonly Manifest[], files: FileIndex) {
  const words = argv.map(({ text }) => text)
  const options = (first: readonly string[]) => argv.slice(first.length)
  const rule = LOOSE.find(
    ({ words: first, only, unless }) =>
      first.every((word, index) => words[index] === word) &&
      options(first).every(({ text, literal }) => literal && text.startsWith('-') && !HARMLESS.has(text)) &&
      (only === undefined || only.some((option) => words.includes(option))) &&
      unless?.some((option) => words.includes(option)) !== true,
  )
  if (rule === undefined || directory === undefined) return undefined
  const folder = directory === '.' ? '' : directory
  const locked = manifests.find(
    ({ ecosystem, lockFile, file }) =>
      ecosystem === rule.ecosystem && lockFile !== undefined && folderOf(file) === folder,
  )
  if (locked?.lockFile === undefined) return undefined
  // Yarn 2 and later have a settings file of their own and refuse to change the lock in a pipeline.
  const modern = [folder, folderOf(locked.lockFile)].some((each) => files.has(pathIn(each, '.yarnrc.yml')))
  return words[0] === 'yarn' && modern ? undefined : { command: words.join(' '), instead: rule.instead }
}

function changesLock({ steps }: Job): boolean {
  return steps.some(
    ({ uses, commands }) =>
      COMMITTING.has(uses?.repository ?? '') ||
      commands.some(
        ({ argv }) =>
          argv.some(({ text }) => REPLACING.has(text)) ||
          ON_PURPOSE.some((words) => words.every((word, index) => argv[index]?.text === word)),
      ),
  )
}

function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
