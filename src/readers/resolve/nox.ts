import type { Argument } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { withArguments } from './npm-scripts.js'
import { isGiven, readOptions } from './options.js'
import { gap, type Follower, type Gap, type Reached } from './reach.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set([
  '-s',
  '--session',
  '--sessions',
  '-e',
  '-f',
  '--noxfile',
  '-k',
  '--keywords',
  '-t',
  '--tags',
  '-p',
  '--python',
  '--pythons',
])
const CALL = /\bsession\.(?:run|run_always)\(/g
const LONGEST_CALL = 2_000
const MAX_CALLS = 500

interface Call {
  readonly words: readonly Argument[]
  readonly line: number
}

interface Session {
  readonly name: string
  readonly calls: readonly Call[]
  /** False for a session that `nox` leaves out unless it is asked for. */
  readonly default: boolean
}

/** `nox -s name`: the literal arguments of `session.run(…)` in the noxfile. */
export const followNox: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, VALUED)
  if (isGiven(options, ['-l', '--list', '-h', '--help', '--version'])) return undefined
  if (invocation.directory === undefined) return gap('nox in a folder that cannot be told', 'dynamic')
  const path = tree.find(invocation.directory, ['noxfile.py'], true)
  if (path === undefined) return gap('noxfile.py', 'missing')
  if (isGiven(options, ['-k', '--keywords', '-t', '--tags']))
    return gap('nox sessions chosen by tag or keyword', 'dynamic')
  const all = sessionsOf(tree, path)
  const named = selectedNames(invocation.words)
  const gaps: Gap[] = []
  const scripts: Reached[] = []
  const chosen = named.length === 0 ? usualSessions(tree.text(path) ?? '', all) : []
  for (const word of named) {
    const session = sessionOf(word, all)
    if (session === undefined)
      gaps.push({ what: `nox session ${word.text}`, reason: word.literal ? 'missing' : 'dynamic' })
    else chosen.push(session)
  }
  const folder = folderOf(path)
  for (const session of chosen) {
    for (const call of session.calls) scripts.push(reached(call, session.name, path, folder))
  }
  return { scripts, gaps }
}

/** What `nox` runs if it is not told: the sessions in `nox.options.sessions`, else all but those that say otherwise. */
function usualSessions(source: string, all: readonly Session[]): Session[] {
  const listed = /^nox\.options\.sessions\s*=\s*[[(]([^\])]*)/m.exec(source)?.[1] ?? ''
  const names = Array.from(listed.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g), (match) => match[1] ?? match[2] ?? '')
  if (names.length === 0) return all.filter((session) => session.default)
  return names.flatMap((text) => sessionOf({ text, literal: true }, all) ?? [])
}

/** The session of that name; behind the name may stand the Python version or the parameters of one of its runs. */
function sessionOf({ text, literal }: Argument, all: readonly Session[]): Session | undefined {
  const stem = literal ? text : text.slice(0, text.indexOf('$')).replace(/[-(]$/, '')
  return all.find(
    ({ name }) => name === stem || (literal && (text.startsWith(`${name}-`) || text.startsWith(`${name}(`))),
  )
}

/** `-s a b`, `--session=a`: names up to the next option. */
function selectedNames(words: readonly Argument[]): Argument[] {
  const names: Argument[] = []
  let taking = false
  for (const word of words.slice(1)) {
    if (word.text === '--') break
    const [option = '', value] = word.text.split('=', 2)
    if (word.text.startsWith('-')) {
      taking = ['-s', '-e', '--session', '--sessions'].includes(option)
      if (taking && value !== undefined) names.push({ text: value, literal: word.literal })
    } else if (taking) names.push(word)
  }
  return names
}

function reached({ words, line }: Call, name: string, path: string, folder: string): Reached {
  const { text, known } = withArguments('', words)
  return {
    text,
    known,
    source: { file: path, route: name, place: () => ({ line, column: 1 }) },
    key: `${path}#${name}:${line}`,
    failFast: true,
    pipefail: false,
    directory: folder,
  }
}

function sessionsOf(tree: Tree, path: string): readonly Session[] {
  return tree.kept('nox', path, () => readSessions(tree.text(path) ?? ''))
}

/** Functions behind a decorator that names a session, with the calls in their bodies. */
function readSessions(source: string): Session[] {
  const sessions: { name: string; calls: Call[]; default: boolean }[] = []
  let decorator: string | undefined
  let offset = 0
  let calls = 0
  for (const [index, line] of source.split('\n').entries()) {
    const top = /^\S/.test(line)
    if (top && /^@[\w.]*session\b/.test(line)) decorator = line
    else if (top && decorator !== undefined && !/^(?:async\s+)?def\s/.test(line)) decorator += line
    const name = /^(?:async\s+)?def\s+(\w+)/.exec(line)?.[1]
    if (name !== undefined && decorator !== undefined) {
      const given = /\bname\s*=\s*["']([^"']+)["']/.exec(decorator)?.[1]
      sessions.push({ name: given ?? name, calls: [], default: !/\bdefault\s*=\s*False/.test(decorator) })
      decorator = undefined
    } else if (top && name !== undefined) sessions.push({ name: '', calls: [], default: false })
    for (const call of line.matchAll(CALL)) {
      if ((calls += 1) > MAX_CALLS) break
      const words = argumentsOf(source, offset + call.index + call[0].length)
      if (words.length > 0) sessions.at(-1)?.calls.push({ words, line: index + 1 })
    }
    offset += line.length + 1
  }
  return sessions.filter(({ name }) => name !== '')
}

/** The positional arguments of a call, from behind its bracket: strings are literal, anything else is not. */
function argumentsOf(source: string, from: number): Argument[] {
  const words: Argument[] = []
  const token =
    /\s+|#[^\n]*|([fFrRbB]{0,2})("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([([{])|([)\]}])|,|[^\s#"'()[\]{},]+/y
  token.lastIndex = from
  let open = 0
  let current: { text: string; literal: boolean; keyword: boolean } | undefined
  const finish = (): void => {
    if (current !== undefined && !current.keyword) words.push({ text: current.text, literal: current.literal })
    current = undefined
  }
  for (
    let found = token.exec(source);
    found !== null && found.index - from < LONGEST_CALL;
    found = token.exec(source)
  ) {
    const [whole, prefix, text, opening, closing] = found
    if (/^[\s#]/.test(whole)) continue
    if (closing !== undefined && (open -= 1) < 0) break
    if (opening !== undefined) open += 1
    if (whole === ',' && open === 0) finish()
    else if (text !== undefined && current === undefined) {
      current = { text: text.slice(1, -1), literal: !/f/i.test(prefix ?? ''), keyword: false }
    } else if (current === undefined) current = { text: whole, literal: false, keyword: /^\w+=/.test(whole) }
    else
      current = {
        ...current,
        text: current.text + whole,
        literal: false,
        keyword: current.keyword || (open === 0 && whole.startsWith('=')),
      }
  }
  finish()
  return words
}
