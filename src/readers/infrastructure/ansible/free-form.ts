import type { Location } from '../../../core/location.js'
import type { DictValue, Value } from '../../../models/index.js'
import { dict, scalar, unresolved } from '../make-value.js'

/** Modules whose text is a command; of `name=value` words they take only their own (Ansible docs: the modules' parameters). */
const COMMANDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    command: ['chdir', 'creates', 'executable', 'expand_argument_vars', 'removes', 'stdin', 'strip_empty_ends', 'warn'],
    shell: ['chdir', 'creates', 'executable', 'removes', 'stdin', 'warn'],
    script: ['chdir', 'cmd', 'creates', 'decrypt', 'executable', 'removes'],
    raw: ['executable'],
  }).map(([name, own]) => [`ansible.builtin.${name}`, new Set(own)]),
)

/** Modules that take one text as it is. */
const TEXT_ONLY: ReadonlySet<string> = new Set([
  'ansible.builtin.include_tasks',
  'ansible.builtin.import_tasks',
  'ansible.builtin.include',
  'ansible.builtin.meta',
])

const ASSIGNMENT = /^([a-z_][a-z0-9_]*)=(.*)$/s

/**
 * The arguments that a module's free-form text gives: `name=value` words, and `_raw_params` for all others (Ansible docs:
 * the note on free-form modules).
 */
export function freeFormArguments(text: string, module: string, at: Location): DictValue {
  const own = COMMANDS.get(module)
  let rest = ''
  const entries: [string, Value][] = []
  for (const { word, blanks } of wordsOf(text)) {
    const [, name = '', value = ''] = ASSIGNMENT.exec(word) ?? []
    const isArgument = name !== '' && !(TEXT_ONLY.has(module) && rest === '') && (own?.has(name) ?? true)
    if (isArgument) entries.push([name, textValue(unquoted(value), at)])
    else rest += (rest === '' ? '' : blanks) + word
  }
  if (rest !== '') entries.push(['_raw_params', textValue(rest, at)])
  return dict(entries, at)
}

/** The text as a value: unresolved if it holds Jinja, with the names that it reads. */
export function textValue(text: string, at: Location): Value {
  if (!text.includes('{{') && !text.includes('{%')) return scalar(text, at)
  const names = Array.from(text.matchAll(/\{\{-?\s*([A-Za-z_][\w.]{0,100})/g), (match) => match[1] ?? '')
  return unresolved(text, names, at)
}

interface Word {
  readonly word: string
  /** What parts it from the word before: scripts of several lines keep their lines. */
  readonly blanks: string
}

/** Words, apart from blanks inside quotes and inside Jinja. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let word = ''
  let blanks = ''
  let quote = ''
  let depth = 0
  const end = () => {
    if (word === '') return
    words.push({ word, blanks })
    word = ''
    blanks = ''
  }
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index)
    const pair = text.slice(index, index + 2)
    if (pair === '{{' || pair === '{%') depth += 1
    if (depth > 0 && (pair === '}}' || pair === '%}')) depth -= 1
    if (quote === '' && (char === '"' || char === "'")) quote = char
    else if (char === quote) quote = ''
    const blank = char === ' ' || char === '\n' || char === '\t'
    if (!blank || quote !== '' || depth > 0) word += char
    else {
      end()
      blanks += char
    }
  }
  end()
  return words
}

function unquoted(text: string): string {
  const quote = text.charAt(0)
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text
}
