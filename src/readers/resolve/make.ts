import type { Because } from '../../core/location.js'
import { pathFrom } from '../shell/index.js'
import { folderOf } from '../paths.js'
import { readOptions, valueOf, isGiven } from './options.js'
import { expandMake, settledValue, type Expanded, type MakeSurroundings } from './make-expand.js'
import { readMakefile, type Makefile, type MakeRule, type RecipeLine } from './makefile.js'
import { NOWHERE, gap, type Follower, type Gap, type Invocation, type Reach, type Reached } from './reach.js'
import { excerpt, type Source } from './source.js'
import { treePath, type Tree } from './tree.js'

/** In the order in which GNU make looks for them (manual: What Name to Give Your Makefile). */
const NAMES = ['GNUmakefile', 'makefile', 'Makefile']
const VALUED: ReadonlySet<string> = new Set([
  '-C',
  '--directory',
  '-f',
  '--file',
  '--makefile',
  '-j',
  '-l',
  '-I',
  '-o',
  '-W',
])
const MAX_TARGETS = 300
const MAX_DEPTH = 40
const MAX_PATTERNS = 500
/** Values of one variable that are all followed. */
const MAX_VALUES = 3

/** Follows `make target` into the recipes of the target and of what it needs. */
export const followMake: Follower = (invocation, tree) => {
  const options = readOptions(invocation.words, VALUED)
  if (isGiven(options, ['-n', '--dry-run', '--just-print', '-v', '--version', '-h', '--help', '-p', '-q']))
    return undefined
  const place = makefilePlace(invocation, tree, options)
  if ('reason' in place) return gap(place.what, place.reason)
  const operands = options.operands.map(({ word }) => word)
  const assigned = operands.filter(({ text }) => /^[\w.-]+[:?+]?=/.test(text))
  const goals = operands.filter((word) => !assigned.includes(word))
  const dynamic = goals.find(({ literal }) => !literal)
  if (dynamic !== undefined) return gap(`make target ${dynamic.text}`, 'dynamic')
  // What the shell puts in is not known here; it is handed on as it is written.
  const overrides = new Map(
    assigned.map(({ text, literal }) => {
      const value = text.slice(text.indexOf('=') + 1)
      return [text.split(/[:?+]?=/)[0] ?? '', literal ? value : value.replaceAll('$', '$$$$')]
    }),
  )
  const ignores = isGiven(options, ['-i', '--ignore-errors'])
  const run = new MakeRun(tree, place, { overrides, env: invocation.env }, ignores)
  return run.goals(goals.map(({ text }) => text))
}

function makefilePlace(
  { directory }: Invocation,
  tree: Tree,
  options: ReturnType<typeof readOptions>,
): { path: string; folder: string } | Gap {
  const folderOption = valueOf(options, ['-C', '--directory'])
  const folder = folderOption === undefined ? directory : treePath(folderOption, directory)
  if (folder === undefined) return { what: 'make in a folder that cannot be told', reason: 'dynamic' }
  const fileOption = valueOf(options, ['-f', '--file', '--makefile'])
  const path = fileOption === undefined ? tree.find(folder, NAMES) : treePath(fileOption, folder)
  if (path === undefined) return { what: `a makefile in ${folder === '' ? 'the root' : folder}`, reason: 'missing' }
  return tree.has(path) ? { path, folder } : { what: `makefile ${path}`, reason: 'missing' }
}

interface Found {
  readonly rules: readonly MakeRule[]
  readonly stem: string | undefined
}

/** One run of make: every target is made once. */
class MakeRun {
  readonly #tree: Tree
  readonly #path: string
  readonly #folder: string
  readonly #makefile: Makefile
  readonly #given: Pick<MakeSurroundings, 'overrides' | 'env'>
  readonly #ignoresErrors: boolean
  readonly #index: RuleIndex
  readonly #done = new Set<string>()
  readonly #scripts: Reached[] = []
  readonly #gaps: Gap[] = []

  constructor(
    tree: Tree,
    { path, folder }: { path: string; folder: string },
    given: Pick<MakeSurroundings, 'overrides' | 'env'>,
    ignoresErrors: boolean,
  ) {
    this.#tree = tree
    this.#path = path
    this.#folder = folder
    this.#makefile = readMakefile(tree, path, folder)
    this.#given = given
    this.#ignoresErrors = ignoresErrors
    this.#index = tree.kept(`make rules in ${folder}`, path, () => indexRules(this.#makefile))
  }

  goals(names: readonly string[]): Reach {
    const goals = names.length > 0 ? names : this.#defaultGoal()
    if (goals.length === 0) return gap(`a default target of ${this.#path}`, 'missing')
    for (const goal of goals) this.#make(goal, [], 0, true)
    return { ...NOWHERE, scripts: this.#scripts, gaps: this.#gaps }
  }

  #defaultGoal(): string[] {
    const named = settledValue(this.#makefile.values.get('.DEFAULT_GOAL') ?? [])
    const first = this.#index.order.find(
      (target) => (!target.startsWith('.') || target.includes('/')) && !target.includes('%'),
    )
    const goal = named ?? first
    return goal === undefined ? [] : [goal.trim()]
  }

  #make(target: string, via: readonly Because[], depth: number, asked: boolean): void {
    if (this.#done.has(target) || this.#done.size > MAX_TARGETS || depth > MAX_DEPTH) return
    this.#done.add(target)
    const found = this.#find(target)
    if (found === undefined) {
      if (asked && !this.#exists(target))
        this.#gaps.push({ what: `make target ${target} of ${this.#path}`, reason: 'missing' })
      return
    }
    const links = [...via]
    for (const rule of found.rules) this.#prerequisites(rule, found, target, links, depth)
    const automatic = this.#automatic(target, found)
    for (const rule of found.rules) for (const line of rule.recipe) this.#recipe(line, target, automatic, links)
  }

  #exists(target: string): boolean {
    const path = pathFrom(this.#folder, target)
    return path !== undefined && this.#tree.has(path)
  }

  #find(target: string): Found | undefined {
    const rules = this.#index.byTarget.get(target)
    if (rules !== undefined) {
      const pattern = rules.some(({ recipe }) => recipe.length > 0) ? undefined : this.#pattern(target)
      return pattern === undefined
        ? { rules, stem: undefined }
        : { rules: [...rules, ...pattern.rules], stem: pattern.stem }
    }
    return this.#pattern(target) ?? this.#last()
  }

  /** The recipe for targets that no rule makes (GNU make manual: Defining Last-Resort Default Rules). */
  #last(): Found | undefined {
    const rules = (this.#index.byTarget.get('.DEFAULT') ?? []).filter(({ recipe }) => recipe.length > 0)
    return rules.length === 0 ? undefined : { rules, stem: undefined }
  }

  #pattern(target: string): Found | undefined {
    for (const { rule, before, after } of this.#index.patterns) {
      if (target.length <= before.length + after.length || rule.recipe.length === 0) continue
      if (!target.startsWith(before) || !target.endsWith(after)) continue
      const stem = target.slice(before.length, target.length - after.length)
      if (before !== '' || after !== '' || this.#isMakeable(rule, target, stem)) return { rules: [rule], stem }
    }
    return undefined
  }

  /** A rule for any target at all counts only if all that it needs has a rule of its own, and never makes what is there. */
  #isMakeable(rule: MakeRule, target: string, stem: string): boolean {
    if (rule.prerequisites === '') return !this.#exists(target)
    const names = prerequisiteNames(rule, this.#around(new Map([['@', target]])), stem)
    return names.length > 0 && names.every((name) => this.#index.byTarget.has(name))
  }

  #around(automatic: ReadonlyMap<string, string | undefined>): MakeSurroundings {
    return { makefile: this.#makefile, ...this.#given, automatic }
  }

  #prerequisites(rule: MakeRule, { stem }: Found, target: string, links: Because[], depth: number): void {
    const names = prerequisiteNames(rule, this.#around(new Map([['@', target]])), stem)
    if (names.length === 0) return
    const link = { file: rule.file, line: rule.line, text: excerpt(`${target}: ${rule.prerequisites}`) }
    for (const name of names) this.#make(name, [...links, link], depth + 1, false)
  }

  #automatic(target: string, { rules, stem }: Found): Map<string, string | undefined> {
    const around = this.#around(new Map([['@', target]]))
    const needed = rules.flatMap((rule) => prerequisiteNames(rule, around, stem))
    const complete = rules.every((rule) => expandMake(rule.prerequisites, around).known.length === 0)
    return new Map([
      ['@', target],
      ['*', stem],
      ['@D', folderOf(target) === '' ? '.' : folderOf(target)],
      ['<', complete || needed.length > 0 ? needed[0] : undefined],
      ['^', complete ? needed.join(' ') : undefined],
      ['+', complete ? needed.join(' ') : undefined],
    ])
  }

  /** A recipe whose program depends on conditions is listed once for each program that it may be. */
  #recipe(line: RecipeLine, target: string, automatic: ReadonlyMap<string, string | undefined>, via: Because[]): void {
    const around = this.#around(automatic)
    const expanded = expandMake(line.text, around)
    const start = expanded.text.search(/[^\s@+-]/)
    const { open } = expanded
    if (open === undefined || open.values.length > MAX_VALUES || !expanded.known.some((span) => span.start === start)) {
      return this.#line(line, expanded, target, via)
    }
    for (const value of open.values) {
      const overrides = new Map([...around.overrides, [open.name, value]])
      this.#line({ ...line, conditional: true }, expandMake(line.text, { ...around, overrides }), target, via)
    }
  }

  #line(line: RecipeLine, expanded: Expanded, target: string, via: Because[]): void {
    const prefix = /^[\s@+-]*/.exec(expanded.text)?.[0] ?? ''
    const text = expanded.text.slice(prefix.length)
    if (text === '') return
    const ignoredFailure = prefix.includes('-')
      ? 'recipe line starts with -'
      : this.#ignoresErrors
        ? 'make -i'
        : undefined
    // Options may stand behind the shell's own name too (GNU make manual: Choosing the Shell).
    const flags = ['SHELL', '.SHELLFLAGS'].map((name) => settledValue(this.#makefile.values.get(name) ?? [])).join(' ')
    this.#scripts.push({
      text,
      known: expanded.known.map(({ start, end }) => ({ start: start - prefix.length, end: end - prefix.length })),
      source: recipeSource(line, text, line.text.endsWith(text) ? line.text.length - text.length : undefined, target),
      key: `${this.#path}#${target}`,
      // The lines of a canned recipe are commands of their own, each of which must succeed.
      failFast: /(?:^|\s)-\w*e/.test(flags) || /[^\\]\n/.test(text),
      pipefail: flags.includes('pipefail'),
      directory: this.#folder,
      via,
      ...(ignoredFailure !== undefined && { ignoredFailure }),
      ...(line.conditional && { conditional: true }),
    })
  }
}

/** A recipe's lines are in the file as they are; a column is exact only where nothing was replaced in front of it. */
function recipeSource(recipe: RecipeLine, text: string, offset: number | undefined, target: string): Source {
  const { file, line, rows } = recipe
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index + 1)
  return {
    file,
    route: `targets.${target}`,
    place(at) {
      const before = starts.filter((start) => start <= at).length
      // A canned recipe has lines that stand elsewhere.
      const row = Math.min(before, rows.length - 1)
      const { from = 1, end = 1 } = rows[row] ?? {}
      const skipped = before === 0 ? (offset ?? 0) : -(starts[before - 1] ?? 0)
      return { line: line + row, column: Math.min(from + at + skipped, end) }
    },
  }
}

function prerequisiteNames(rule: MakeRule, around: MakeSurroundings, stem: string | undefined): string[] {
  const { text, known } = expandMake(rule.prerequisites, around)
  const names: string[] = []
  // Behind the second colon of a static pattern rule stand the prerequisites.
  const from = /^[^:=%]*%[^:=]*:(?!=)/.exec(text)?.[0].length ?? 0
  for (const match of text.slice(from).matchAll(/[^\s|]+/g)) {
    const start = from + match.index
    if (known.some((span) => span.start < start + match[0].length && start < span.end)) continue
    if (!match[0].includes('%')) names.push(match[0])
    else if (stem !== undefined) names.push(match[0].replace('%', stem))
  }
  return names
}

interface RuleIndex {
  readonly byTarget: ReadonlyMap<string, readonly MakeRule[]>
  readonly patterns: readonly { readonly rule: MakeRule; readonly before: string; readonly after: string }[]
  /** Targets in the order in which they are written. */
  readonly order: readonly string[]
}

function indexRules(makefile: Makefile): RuleIndex {
  const around: MakeSurroundings = { makefile, overrides: new Map(), env: new Map(), automatic: new Map() }
  const byTarget = new Map<string, MakeRule[]>()
  const patterns: { rule: MakeRule; before: string; after: string }[] = []
  for (const rule of makefile.rules) {
    for (const target of expandMake(rule.targets, around).text.split(/\s+/)) {
      const percent = target.indexOf('%')
      if (percent >= 0 && patterns.length < MAX_PATTERNS)
        patterns.push({ rule, before: target.slice(0, percent), after: target.slice(percent + 1) })
      if (target === '' || percent >= 0) continue
      const rules = byTarget.get(target)
      if (rules === undefined) byTarget.set(target, [rule])
      else rules.push(rule)
    }
  }
  return { byTarget, patterns, order: [...byTarget.keys()] }
}
