import type { Because, Location } from '../../core/location.js'
import type { Command } from '../../models/index.js'
import { valuesOf } from '../common/options.js'

/** Where a command takes packages from, and how. */
export interface PackageSource {
  /** `plain`: without encryption; `extra`: beside the public index; `git`: a branch; `unchecked`: from whoever answers. */
  readonly how: 'plain' | 'extra' | 'git' | 'unchecked'
  /** The address without user and password, or the option. */
  readonly what: string
  readonly at: Location
  readonly because: readonly Because[]
}

/** Options by which package managers take what nobody vouches for (their manuals), by the program. */
const UNCHECKED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    'apt-get': ['--allow-unauthenticated', '--force-yes'],
    apt: ['--allow-unauthenticated', '--force-yes'],
    yum: ['--nogpgcheck'],
    dnf: ['--nogpgcheck', '--no-gpgchecks'],
    microdnf: ['--nogpgcheck'],
    zypper: ['--no-gpg-checks'],
    apk: ['--allow-untrusted'],
  }).map(([program, options]) => [program, new Set(options)]),
)

/** What takes packages from addresses: the first words, and the options or operands that hold one. */
const TAKING: readonly { readonly words: readonly string[]; readonly options?: readonly string[] }[] = [
  { words: ['npm'], options: ['--registry'] },
  { words: ['pnpm'], options: ['--registry'] },
  { words: ['yarn'], options: ['--registry'] },
  { words: ['npm', 'config', 'set'] },
  { words: ['npm', 'set'] },
  { words: ['yarn', 'config', 'set'] },
  { words: ['pnpm', 'config', 'set'] },
  { words: ['gem', 'install'], options: ['--source', '-s'] },
  { words: ['gem', 'sources'], options: ['--add', '-a'] },
  { words: ['helm', 'repo', 'add'] },
  { words: ['dotnet', 'nuget', 'add', 'source'] },
  { words: ['dotnet', 'restore'], options: ['--source', '-s'] },
  { words: ['nuget', 'restore'], options: ['-Source'] },
  { words: ['nuget', 'sources', 'add'], options: ['-Source'] },
  { words: ['go', 'env', '-w'] },
]

const PIP: ReadonlySet<string> = new Set(['pip', 'pip3', 'pip2'])
const LONGEST = 2000

/** Machines that are the run's own, or its neighbours. */
const NEAR =
  /^http:\/\/(?:[^/@\s]*@)?(?:localhost|127\.|0\.0\.0\.0|\[|host\.docker\.internal|[\w-]+(?:[:/]|$)|[\w.-]+\.svc(?:\.cluster\.local)?(?:[:/]|$))/i

/** Indexes that everybody can look into, and whose maker says who may publish there. */
const PUBLIC_INDEX =
  /^https:\/\/(?:pypi\.org|pypi\.python\.org|test\.pypi\.org|download\.pytorch\.org|pypi\.nvidia\.com|pypi\.ngc\.nvidia\.com|data\.pyg\.org|www\.piwheels\.org|wheels\.vllm\.ai|pypi\.anaconda\.org)\//i

/** Whether the address is fetched without encryption from a machine that may be far. */
export function isPlain(url: string): boolean {
  return /^http:\/\/(?:[^/@\s]*@)?[a-z0-9]/i.test(url) && !NEAR.test(url)
}

/** Whether it is an index of packages that everybody can read. */
export function isPublicIndex(url: string): boolean {
  return PUBLIC_INDEX.test(`${url}/`)
}

/** The address without user, password and query, fit to be shown. */
export function shownAddress(url: string): string {
  return url
    .slice(0, LONGEST)
    .replace(/^([a-z+]+:\/\/)[^/@\s]*@/i, '$1')
    .replace(/[?#].*/s, '')
}

/** Whether a reference of git names one state: a commit, or a version. */
export function namesState(ref: string | undefined): boolean {
  return ref !== undefined && (/^[0-9a-f]{7,40}$/.test(ref) || /\d[._]\d/.test(ref) || /\$/.test(ref))
}

/** The unsafe ways in which a command takes packages. */
export function packageSourcesOf(command: Command): PackageSource[] {
  const { argv, at, because } = command
  const found = [...ofPip(command), ...ofOthers(command)]
  const options = UNCHECKED.get(argv[0]?.text ?? '')
  const unchecked = argv.find(({ text }) => options?.has(text))?.text
  // Files that are there already have come from somewhere else.
  const isFile = argv.some(({ text }) => /\.(?:apk|rpm|deb)$/.test(text))
  if (unchecked !== undefined && !isFile) found.push({ how: 'unchecked', what: unchecked })
  return found.map((each) => ({ ...each, at, because }))
}

type Found = Pick<PackageSource, 'how' | 'what'>

function ofPip({ argv }: Command): Found[] {
  const words = argv.map(({ text }) => text)
  const isUv = words[0] === 'uv' && words[1] === 'pip'
  const pip = isUv ? 1 : words.findIndex((word, index) => PIP.has(word) && (index === 0 || words[index - 1] === '-m'))
  const action = pip < 0 ? undefined : words[pip + 1]
  if (action !== 'install' && action !== 'download' && action !== 'wheel') return []
  const extras = valuesOf(argv, '--extra-index-url').map(({ text }) => text)
  // uv takes a package from the first index that has it (uv docs: Package indexes).
  const isFirst = isUv && !valuesOf(argv, '--index-strategy').some(({ text }) => text.startsWith('unsafe'))
  const indexes = [...valuesOf(argv, '--index-url', '-i', '--find-links', '-f').map(({ text }) => text), ...extras]
  // The old name of PyPI is asked for nothing any more.
  const trusted = valuesOf(argv, '--trusted-host').filter(
    ({ text }) => text !== 'pypi.python.org' && isPlain(`http://${text}/`),
  )
  const confused = isFirst || words.includes('--require-hashes') ? [] : extras
  return [
    ...confused.map((url): Found => ({ how: 'extra', what: shownAddress(url) })),
    ...indexes.filter(isPlain).map((url): Found => ({ how: 'plain', what: shownAddress(url) })),
    ...trusted.map(({ text }): Found => ({ how: 'unchecked', what: `--trusted-host ${text}` })),
    ...words.slice(pip + 2).flatMap(gitOperand),
  ]
}

/** A package that pip builds from a branch. */
function gitOperand(word: string): Found[] {
  const address = word.slice(0, LONGEST).split('git+')[1]
  if (address === undefined || !/^(?:https?|ssh|git):\/\//.test(address)) return []
  const [path = ''] = address.replace(/^[a-z]+:\/\/(?:[^/@\s]*@)?/, '').split('#')
  const [, ref] = path.split('@')
  return namesState(ref) || path.includes('$') ? [] : [{ how: 'git', what: shownAddress(address) }]
}

function ofOthers({ argv }: Command): Found[] {
  const words = argv.map(({ text }) => text)
  if (words[0] === 'cargo' && words[1] === 'install') return ofCargo(argv)
  const rules = TAKING.filter((rule) => rule.words.every((word, index) => words[index] === word))
  const urls = rules.flatMap(({ words: first, options }) =>
    options === undefined
      ? words.slice(first.length).map(addressIn)
      : valuesOf(argv, ...options).map(({ text }) => text),
  )
  return [...new Set(urls)].filter(isPlain).map((url) => ({ how: 'plain', what: shownAddress(url) }))
}

/** `registry=http://…`, `GOPROXY=http://…` or the address alone. */
function addressIn(word: string): string {
  const start = word.indexOf('http://')
  return start < 0 ? word : word.slice(start)
}

function ofCargo(argv: Command['argv']): Found[] {
  const [git] = valuesOf(argv, '--git')
  const fixed = valuesOf(argv, '--rev', '--tag').length > 0 || argv.some(({ text }) => text === '--locked')
  return git === undefined || fixed ? [] : [{ how: 'git', what: shownAddress(git.text) }]
}
