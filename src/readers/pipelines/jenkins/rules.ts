import type { Location } from '../../../core/location.js'
import type { GroovyCall, GroovyExpression, GroovyNode, GroovyStatement } from '../../groovy/index.js'
import { nodesIn } from '../../groovy/index.js'
import { branchName, regularRule } from './compare.js'
import {
  argument,
  bodyOf,
  directiveOf,
  directives,
  firstArgument,
  namedArguments,
  placeIn,
  type ScriptFile,
} from './file.js'
import { prefixRule } from './methods.js'

/** More names and patterns of branches are not told apart. */
const MAX_BRANCHES = 20

/** What a script asks about the run that it is in, and what it says about what starts it. */
export class Rules {
  /** Names and patterns of branches, as {@link fits} takes them, with their place. */
  readonly branches = new Map<string, Location>()
  /** Patterns of tags. */
  readonly tagNames = new Map<string, Location>()
  tags: Location | undefined
  changes: Location | undefined
  /** Whether it uses what only a multibranch project has: then changes and branches start it by themselves. */
  multibranch = false
  /** Calls that say what starts the project: `cron(…)`, `pollSCM(…)`. */
  readonly triggers: { readonly call: GroovyCall; readonly file: ScriptFile; readonly listed: boolean }[] = []
  /** Causes that a stage waits for, with their place: what the server is set to start. */
  readonly causes = new Map<string, Location>()
  /** What a person is asked for who starts it: name in lower case to the kind of parameter. */
  readonly parameters = new Map<string, string>()
  /** Of those, what the choices offer. */
  readonly choices = new Map<string, readonly string[]>()
}

/** Names of variables that hold the branch (Jenkins: Pipeline syntax, global variable reference; Git plugin). */
const BRANCH = /^(?:BRANCH_NAME|GIT_BRANCH|GIT_LOCAL_BRANCH|BRANCH)$/
const OF_CHANGE = /^CHANGE_(?:ID|URL|TITLE|AUTHOR|AUTHOR_EMAIL|TARGET|BRANCH|FORK)$/
const OF_MULTIBRANCH = /^(?:BRANCH_NAME|BRANCH_IS_PRIMARY)$/

/** Adds what the file asks about the run, and what starts it. */
export function addRules(file: ScriptFile, rules: Rules): void {
  const aliases = aliasesIn(file.body)
  for (const node of nodesIn(file.body)) {
    const at = (): Location => placeIn(file, node)
    const name = variableOf(node)
    if (name !== undefined) addVariable(name, rules, at)
    for (const rule of branchRulesOf(node, aliases)) addBranch(rules, rule, at())
    if (node.kind !== 'call') continue
    if (node.name === 'when') addConditions(bodyOf(node), file, rules)
    if (node.name === 'triggers' && node.target === undefined) {
      for (const statement of bodyOf(node)) {
        const call = directiveOf(statement)
        if (call !== undefined) rules.triggers.push({ call, file, listed: true })
      }
    }
    if (node.name === 'pipelineTriggers') {
      for (const each of nodesIn(node.arguments.map(({ value }) => value)))
        if (each.kind === 'call') rules.triggers.push({ call: each, file, listed: isListed(node, each) })
    }
    if (node.name === 'pipeline') for (const each of directives(bodyOf(node), 'parameters')) addParameters(each, rules)
    if (node.name === 'properties') {
      for (const each of nodesIn(node.arguments.map(({ value }) => value)))
        if (each.kind === 'call' && each.name === 'parameters') addParameters(each, rules)
    }
  }
}

/** Whether the call stands in the list itself, not among the arguments of something in it. */
function isListed({ arguments: given }: GroovyCall, call: GroovyCall): boolean {
  return given.some(({ value }) => value.kind === 'list' && value.items.includes(call))
}

/** `parameters { string(name: 'VERSION') }`, `parameters([choice(name: 'STAGE', …)])` (Pipeline syntax: parameters). */
function addParameters(call: GroovyCall, { parameters, choices }: Rules): void {
  const listed = call.arguments.flatMap(({ value }) => (value.kind === 'list' ? value.items : []))
  const calls = [
    ...listed.filter((each) => each.kind === 'call'),
    ...bodyOf(call).flatMap((each) => directiveOf(each) ?? []),
  ]
  for (const each of calls) {
    const name = literalText(namedArguments(each.arguments).get('name'))
    if (name === undefined || each.name === undefined) continue
    parameters.set(name.toLowerCase(), each.name === 'booleanParam' ? 'boolean' : each.name)
    const offered = each.name === 'choice' ? offeredBy(namedArguments(each.arguments).get('choices')) : []
    if (offered.length > 0) choices.set(name.toLowerCase(), offered)
  }
}

/** A list of texts, or a text with one on each line (Pipeline syntax: parameters, choice). */
function offeredBy(node: Parameters<typeof literalText>[0]): string[] {
  if (node === undefined) return []
  const texts = node.kind === 'list' ? node.items.map(literalText) : (literalText(node) ?? '').split('\n')
  const known = texts.filter((text) => text !== undefined && text.trim() !== '')
  return known.length === texts.length ? known.flatMap((text) => text ?? []) : []
}

/** The environment variable that an expression reads: `env.NAME`, `env['NAME']`, or a name alone. */
function variableOf(node: GroovyNode): string | undefined {
  if (node.kind === 'name') return node.name
  if (node.kind === 'property' && node.target.kind === 'name' && node.target.name === 'env') return node.name
  if (node.kind === 'index' && node.target.kind === 'name' && node.target.name === 'env') return literalText(node.index)
  return undefined
}

function addVariable(name: string, rules: Rules, at: () => Location): void {
  if (OF_CHANGE.test(name)) {
    rules.changes ??= at()
    rules.multibranch = true
  }
  if (name === 'TAG_NAME') rules.tags ??= at()
  if (OF_MULTIBRANCH.test(name)) rules.multibranch = true
}

function addBranch(rules: Rules, rule: string, at: Location): void {
  if (/^PR-/.test(rule)) {
    rules.changes ??= at
    return
  }
  if (rules.branches.size < MAX_BRANCHES && !rules.branches.has(rule)) rules.branches.set(rule, at)
}

/** Variables that hold the branch's name under another one. */
function aliasesIn(body: readonly GroovyStatement[]): ReadonlySet<string> {
  const aliases = new Set<string>()
  for (const node of nodesIn(body)) {
    if (node.kind === 'declaration' && node.value !== undefined && holdsBranch(node.value)) {
      for (const name of node.names) aliases.add(name)
    }
    if (node.kind === 'assignment' && node.target.kind === 'name' && holdsBranch(node.value))
      aliases.add(node.target.name)
  }
  return aliases
}

function holdsBranch(value: GroovyExpression): boolean {
  const name = variableOf(value)
  if (name !== undefined) return BRANCH.test(name)
  if (value.kind === 'string') {
    const [only] = value.parts
    return value.parts.length === 1 && only?.kind === 'interpolation' && holdsBranch(only.expression)
  }
  return (
    value.kind === 'call' && value.target !== undefined && value.arguments.length === 0 && holdsBranch(value.target)
  )
}

/** The names and patterns with which an expression compares the branch. */
function branchRulesOf(node: GroovyNode, aliases: ReadonlySet<string>): string[] {
  const isBranch = (each: GroovyExpression | undefined): boolean =>
    each !== undefined && (holdsBranch(each) || (each.kind === 'name' && aliases.has(each.name)))
  if (node.kind === 'binary') {
    const other = isBranch(node.left) ? node.right : isBranch(node.right) ? node.left : undefined
    return other === undefined ? [] : rulesOfComparison(node.operator, other)
  }
  if (node.kind === 'switch' && isBranch(node.subject)) {
    return node.cases.flatMap(({ value }) => (value === undefined ? [] : rulesOfComparison('==', value)))
  }
  if (node.kind !== 'call' || node.target === undefined) return []
  const [first] = node.arguments
  if (isBranch(first?.value)) return rulesOfComparison('in', node.target)
  const text = first && literalText(first.value)
  if (text === undefined || !isBranch(node.target)) return []
  switch (node.name) {
    case 'startsWith':
      return [prefixRule(branchName(text))]
    case 'equals':
    case 'equalsIgnoreCase':
      return [branchName(text)]
    case 'matches':
      return [regularRule(text)]
    default:
      return []
  }
}

function rulesOfComparison(operator: string, other: GroovyExpression): string[] {
  if (other.kind === 'list') return other.items.flatMap((item) => rulesOfComparison('==', item))
  const text = literalText(other)
  if (text === undefined || text === '') return []
  if (operator === '==~') return [regularRule(text)]
  if (operator === '=~') return [regularRule(`.*${text}.*`)]
  return operator === '==' || operator === '!=' ? [branchName(text)] : []
}

/** The text of a string without interpolation. */
export function literalText(expression: GroovyExpression | undefined): string | undefined {
  if (expression?.kind !== 'string') return undefined
  const [only] = expression.parts
  if (only === undefined) return ''
  return expression.parts.length === 1 && only.kind === 'text' ? only.value : undefined
}

/** Takes note of the conditions of a `when` that are about branches, tags and changes. */
function addConditions(body: readonly GroovyStatement[], file: ScriptFile, rules: Rules): void {
  for (const call of body.flatMap((statement) => directiveOf(statement) ?? [])) {
    const at = placeIn(file, call)
    switch (call.name) {
      case 'branch': {
        rules.multibranch = true
        const rule = ruleOf(call)
        if (rule !== undefined) addBranch(rules, rule, at)
        break
      }
      case 'changeRequest':
        rules.multibranch = true
        rules.changes ??= at
        break
      case 'tag':
      case 'buildingTag': {
        rules.tags ??= at
        const rule = call.name === 'tag' ? ruleOf(call) : undefined
        if (rule !== undefined) rules.tagNames.set(rule, at)
        break
      }
      case 'triggeredBy': {
        const cause = literalText(argument(call, 'cause') ?? firstArgument(call))
        if (cause !== undefined) rules.causes.set(cause.replace(/^.*[.$]/, ''), at)
        break
      }
      case 'not':
      case 'anyOf':
      case 'allOf':
        addConditions(bodyOf(call), file, rules)
    }
  }
}

/** The rule of `branch` or `tag`: a glob, or with `comparator: 'REGEXP'` a regular expression (Pipeline syntax: when). */
export function ruleOf(call: GroovyCall): string | undefined {
  const pattern = literalText(argument(call, 'pattern'))
  if (pattern === undefined) return undefined
  const comparator = literalText(namedArguments(call.arguments).get('comparator'))
  return comparator === 'REGEXP' ? regularRule(pattern) : branchName(pattern)
}
