import { githubScriptMeaning } from './github-script.js'
import type { LexiconWord } from './types.js'

/**
 * Modules of Python that only work on data, files and the machine's own facts (Python documentation: The Python Standard
 * Library), and those that read formats and versions.
 */
const PYTHON_MODULES: ReadonlySet<string> = new Set(
  (
    'argparse base64 binascii calendar collections configparser copy csv dataclasses datetime decimal enum fileinput fnmatch fractions ' +
    'functools glob hashlib html importlib.metadata io itertools json locale math operator os os.path pathlib platform pprint random re ' +
    'secrets shutil site statistics string struct sys sysconfig tarfile tempfile textwrap time tomllib toml typing unicodedata ' +
    'urllib.parse uuid xml.etree.ElementTree yaml zipfile zlib packaging.version'
  ).split(' '),
)
const PYTHON_IMPORT = /(?:^|[\n;:])[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b([^\n;]*)|import[ \t]+([^\n;]+))/g
/** What makes code, starts programs, or judges something by ending the script with an error. */
const PYTHON_REACHING =
  /\b(?:exec|eval|compile|__\w+__|importlib\.import_module|assert|raise|exit|quit|getattr|globals|os\s*\.\s*(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork\w*))\b/
const OS_NAMES: ReadonlySet<string> = new Set(['path', 'environ', 'getenv', 'listdir', 'makedirs', 'getcwd', 'sep'])

const JAVASCRIPT_JUDGING = /\b(?:throw|exit|exitCode|assert|abort|kill)\b/

const PERL_REACHING = /`|\b(?:system|exec|qx|open|do|require|use|eval|die|exit|fork|socket)\b/

interface Inline {
  /** Options whose value is the program. */
  readonly options: readonly string[]
  readonly isHarmless: (text: string) => boolean
}

const INLINE: ReadonlyMap<string, Inline> = new Map([
  ...['python', 'python2', 'python3'].map((name): [string, Inline] => [
    name,
    { options: ['-c'], isHarmless: isHarmlessPython },
  ]),
  ['node', { options: ['-e', '--eval'], isHarmless: isHarmlessJavaScript }],
  ['perl', { options: ['-e', '-pe', '-ne', '-pie'], isHarmless: (text) => !PERL_REACHING.test(text) }],
])

/** Whether the call runs a program that stands in its words and that only works on data and files. */
export function runsHarmlessText(name: string, words: readonly LexiconWord[]): boolean {
  const inline = INLINE.get(name)
  const at = words.findIndex(({ text }, index) => index > 0 && inline?.options.includes(text) === true)
  const program = at < 0 ? undefined : words[at + 1]
  return program?.literal === true && inline?.isHarmless(program.text) === true
}

/** Whether a script in Python imports and calls nothing that reaches beyond data and files, and judges nothing. */
export function isHarmlessPython(text: string): boolean {
  const code = withoutTexts(text)
  if (PYTHON_REACHING.test(code)) return false
  for (const [, from, names = '', plain = ''] of code.matchAll(PYTHON_IMPORT)) {
    const modules = from === undefined ? plain.split(',') : [from]
    if (!modules.every((each) => PYTHON_MODULES.has(each.trim().split(/\s/)[0] ?? ''))) return false
    if (from === 'os' && !namesIn(names).every((each) => OS_NAMES.has(each))) return false
  }
  return true
}

function namesIn(text: string): string[] {
  return text
    .replace(/[()]/g, ' ')
    .split(',')
    .flatMap((each) => each.trim().split(/\s/)[0] ?? [])
}

/** The text without comments and without what stands in quotes; that of a formatted text stays, as it holds code. */
function withoutTexts(text: string): string {
  let code = ''
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at)
    if (char === '#') {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else if (char === '"' || char === "'") {
      const quote = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char
      const end = endOfText(text, at + quote.length, quote)
      const formatted = /(?:^|\W)[rR]?[fF][rR]?$/.test(text.slice(Math.max(0, at - 3), at))
      code += formatted ? ` ${text.slice(at + quote.length, end)} ` : '""'
      at = end + quote.length
    } else {
      code += char
      at += 1
    }
  }
  return code
}

function endOfText(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text.startsWith(quote, at)) return at
  }
  return text.length
}

function isHarmlessJavaScript(text: string): boolean {
  const { intents, opaque } = githubScriptMeaning(text)
  return opaque === undefined && intents.length === 0 && !JAVASCRIPT_JUDGING.test(text)
}
