import type { Because } from '../../core/location.js'
import type { Argument, Span } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { readJustfile, type Justfile, type JustLine, type JustRecipe } from './justfile.js'
import { isGiven, readOptions, valueOf } from './options.js'
import { gap, type Follower, type Gap, type Reach, type Reached } from './reach.js'
import { excerpt } from './source.js'
import { treePath, type Tree } from './tree.js'

const NAMES = ['justfile', '.justfile', 'Justfile', '.Justfile', 'JUSTFILE']
const VALUED: ReadonlySet<string> = new Set([
  '-f',
  '--justfile',
  '-d',
  '--working-directory',
  '--shell',
  '--shell-arg',
  '--dotenv-path',
  '-E',
  '--color',
])
const MAX_RECIPES = 200
/** Modules in modules. */
const MAX_MODULES = 10

/** `just recipe args`: the recipe with those that it depends on. */
export const followJust: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, VALUED)
  if (
    isGiven(options, [
      '-l',
      '--list',
      '--summary',
      '--show',
      '-s',
      '-n',
      '--dry-run',
      '--fmt',
      '--evaluate',
      '--dump',
      '--version',
      '--help',
    ])
  ) {
    return undefined
  }
  const fileOption = valueOf(options, ['-f', '--justfile'])
  const { directory } = invocation
  if (directory === undefined) return gap('just in a folder that cannot be told', 'dynamic')
  const path = fileOption === undefined ? tree.find(directory, NAMES, true) : treePath(fileOption, directory)
  if (path === undefined || !tree.has(path)) return gap('a justfile', 'missing')
  const folderOption = valueOf(options, ['-d', '--working-directory'])
  const folder = folderOption === undefined ? folderOf(path) : treePath(folderOption, directory)
  // What stands behind the first recipe's name are recipes and their arguments, options or not.
  const first = options.operands.find(({ word }) => !/^[\w-]+=/.test(word.text))
  const words = first === undefined ? [] : invocation.words.slice(first.index)
  return inModule(tree, { path, folder, words }, 0)
}

interface JustCall {
  readonly path: string
  readonly folder: string | undefined
  readonly words: readonly Argument[]
}

/** `just web::test` and `just web test` run a recipe of a module, in the module's folder (just manual: Modules). */
function inModule(tree: Tree, call: JustCall, depth: number): Reach {
  const { path, folder, words } = call
  const [first, ...rest] = words
  const { recipes, aliases, modules } = readJustfile(tree, path)
  const [name = '', ...inner] = first?.literal === true ? first.text.split('::') : []
  const file = modules.get(name)
  if (file === undefined || recipes.has(name) || aliases.has(name) || depth >= MAX_MODULES) {
    return new JustRun(tree, path, folder).run(words)
  }
  const next = inner.length === 0 ? rest : [{ text: inner.join('::'), literal: true }, ...rest]
  return inModule(tree, { path: file, folder: folderOf(file), words: next }, depth + 1)
}

class JustRun {
  readonly #file: Justfile
  readonly #path: string
  readonly #folder: string | undefined
  readonly #done = new Set<string>()
  readonly #scripts: Reached[] = []
  readonly #gaps: Gap[] = []

  constructor(tree: Tree, path: string, folder: string | undefined) {
    this.#file = readJustfile(tree, path)
    this.#path = path
    this.#folder = folder
  }

  run(words: readonly Argument[]): Reach {
    const { first } = this.#file
    if (words.length === 0 && first !== undefined) this.#recipe(first, [], [])
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index]
      if (word?.literal !== true) {
        this.#gaps.push({ what: `just recipe ${word?.text ?? ''}`, reason: 'dynamic' })
        break
      }
      const recipe = this.#find(word.text)
      const takes =
        recipe?.parameters.some(({ rest }) => rest) === true ? words.length : (recipe?.parameters.length ?? 0)
      this.#recipe(word.text, words.slice(index + 1, index + 1 + takes), [])
      index += takes
    }
    return { scripts: this.#scripts, gaps: this.#gaps }
  }

  #find(name: string): JustRecipe | undefined {
    return this.#file.recipes.get(name) ?? this.#file.recipes.get(this.#file.aliases.get(name) ?? '')
  }

  #recipe(name: string, args: readonly Argument[], via: readonly Because[]): void {
    const recipe = this.#find(name)
    if (recipe === undefined) {
      this.#gaps.push({ what: `just recipe ${name} of ${this.#path}`, reason: 'missing' })
      return
    }
    const key = `${recipe.name} ${args.map(({ text }) => text).join(' ')}`
    if (this.#done.has(key) || this.#done.size > MAX_RECIPES) return
    this.#done.add(key)
    const link = { file: recipe.file, line: recipe.line, text: excerpt(`${name}: ${recipe.before.join(' ')}`) }
    for (const each of recipe.before) this.#recipe(each, [], [...via, link])
    this.#body(recipe, valuesOf(recipe, args, this.#file), via)
    for (const each of recipe.after) this.#recipe(each, [], [...via, link])
  }

  #body({ name, body }: JustRecipe, values: ReadonlyMap<string, string>, via: readonly Because[]): void {
    const [first] = body
    const shebang = first?.text.startsWith('#!') === true ? first.text : undefined
    if (shebang !== undefined && !/[/\s](?:ba|da|z|k)?sh\b/.test(shebang)) {
      this.#gaps.push({ what: `recipe ${name} in ${shebang}`, reason: 'unsupported' })
      return
    }
    const lines = shebang === undefined ? joined(body) : [whole(body)]
    for (const line of lines) this.#line(line, name, values, via, shebang)
  }

  #line(
    line: JustLine,
    name: string,
    values: ReadonlyMap<string, string>,
    via: readonly Because[],
    shebang?: string,
  ): void {
    const prefix = /^[@-]*/.exec(line.text)?.[0] ?? ''
    const { text, known } = interpolated(line.text.slice(prefix.length), values)
    if (text.trim() === '') return
    this.#scripts.push({
      text,
      known,
      source: {
        file: line.file,
        route: `recipes.${name}`,
        place: (offset) => ({ line: line.line + text.slice(0, offset).split('\n').length - 1, column: line.column }),
      },
      key: `${this.#path}#${name}:${line.line}`,
      failFast: shebang === undefined ? this.#file.failFast : /\s-\w*e/.test(shebang),
      pipefail: shebang === undefined ? this.#file.pipefail : shebang.includes('pipefail'),
      directory: this.#folder,
      via,
      ...(prefix.includes('-') && { ignoredFailure: 'recipe line starts with -' }),
    })
  }
}

/** Parameters and variables whose values are known. */
function valuesOf({ parameters }: JustRecipe, args: readonly Argument[], { variables }: Justfile): Map<string, string> {
  const values = new Map(variables)
  for (const [index, { name, fallback, rest }] of parameters.entries()) {
    const given = rest ? args.slice(index) : args.slice(index, index + 1)
    const known = given.every(({ literal }) => literal)
    const value =
      given.length > 0
        ? known
          ? given.map(({ text }) => text).join(' ')
          : undefined
        : (fallback ?? (rest ? '' : undefined))
    if (value === undefined) values.delete(name)
    else values.set(name, value)
  }
  return values
}

/** A backslash at the end of a line makes the next one a part of it. */
function joined(body: readonly JustLine[]): JustLine[] {
  const lines: JustLine[] = []
  for (const line of body) {
    const last = lines.at(-1)
    if (last?.text.endsWith('\\') === true) lines[lines.length - 1] = { ...last, text: `${last.text}\n${line.text}` }
    else lines.push(line)
  }
  return lines
}

/** All lines as one text whose line numbers are right for the first one on. */
function whole(body: readonly JustLine[]): JustLine {
  const [first] = body
  const text: string[] = []
  for (const line of body) {
    while (first !== undefined && text.length < line.line - first.line) text.push('')
    text.push(line.text)
  }
  return { file: first?.file ?? '', line: first?.line ?? 1, column: first?.column ?? 1, text: text.join('\n') }
}

/** `{{name}}` with its value; any other expression stays as written and is not known. */
function interpolated(text: string, values: ReadonlyMap<string, string>): { text: string; known: Span[] } {
  const known: Span[] = []
  let result = ''
  let at = 0
  for (const match of text.matchAll(/\{\{(?!\{)([^{}]*)\}\}/g)) {
    result += text.slice(at, match.index)
    const value = values.get((match[1] ?? '').trim())
    const start = result.length
    result += value ?? match[0]
    if (value === undefined) known.push({ start, end: result.length })
    at = match.index + match[0].length
  }
  return { text: result + text.slice(at), known }
}
