import type { Command } from '../../models/index.js'
import { baseName } from './download-commands.js'
import { downloadUrl, type DownloadUrl } from './download-url.js'

/** Programs that run what they read. */
const SHELLS: ReadonlySet<string> = new Set(
  'sh bash zsh dash ash ksh fish pwsh powershell iex invoke-expression'.split(' '),
)
const INTERPRETERS: ReadonlySet<string> = new Set('python python2 python3 perl ruby node php'.split(' '))
const EVALUATING: ReadonlySet<string> = new Set(['eval', 'source', '.', 'iex', 'invoke-expression'])

/** Programs that hand on what they read, changed or not. */
const PASSING: ReadonlySet<string> = new Set(
  'sed tr tee cat gunzip zcat gzip bunzip2 xz base64 awk head tail dos2unix'.split(' '),
)

/** Wrappers that stand before a program in a pipe, with their options. */
const WRAPPERS: ReadonlySet<string> = new Set(['sudo', 'env', 'exec', 'command', 'time', 'nice'])

/** Programs that install the files they are given, or run them. */
const INSTALLING: ReadonlySet<string> = new Set(
  'dpkg apt apt-get rpm yum dnf zypper apk gdebi installer msiexec install java start-process'.split(' '),
)

/** Programs that put files somewhere. */
const PLACING: ReadonlySet<string> = new Set(['mv', 'cp', 'tar', 'unzip', 'bsdtar', '7z'])

/** Folders that programs are looked for in, or a file in one. */
const BIN = /(?:^|\/)s?bin\/?(?:[\w.$-]*)$|^\/usr(?:\/local)?\/?$|^\$\{?GOPATH\}?/

/** Modes by which the owner may run a file (chmod: symbolic and octal modes). */
const RUNNABLE = /^[ugoa]*[+=][rwst]*x|^0?[0-7]?[1357][0-7]{2}$/

/** Whether what a command writes ends in a program that runs it: `| sudo bash -s -- -y`. */
export function isPipedIntoShell({ streams }: Command): boolean {
  for (const words of streams?.pipedInto ?? []) {
    const [program = '', ...rest] = withoutWrapper(words)
    const name = baseName(program).toLowerCase()
    if (SHELLS.has(name) || INTERPRETERS.has(name)) return readsScript(name, rest)
    if (!PASSING.has(name)) return false
  }
  return false
}

/** Whether what a command writes is unpacked into a folder of programs: `| tar xz -C /usr/local/bin`. */
export function isUnpackedIntoBin({ streams }: Command): boolean {
  const [last = []] = streams?.pipedInto?.slice(-1) ?? []
  const [program = '', ...rest] = withoutWrapper(last)
  return PLACING.has(baseName(program)) && rest.some((word) => BIN.test(word))
}

/** Without `sudo -E`, `env A=b` before the program itself. */
function withoutWrapper(words: readonly string[]): readonly string[] {
  if (!WRAPPERS.has(words[0] ?? '')) return words
  const program = words.findIndex((word, index) => index > 0 && !/^-|^\w+=/.test(word))
  return program < 0 ? [] : words.slice(program)
}

/** Whether the program takes its script from its input: no file and no text of its own. */
function readsScript(name: string, words: readonly string[]): boolean {
  const isShell = SHELLS.has(name)
  if (words.some((word) => (isShell ? /^-[a-z]*c$/i : /^-[a-z]*[cemnpr]$/i).test(word))) return false
  if (isShell && words.some((word) => /^-[a-z]*s/.test(word))) return true
  const operand = words.find((word) => !word.startsWith('-') || word === '-')
  return operand === undefined || operand === '-' || operand === '/dev/stdin'
}

/** What a command downloads and runs within its own words: `bash <(curl …)`, `sh -c "$(curl …)"`, `iex (irm …)`. */
export function ranInWords({ argv }: Command): DownloadUrl[] {
  const [program, ...words] = argv
  const name = baseName(program?.text ?? '').toLowerCase()
  if (/^\(\[scriptblock\]::create/i.test(program?.text ?? '')) return addressesIn(program?.text ?? '')
  const evaluates = EVALUATING.has(name)
  if (!evaluates && !SHELLS.has(name) && !INTERPRETERS.has(name)) return []
  return words.flatMap(({ text }, index) => {
    const isScript = evaluates || /^-[a-z]*[ce]$/.test(words[index - 1]?.text ?? '')
    const substituted = /^<\(\s*(?:curl|wget)\s/.test(text)
    const inserted = isScript && /^["'(]*(?:\$\(|`)\s*(?:curl|wget)\s/.test(text)
    const powershell = isScript && /DownloadString\(|\b(?:iwr|irm|invoke-webrequest|invoke-restmethod)\s/i.test(text)
    return substituted || inserted || powershell ? addressesIn(text) : []
  })
}

function addressesIn(text: string): DownloadUrl[] {
  const found = /(?:https?|ftp):\/\/[^\s"'`)]+/i.exec(text)?.[0]
  const url = found === undefined ? undefined : downloadUrl({ text: found })
  return url === undefined ? [] : [url]
}

/** Whether a command runs a file, installs it, or makes it runnable. */
export function runsFile({ argv }: Command, file: string): boolean {
  const [program = '', ...words] = argv.map(({ text }) => text)
  const wanted = baseName(file)
  const isFile = (word: string): boolean => baseName(word) === wanted
  if (wanted === '' || wanted === '.') return false
  if (isFile(program) && /[/\\]/.test(program)) return true
  if (!words.some(isFile)) return false
  const name = baseName(program).toLowerCase()
  if (name === 'chmod') return words.some((word) => RUNNABLE.test(word))
  if (SHELLS.has(name) || INTERPRETERS.has(name) || EVALUATING.has(name)) return isFile(scriptIn(words) ?? '')
  if (INSTALLING.has(name)) return true
  return PLACING.has(name) && words.some((word, index) => BIN.test(word) && (index > 0 || !isFile(word)))
}

/** The first word that is no option: what an interpreter is told to run. */
function scriptIn(words: readonly string[]): string | undefined {
  return words.some((word) => /^-[a-z]*c$/.test(word)) ? undefined : words.find((word) => !word.startsWith('-'))
}

/** Whether a file of that name is there to be run by its place or its kind. */
export function isProgram(path: string): boolean {
  return BIN.test(path) || /\.(?:sh|jar|deb|rpm|apk|exe|msi|phar|run|bin|ps1)$/i.test(path)
}
