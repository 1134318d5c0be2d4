import type { Argument, Span } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { readIni, type Ini, type IniLine } from './ini.js'
import { isGiven, readOptions } from './options.js'
import { gap, type Follower, type Gap, type Invocation, type Reached } from './reach.js'
import { toxSections } from './tox-toml.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set([
  '-e',
  '--env',
  '-c',
  '--conf',
  '-m',
  '-f',
  '--workdir',
  '--root',
  '-x',
  '--override',
  '--result-json',
  '-p',
  '--parallel',
  '--installpkg',
])
const RUNNING: ReadonlySet<string> = new Set(['run', 'r', 'run-parallel', 'p', 'legacy', 'le', 'exec', 'e'])
const MAX_ENVIRONMENTS = 60
const MAX_REFERENCES = 5

interface Run {
  readonly ini: Ini
  readonly path: string
  readonly prefix: string
  readonly posargs: readonly Argument[]
}

/** `tox -e env`: the commands of the environments' sections (tox documentation: Configuration, INI). */
export const followTox: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, VALUED)
  const [sub] = options.operands.map(({ word }) => word)
  if (isGiven(options, ['--version', '-h', '--help', '-l', '--listenvs', '-a', '--showconfig', '--notest']))
    return undefined
  if (sub !== undefined && (!sub.literal || !RUNNING.has(sub.text))) return undefined
  if (invocation.directory === undefined) return gap('tox in a folder that cannot be told', 'dynamic')
  const found = configuration(invocation.directory, tree)
  if (found === undefined) return gap('the configuration of tox', 'missing')
  const run: Run = { ...found, posargs: invocation.words.slice(options.rest) }
  const named = [...(options.values.get('-e') ?? []), ...(options.values.get('--env') ?? [])]
  const selected = selectedEnvironments(run, named, invocation.command.env.get('TOXENV'))
  const scripts = new Map<string, Reached>()
  for (const name of selected.names.slice(0, MAX_ENVIRONMENTS)) {
    for (const script of scriptsOf(run, name, invocation))
      scripts.set(`${script.source.place(0).line}:${script.text}`, script)
  }
  return { scripts: [...scripts.values()], gaps: selected.gaps }
}

function configuration(directory: string, tree: Tree): { ini: Ini; path: string; prefix: string } | undefined {
  const path = tree.find(directory, ['tox.ini'], true)
  if (path !== undefined) return { path, prefix: 'tox', ini: ini(tree, path) }
  const setup = tree.find(directory, ['setup.cfg'], true)
  if (setup !== undefined && ini(tree, setup).has('tox:tox')) {
    return { path: setup, prefix: 'tox:tox', ini: ini(tree, setup) }
  }
  for (const name of ['pyproject.toml', 'tox.toml']) {
    const toml = tree.find(directory, [name], true)
    const sections = toml === undefined ? undefined : toxSections(tree, toml)
    if (toml !== undefined && sections !== undefined) return { path: toml, prefix: 'tox', ini: sections }
  }
  return undefined
}

function ini(tree: Tree, path: string): Ini {
  return tree.kept('ini', path, () => readIni(tree.text(path) ?? ''))
}

function selectedEnvironments(
  { ini: sections, prefix }: Run,
  named: readonly Argument[],
  variable: string | undefined,
): { names: string[]; gaps: Gap[] } {
  const given =
    named.length > 0 ? named : variable === undefined ? [] : [{ text: variable, literal: !variable.includes('$') }]
  // `py${{ matrix.python }}` is one of the environments that tox makes up by itself from the plain section.
  const plain = given.filter(({ text, literal }) => !literal && /^py(?:thon)?\$[^}]*\}{1,2}$/.test(text))
  const dynamic = given.filter((word) => !word.literal && !plain.includes(word))
  const gaps = dynamic.map(({ text }): Gap => ({ what: `tox environment ${text}`, reason: 'dynamic' }))
  const names = given.filter(({ literal }) => literal).flatMap(({ text }) => text.split(','))
  if (plain.length > 0) names.push('py')
  const all = names.length === 0 && dynamic.length === 0 ? defaults(sections.get(prefix)) : names
  return { names: all.map((name) => name.trim()).filter((name) => name !== ''), gaps }
}

/** The names in `env_list`, `py{311,312}-{a,b}` multiplied out; a list that is missing means the plain section. */
function defaults(section: ReadonlyMap<string, readonly IniLine[]> | undefined): string[] {
  const lines = section?.get('env_list') ?? section?.get('envlist') ?? []
  const names = lines.flatMap(({ text }) => splitOutsideBraces(text)).flatMap((name) => multiplied(name.trim()))
  return names.length === 0 ? ['py'] : names
}

function splitOutsideBraces(text: string): string[] {
  return text.match(/(?:[^,{}]|\{[^{}]*\})+/g) ?? []
}

function multiplied(name: string): string[] {
  const found = /\{([^{}]*)\}/.exec(name)
  if (found === null) return [name]
  const alternatives = (found[1] ?? '').split(',').slice(0, MAX_ENVIRONMENTS)
  const rest = multiplied(name.slice(found.index + found[0].length))
  const before = name.slice(0, found.index)
  return alternatives.flatMap((each) => rest.map((behind) => before + each.trim() + behind)).slice(0, MAX_ENVIRONMENTS)
}

function scriptsOf(run: Run, name: string, { directory }: Invocation): Reached[] {
  const own = run.ini.get(`testenv:${name}`)
  const base = run.ini.get('testenv')
  return ['commands_pre', 'commands', 'commands_post'].flatMap((key) => {
    const lines = own?.get(key) ?? base?.get(key) ?? []
    const factors = new Set(name.split('-'))
    return joinedLines(lines.flatMap((line) => referenced(run, line, 0)))
      .flatMap((line) => forFactors(line, factors))
      .map((line) => reached(run, line, name, directory))
  })
}

/** `{[section]key}` alone on a line stands for the lines of that key. */
function referenced(run: Run, line: IniLine, depth: number): IniLine[] {
  const found = /^\{\[([^\]]+)\]([\w.-]+)\}$/.exec(line.text)
  if (found === null || depth > MAX_REFERENCES) return [line]
  const lines = run.ini.get(found[1] ?? '')?.get(found[2] ?? '') ?? []
  return lines.flatMap((each) => referenced(run, each, depth + 1))
}

/** `py311,lint: command` holds for environments with one of the factors, `!py311: command` for all others. */
function forFactors(line: IniLine, factors: ReadonlySet<string>): IniLine[] {
  const found = /^(!?[\w.]+(?:[,-]!?[\w.]+)*):\s+(.*)/.exec(line.text)
  if (found === null) return [line]
  const fits = (found[1] ?? '')
    .split(',')
    .some((each) => each.split('-').every((factor) => factors.has(factor.replace('!', '')) !== factor.startsWith('!')))
  return fits ? [{ ...line, text: found[2] ?? '' }] : []
}

function joinedLines(lines: readonly IniLine[]): IniLine[] {
  const joined: IniLine[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last?.text.endsWith('\\') === true)
      joined[joined.length - 1] = { ...last, text: `${last.text.slice(0, -1)} ${line.text}` }
    else joined.push(line)
  }
  return joined
}

function reached(run: Run, line: IniLine, name: string, directory: string | undefined): Reached {
  const ignored = /^-\s*/.exec(line.text)?.[0] ?? ''
  const text = substituted(line.text.slice(ignored.length), run.posargs, name)
  return {
    text,
    known: braces(text),
    source: { file: run.path, route: `testenv:${name}`, place: () => ({ line: line.line, column: line.column }) },
    key: `${run.path}#${name}:${line.line}:${line.text}`,
    failFast: true,
    pipefail: false,
    directory: directory === undefined ? undefined : folderOf(run.path),
    ...(ignored !== '' && { ignoredFailure: 'command line starts with -' }),
  }
}

function substituted(text: string, posargs: readonly Argument[], name: string): string {
  const given = posargs.map((word) => word.text).join(' ')
  return text
    .replace(/\{posargs(?::([^{}]*))?\}/g, (_, otherwise: string | undefined) =>
      given === '' ? (otherwise ?? '') : given,
    )
    .replaceAll('{envpython}', 'python')
    .replaceAll('{envbindir}/', '')
    .replaceAll('{envname}', name)
    .replace(/\{(?:toxinidir|tox_root|changedir)\}/g, '.')
}

/** What is left in braces has a value that tox alone knows. */
function braces(text: string): Span[] {
  return Array.from(text.matchAll(/\{[\w:[\]./-]+\}/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
