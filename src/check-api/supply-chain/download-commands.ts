import type { Command, Word } from '../../models/index.js'
import { downloadUrl, type DownloadUrl } from './download-url.js'

const POWERSHELL: ReadonlySet<string> = new Set(['iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod'])
const DOWNLOADERS: ReadonlySet<string> = new Set([...POWERSHELL, 'curl', 'wget', 'wget2', 'fetch', 'aria2c'])

/** Options whose value may be an address that is not fetched. */
const BESIDE: ReadonlySet<string> = new Set([
  '-x',
  '--proxy',
  '-e',
  '--referer',
  '-H',
  '--header',
  '-d',
  '--data',
  '-A',
])

/** Options that take no value, so that what follows may be an address without a scheme. */
const SWITCHES =
  /^(?:-[a-zA-Z]*[fsSLkqOgjnv]-?|--(?:silent|location|fail|show-error|insecure|compressed|quiet|no-verbose|remote-name))$/

/** What a command fetches, and under which names it keeps it. */
export interface Fetched {
  readonly url: DownloadUrl
  /** Empty if it writes to its output. */
  readonly files: readonly string[]
}

/** What a command that downloads fetches; undefined for every other command, and for an address that is not known. */
export function fetchedBy({ argv, streams }: Command): Fetched | undefined {
  const program = baseName(argv[0]?.text ?? '').toLowerCase()
  if (!DOWNLOADERS.has(program)) return undefined
  const word = addressIn(argv)
  const url = word && downloadUrl(word)
  if (url === undefined) return undefined
  const named = namesIn(argv, program)
  const files = streams?.stdout === undefined ? named : [...named, streams.stdout]
  const unnamed = files.length === 0 && isKeptByItsOwnName(argv, program)
  const own = unnamed ? [baseName(url.text.replace(/\/$/, ''))] : files
  return { url, files: own.filter((name) => name !== '' && name !== '-' && !name.startsWith('/dev/')) }
}

function addressIn(argv: readonly Word[]): Word | undefined {
  const after = argv.findIndex(({ text }) => text === '--url' || text.toLowerCase() === '-uri') + 1
  if (after > 0) return argv[after]
  const schemed = argv.find(
    ({ text }, index) => index > 0 && /^(?:https?|ftp):\/\//i.test(text) && !BESIDE.has(argv[index - 1]?.text ?? ''),
  )
  if (schemed !== undefined) return schemed
  return argv.find(
    ({ text }, index) =>
      index > 0 && /^[\w-]+\.[\w.-]+(?:\/|$)/.test(text) && (index === 1 || SWITCHES.test(argv[index - 1]?.text ?? '')),
  )
}

/** The names that options give: `-o x`, `-fsSLo x`, `-Ox`, `--output=x`, `-OutFile x`. */
function namesIn(argv: readonly Word[], program: string): string[] {
  const form = POWERSHELL.has(program)
    ? /^-outf?i?l?e?$/i
    : program.startsWith('wget')
      ? /^(?:-[a-zA-Z]*O|--output-document)$/
      : /^(?:-[a-zA-Z#]*o|--output|--out)$/
  return argv.flatMap(({ text }, index) => {
    if (form.test(text)) return argv[index + 1]?.text ?? []
    const joined = program.startsWith('wget')
      ? /^(?:-[a-zA-NP-Z]*O|--output-document=)(.+)$/.exec(text)
      : /^--output=(.+)$/.exec(text)
    return joined?.[1] ?? []
  })
}

function isKeptByItsOwnName(argv: readonly Word[], program: string): boolean {
  if (program.startsWith('wget') || program === 'aria2c' || program === 'fetch') return true
  return (
    program === 'curl' && argv.some(({ text }) => /^-[a-zA-NP-Z]*O[a-zA-Z]*$/.test(text) || text === '--remote-name')
  )
}

/** The last component of a path of either system. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
