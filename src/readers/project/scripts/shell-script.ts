import type { Located } from '../../../core/location.js'
import type { ScriptFile, ScriptWork } from '../../../models/index.js'
import { GOES_ON } from '../../../models/script.js'
import { folderOf } from '../../paths.js'
import { fileSource, locationIn, type Source } from '../../resolve/source.js'
import { evaluateShell, parseShell, type ShellCommand } from '../../shell/index.js'
import { ALWAYS_SET, IDLE, IDLE_SECOND } from './words.js'

const LONGEST_NAME = 50

/** A removal in a folder that a variable names: `$NAME/`, `${NAME}/`, without a value for when it is not set. */
const VARIABLE_FOLDER = /^\$(?:(\w+)|\{(\w+)\})\//

/** What is known of the other scripts. */
interface Others {
  /** Whether one of them takes this one in. */
  readonly sourced: boolean
  /** Names of functions of all scripts: what they do is told where they are written. */
  readonly functions: ReadonlySet<string>
}

/** Another file that is taken in may set any variable. */
const TAKES_IN = /^[ \t]*(?:source|\.)[ \t]/m

/** What a shell script does when it is started by its name, and after which failures it goes on. */
export function readShellScript(path: string, text: string, { sourced, functions }: Others): ScriptFile {
  const first = text.slice(0, text.indexOf('\n') + 1 || text.length)
  const script = parseShell(text)
  const { commands } = evaluateShell(script, {
    failFast: /\s-\w*e/.test(first),
    pipefail: first.includes('pipefail'),
    directory: '',
    scriptFolder: folderOf(path),
  })
  const source = fileSource(path, text, 'script')
  const own = withoutRepeats(commands.filter((command) => command.script === script))
  const broken = script.defect !== undefined || script.cut === true
  return {
    file: path,
    language: 'shell',
    lines: text.split('\n').length,
    hasFunctions: functionNames(text).length > 0,
    sourced: sourced || own.length === 0,
    asks: own.some(({ words }) => words[0]?.text === 'read' && words.some((word) => /^-\w*p/.test(word.text))),
    handlesErrors: false,
    work: broken ? [] : own.filter((each) => isWork(each, functions)).map((command) => workOf(command, source)),
    unsetRemovals:
      broken || stopsAtUnset(text, first) || TAKES_IN.test(text)
        ? []
        : own.flatMap((each) => unsetRemoval(each, text, source)),
  }
}

/** A function that is called twice, and a loop that is run for each of its words, hold their commands once. */
function withoutRepeats(commands: readonly ShellCommand[]): ShellCommand[] {
  const kept = new Map<number, ShellCommand>()
  for (const command of commands) {
    const before = kept.get(command.start)
    if (before === undefined || before.ignoredFailure === undefined) kept.set(command.start, command)
  }
  return [...kept.values()]
}

/** Names of the functions that a script in shell defines. */
export function functionNames(text: string): string[] {
  const definitions = text.matchAll(/^[ \t]{0,20}(?:function[ \t]+([\w:-]+)|([\w:-]+)[ \t]{0,4}\(\))/gm)
  return Array.from(definitions, (match) => match[1] ?? match[2] ?? '')
}

function isWork({ words, substituted, reads }: ShellCommand, functions: ReadonlySet<string>): boolean {
  const [program = '', second = '', ...more] = words
    .map(({ text }) => text)
    .filter((text, i) => i > 0 || text !== 'sudo')
  if (program === '' || substituted || reads !== undefined || program.startsWith('$') || functions.has(program))
    return false
  if (IDLE.has(program.slice(program.lastIndexOf('/') + 1)) || IDLE_SECOND.has(second)) return false
  return ![second, ...more.slice(0, 2)].some((text) => /^(?:list|describe|get|show|wait)(?:-|$)/.test(text))
}

function workOf({ words, ignoredFailure, conditional, start, end }: ShellCommand, source: Source): ScriptWork {
  const [program, told] = words.filter(({ text }, i) => i > 0 || text !== 'sudo')
  const isVerb = told?.literal === true && /^[a-z][\w:.-]*$/i.test(told.text)
  const name = [program?.text ?? '', ...(isVerb ? [told.text] : [])].join(' ').slice(0, LONGEST_NAME)
  return { name, goesOn: ignoredFailure === GOES_ON, conditional, at: locationIn(source, start, end) }
}

/** Whether a variable that is not set ends the script, somewhere in it. */
function stopsAtUnset(text: string, first: string): boolean {
  return /\s-\w*u/.test(first) || /^[ \t]*set[ \t]+(?:-\w+[ \t]+)*(?:-\w*u|-o[ \t]+nounset)/m.test(text)
}

function unsetRemoval({ words, start, end }: ShellCommand, text: string, source: Source): Located<string>[] {
  const texts = words.map((word) => word.text)
  if (texts[0] !== 'rm' || !texts.some((word) => /^-\w*[rR]|^--recursive$/.test(word))) return []
  return words.flatMap((word): Located<string>[] => {
    const match = word.literal || word.path !== undefined ? null : VARIABLE_FOLDER.exec(word.text)
    const name = match?.[1] ?? match?.[2]
    if (name === undefined || ALWAYS_SET.test(name) || isLookedAt(name, text)) return []
    return [{ value: name, at: locationIn(source, start, end) }]
  })
}

/** Whether the script gives the variable a value, or asks whether it has one. */
function isLookedAt(name: string, text: string): boolean {
  const mentions = [`${name}=`, `{${name}:?`, `{${name}?`, `{${name}:-`, `{${name}:=`, `{${name}+`, `{${name}:+`]
  if (mentions.some((each) => text.includes(each))) return true
  return text.split('\n').some((line) => {
    const asks = /(?:^|\s)(?:-[nzdv]|for|read|local|declare|getopts|mapfile|if|test|\[\[?)\s/.test(line)
    return asks && line.includes(name) && !line.includes('rm ')
  })
}
