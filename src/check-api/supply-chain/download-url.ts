import type { Word } from '../../models/index.js'

/** An address as a command is given it. */
export interface DownloadUrl {
  /** Without user, password and query, fit to be shown. */
  readonly text: string
  /** True for plain HTTP and FTP, which anybody on the way may change. */
  readonly plain: boolean
  /**
   * Whether what it names can change: `no` for a version or a commit; `open` where that hangs on a variable, `major`
   * where a lone number may be the version of an interface as well as that of the file.
   */
  readonly moves: 'yes' | 'no' | 'open' | 'major'
}

/** Machines that are the run's own, or its neighbours. */
const NEAR =
  /^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|169\.254\.|\[|host\.docker\.internal)|\.(?:local|internal|test|localhost|svc)$/

/** Variables that tell machines apart, not versions. */
const MACHINE =
  /^(?:(?:TARGET|BUILD|HOST|RUNNER)?_?(?:OS|ARCH|PLATFORM|MACHINE|DISTRO|VARIANT)(?:_?(?:NAME|TYPE|ARCH|OS))?|UNAME\w*)$/i
const MACHINE_COMMANDS: ReadonlySet<string> = new Set(
  'uname dpkg arch go tr echo lsb_release rpm hostnamectl'.split(' '),
)

/** Architectures whose names look like versions. */
const ARCHITECTURE = /x86[_-]64|x64_86|i[3-6]86/gi

/** `1.2`, a commit, a day, a tag: what names one state of something. */
const VERSION =
  /\d[._]\d|(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])|20\d{6}|\/refs\/tags\/|\/releases\/assets\/\d|\/releases\/download\/(?!latest\/)/i
const MAJOR = /(?:^|[/=@_-])v?\d+(?:[/.-]|$)/

const LONGEST = 2000

/** The address in a word of a download command; undefined for what is none, is near, or is not known. */
export function downloadUrl({ text }: Pick<Word, 'text'>): DownloadUrl | undefined {
  const url = text.slice(0, LONGEST)
  const [, scheme = 'https', rest = ''] = /^(?:(https?|ftp):\/\/)?(.*)$/is.exec(url) ?? []
  const withoutUser = rest.replace(/^[^/@\s]*@/, '')
  const slash = withoutUser.search(/[/?#]/)
  const host = (slash < 0 ? withoutUser : withoutUser.slice(0, slash)).replace(/:\d+$/, '').toLowerCase()
  const path = slash < 0 ? '' : withoutUser.slice(slash)
  const isHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host) && /[a-z]/.test(host.slice(host.lastIndexOf('.')))
  if (!isHost || NEAR.test(host)) return undefined
  const plain = scheme.toLowerCase() !== 'https'
  return { text: `${plain ? `${scheme}://` : ''}${host}${path.replace(/[?#].*/s, '')}`, plain, moves: movesAt(path) }
}

function movesAt(path: string): DownloadUrl['moves'] {
  // The newest version, looked up while the script runs.
  if (/\$\((?:curl|wget)|`(?:curl|wget)/.test(path)) return 'yes'
  const variables = Array.from(path.matchAll(/\$\{?\{?\s*([\w.]+)/g), ([, name = '']) => name)
  const commands = Array.from(path.matchAll(/\$\(\s*([\w.-]+)/g), ([, name = '']) => name)
  const fixed = path.replace(/\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+/g, '').replace(ARCHITECTURE, '')
  if (/\/releases\/latest\//.test(fixed)) return 'yes'
  if (VERSION.test(fixed)) return 'no'
  if (variables.some((name) => !MACHINE.test(name)) || commands.some((name) => !MACHINE_COMMANDS.has(name)))
    return 'open'
  return MAJOR.test(fixed) ? 'major' : 'yes'
}
