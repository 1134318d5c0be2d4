import type { Argument } from './command.js'
import { survivedAfter } from './guards.js'
import { pathFrom } from './paths.js'
import type { Context, End, Shell } from './state.js'

/** Does to the shell what a builtin does to it. Tells whether the command ends the list that it stands in. */
export function changeState(words: readonly Argument[], context: Context, shell: Shell): End {
  const [name, ...rest] = words
  if (name?.literal !== true) return undefined
  switch (name.text) {
    case 'cd':
      changeFolder(shell, folderOf(rest, shell))
      return undefined
    case 'pushd':
      shell.pushed = { folder: shell.directory, below: shell.pushed }
      changeFolder(shell, folderOf(rest, shell))
      return undefined
    case 'popd':
      changeFolder(shell, shell.pushed?.folder)
      shell.pushed = shell.pushed?.below
      return undefined
    case 'set':
      setOptions(rest, context, shell)
      return undefined
    case 'shift':
      shell.scope.positional = context.settled ? shell.scope.positional?.slice(countOf(rest)) : undefined
      return undefined
    case 'read':
    case 'mapfile':
    case 'readarray':
    case 'getopts':
    case 'unset':
    case 'printf':
      for (const { text } of rest) if (/^\w+$/.test(text)) shell.scope.assign(text, undefined)
      return undefined
    default:
      return endOf(name.text, rest, context, shell)
  }
}

function endOf(name: string, rest: readonly Argument[], context: Context, shell: Shell): End {
  switch (name) {
    case 'exit':
      shell.survived = survivedAfter(shell.survived, context.guards)
      if (context.conditional && !context.choosing && isSuccess(rest)) shell.mayHaveEnded = true
      return 'exit'
    case 'return':
    case 'continue':
    case 'break':
      if (context.conditional && (name !== 'return' || isSuccess(rest))) shell.mayHaveReturned = true
      return 'return'
    case 'exec':
      return rest.length > 0 ? 'exit' : undefined
    default:
      return undefined
  }
}

function isSuccess([status]: readonly Argument[]): boolean {
  return status?.literal === true && /^0+$/.test(status.text)
}

function countOf([count]: readonly Argument[]): number {
  return count?.literal === true && /^\d{1,3}$/.test(count.text) ? Number(count.text) : 1
}

/** The folder that `cd` is given; undefined if it cannot be told or lies outside of the repository. */
function folderOf(given: readonly Argument[], shell: Shell): string | undefined {
  const target = given.find(({ text }) => text === '-' || !text.startsWith('-'))
  if (target === undefined) return undefined
  if (target.text === '-') return shell.previous
  return target.path ?? (target.literal ? pathFrom(shell.directory, target.text) : undefined)
}

function changeFolder(shell: Shell, folder: string | undefined): void {
  shell.previous = shell.directory
  shell.directory = folder
}

/** `set -euo pipefail`, `set +e`, `set -- words`. An option that is only perhaps switched off counts as still on. */
function setOptions(words: readonly Argument[], { settled }: Context, shell: Shell): void {
  for (const [index, { text }] of words.entries()) {
    if (text === '--') {
      shell.scope.positional = settled ? words.slice(index + 1) : undefined
      return
    }
    const on = text.startsWith('-')
    if (!on && !text.startsWith('+')) continue
    if (text.includes('e') && !text.startsWith('--')) setErrexit(shell, on, settled)
    if (!text.endsWith('o')) continue
    const option = words[index + 1]?.text
    if (option === 'errexit') setErrexit(shell, on, settled)
    if (option === 'pipefail' && (on || settled)) shell.pipefail = on
  }
}

function setErrexit(shell: Shell, on: boolean, settled: boolean): void {
  if (!on && !settled) return
  shell.errexit = on
  shell.errexitOff = !on
}
