import { both, either, negated } from '../../../core/three-valued.js'
import type { GroovyCall, GroovyExpression, GroovyProperty, GroovyString } from '../../groovy/syntax.js'
import { areEqual, findsRegular, fits, isAmong, regularRule } from './compare.js'
import { methodValue } from './methods.js'
import type { Scope } from './scope.js'
import { TextBuilder } from './texts.js'
import {
  constant,
  knownText,
  listOf,
  NULL,
  truth,
  unknownValue,
  writtenText,
  type MapValue,
  type Value,
} from './values.js'

/** What names and calls are worth where an expression stands. */
export interface Surroundings {
  readonly scope: Scope
  /** An environment variable; undefined if nothing is known of it. */
  environment(name: string): Value | undefined
  /** What a call gives, and performs, that is no method of a value. Undefined: it is one. */
  call(call: GroovyCall): Value | undefined
  /** How deep in an expression this is; 0 to begin with. */
  readonly depth: number
}

/** How deep an expression is looked into; longer chains of operators than these are not written. */
const MAX_DEPTH = 300
const MAX_NAMES = 20

/** Names whose properties are data of the run. */
const DATA: ReadonlySet<string> = new Set(['params', 'currentBuild', 'scm', 'env', 'manager', 'System'])

/** What the expression is worth, as far as it is known. Steps in it are performed, if the surroundings perform them. */
export function evaluate(expression: GroovyExpression, outer: Surroundings): Value {
  if (outer.depth > MAX_DEPTH) return unknownValue('expression')
  const around = { ...outer, depth: outer.depth + 1 }
  switch (expression.kind) {
    case 'string':
      return evaluateString(expression, around)
    case 'literal':
      return constant(expression.value)
    case 'name':
      return evaluateName(expression.name, around)
    case 'property':
      return propertyOf(expression, around)
    case 'index':
      return entryOf(evaluate(expression.target, around), evaluate(expression.index, around), around)
    case 'call':
      return evaluateCall(expression, around)
    case 'new':
      for (const { value } of expression.arguments) evaluate(value, around)
      return unknownValue(`new ${expression.type}`, isForeignClass(expression.type, around))
    case 'list':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, around)), open: false }
    case 'map':
      return evaluateMap(expression.entries, around)
    case 'closure':
      return { kind: 'code', code: expression, scope: around.scope }
    case 'unary':
      return evaluateUnary(expression.operator, evaluate(expression.operand, around))
    case 'binary':
      return evaluateBinary(expression, around)
    case 'ternary':
      return evaluateChoice(expression, around)
    case 'assignment':
      return evaluate(expression.value, around)
    case 'opaque':
      return unknownValue('expression')
  }
}

function evaluateString({ parts, start }: GroovyString, around: Surroundings): Value {
  const builder = new TextBuilder(around.scope.file)
  for (const part of parts) {
    if (part.kind === 'text') builder.literal(part)
    else {
      const value = evaluate(part.expression, around)
      const text = writtenText(value)
      builder.inserted(
        text ?? writtenText(unknownValue(nameOf(part.expression))) ?? '',
        knownText(value) !== undefined,
        part.start,
      )
    }
  }
  return builder.build(start)
}

/** The expression as it is shown where its value is not known. */
export function nameOf(expression: GroovyExpression, depth = 0): string {
  if (depth > MAX_NAMES) return ''
  const inner = (each: GroovyExpression): string => nameOf(each, depth + 1)
  switch (expression.kind) {
    case 'name':
      return expression.name
    case 'property':
      return `${inner(expression.target)}.${expression.name ?? ''}`
    case 'index':
      return `${inner(expression.target)}.${inner(expression.index)}`
    case 'call':
      return `${expression.target === undefined ? '' : `${inner(expression.target)}.`}${expression.name ?? ''}`
    case 'string':
      return expression.parts.map((part) => (part.kind === 'text' ? part.value : inner(part.expression))).join('')
    case 'literal':
      return String(expression.value)
    case 'new':
      return expression.type
    default:
      return 'expression'
  }
}

function evaluateName(name: string, { scope, environment }: Surroundings): Value {
  const own = scope.get(name)
  if (own !== undefined) return own
  const code = scope.function(name)
  if (code !== undefined) return { kind: 'code', ...code }
  return environment(name) ?? unknownValue(name)
}

function propertyOf({ target, name }: GroovyProperty, around: Surroundings): Value {
  if (target.kind === 'name' && target.name === 'env' && around.scope.get('env') === undefined && name !== undefined)
    return around.environment(name) ?? unknownValue(`env.${name}`)
  const value = evaluate(target, around)
  if (name === undefined) return unknownValue(nameOf(target))
  return memberOf(value, name, nameOf(target), around)
}

function memberOf(value: Value, name: string, target: string, around: Surroundings): Value {
  if (value.kind === 'map') return value.entries.get(name) ?? (value.open ? unknownValue(`${target}.${name}`) : NULL)
  if (value.kind === 'module') {
    const code = value.scope.function(name)
    return code === undefined ? unknownValue(`${target}.${name}`) : { kind: 'code', ...code }
  }
  if (value.kind === 'list' && name === 'size') return constant(value.open ? null : value.items.length)
  // `this.name` and `script.name` are the script's own.
  if (target === 'this') return evaluateName(name, around)
  return unknownValue(`${target}.${name}`, value.kind === 'unknown' && value.isCode && !DATA.has(target))
}

function entryOf(value: Value, index: Value, around: Surroundings): Value {
  const key = knownText(index)
  if (value.kind === 'unknown' && value.text === 'env' && key !== undefined)
    return around.environment(key) ?? unknownValue(`env.${key}`)
  const name = `${value.kind === 'unknown' ? value.text : value.kind}.${key ?? 'item'}`
  if (value.kind === 'map' && key !== undefined)
    return value.entries.get(key) ?? (value.open ? unknownValue(name) : NULL)
  if (value.kind === 'list' && key !== undefined) {
    const at = Number(key)
    return value.items.at(at) ?? unknownValue(name)
  }
  return unknownValue(name, value.kind === 'unknown' && value.isCode)
}

function evaluateMap(
  entries: readonly { key: string | undefined; computed?: GroovyExpression; value: GroovyExpression }[],
  around: Surroundings,
): Value {
  const map: MapValue = { kind: 'map', entries: new Map(), open: false }
  for (const { key, computed, value } of entries) {
    const name = key ?? (computed && writtenText(evaluate(computed, around)))
    const each = evaluate(value, around)
    if (name === undefined || name === '*') map.open = true
    else map.entries.set(name, each)
  }
  return map
}

function evaluateCall(call: GroovyCall, around: Surroundings): Value {
  const performed = around.call(call)
  if (performed !== undefined) return performed
  const target = call.target === undefined ? undefined : evaluate(call.target, around)
  const values = call.arguments.map(({ value }) => evaluate(value, around))
  if (target === undefined || call.name === undefined) return unknownValue(nameOf(call))
  return methodValue(target, call.name, values, around.scope.file, call.start) ?? unknownValue(nameOf(call))
}

function evaluateUnary(operator: string, value: Value): Value {
  if (operator === '!') return ofTruth(negated(truth(value)), 'not')
  if (operator === '-' && value.kind === 'constant' && typeof value.value === 'number') return constant(-value.value)
  return operator === '+' || operator === '*' ? value : unknownValue('expression')
}

/** A boolean of which it may not be known which. */
export function ofTruth(value: boolean | undefined, text: string): Value {
  return value === undefined ? unknownValue(text) : constant(value)
}

function evaluateBinary(
  { operator, left, right, start }: Extract<GroovyExpression, { kind: 'binary' }>,
  around: Surroundings,
): Value {
  const first = evaluate(left, around)
  const second = evaluate(right, around)
  const name = `${nameOf(left)}_${nameOf(right)}`
  switch (operator) {
    case '&&':
      return ofTruth(both(truth(first), truth(second)), name)
    case '||':
      return ofTruth(either(truth(first), truth(second)), name)
    case '==':
      return ofTruth(areEqual(first, second), name)
    case '!=':
      return ofTruth(negated(areEqual(first, second)), name)
    case 'in':
      return ofTruth(isAmong(first, second), name)
    case '==~': {
      const pattern = knownText(second)
      return ofTruth(pattern === undefined ? undefined : fits(first, regularRule(pattern)), name)
    }
    case '=~': {
      const pattern = knownText(second)
      return ofTruth(pattern === undefined ? undefined : findsRegular(first, pattern), name)
    }
    case '+':
      return added(first, second, around, start)
    case '<<':
      return added(first, { kind: 'list', items: [second], open: false }, around, start)
    default:
      return unknownValue(name)
  }
}

function added(left: Value, right: Value, around: Surroundings, start: number): Value {
  if (left.kind === 'list')
    return right.kind === 'list'
      ? listOf([...left.items, ...right.items], left.open || right.open)
      : listOf([...left.items, right], left.open)
  if (left.kind === 'map' && right.kind === 'map')
    return { kind: 'map', entries: new Map([...left.entries, ...right.entries]), open: left.open || right.open }
  if (left.kind === 'constant' && right.kind === 'constant') {
    const sum = Number(left.value) + Number(right.value)
    return constant(Number.isFinite(sum) ? sum : null)
  }
  const [a, b] = [writtenText(left), writtenText(right)]
  if (a === undefined || b === undefined || (left.kind !== 'text' && right.kind !== 'text'))
    return unknownValue('expression')
  const builder = new TextBuilder(around.scope.file)
  for (const value of [left, right]) {
    if (value.kind === 'text' && value.source.file === around.scope.file.path) builder.source(value)
    else builder.inserted(writtenText(value) ?? '', knownText(value) !== undefined, start)
  }
  return builder.build(start)
}

function evaluateChoice(
  { condition, then, otherwise }: Extract<GroovyExpression, { kind: 'ternary' }>,
  around: Surroundings,
): Value {
  const value = evaluate(condition, around)
  const holds = truth(value)
  const first = then === undefined ? value : holds === false ? undefined : evaluate(then, around)
  const second = holds === true ? undefined : evaluate(otherwise, around)
  if (holds === true && first !== undefined) return first
  if (holds === false && second !== undefined) return second
  if (first?.kind === 'text' && second?.kind === 'text' && first.text === second.text) return first
  return unknownValue(then === undefined ? nameOf(condition) : 'expression')
}

/** Packages of Java, Groovy and Jenkins itself: their classes run no steps. */
const OWN_PACKAGES =
  /^(?:java|javax|groovy|hudson|jenkins|org\.(?:jenkinsci|codehaus|apache|yaml|kohsuke)|com\.cloudbees)\./

/** Whether a class comes from a library: it was imported, or stands with its package, and is not Java's or Jenkins'. */
export function isForeignClass(type: string, { scope }: Pick<Surroundings, 'scope'>): boolean {
  if (/^[a-z]\w*\./.test(type)) return !OWN_PACKAGES.test(type)
  const name = type.split(/[.<]/, 1)[0] ?? type
  if (OWN_CLASSES.has(name)) return false
  const statements = scope.file.body.flatMap((each) => (each.kind === 'block' ? each.body : [each]))
  const imported = statements.flatMap((each) => (each.kind === 'import' ? [each.name] : []))
  const whole = imported.find((each) => each.endsWith(`.${name}`))
  return whole === undefined || !OWN_PACKAGES.test(whole)
}

/** Classes that need no import, those of which scripts make use (Groovy Language Documentation: Default imports). */
const OWN_CLASSES: ReadonlySet<string> = new Set(
  (
    'AbortException AbstractMap ArrayDeque ArrayList Arrays Base64 BigDecimal BigInteger Boolean BufferedReader ByteArrayInputStream ' +
    'ByteArrayOutputStream Calendar Closure Collections ConfigSlurper Date Double Enum Error Exception Expando File ' +
    'FileNotFoundException Float GroovyShell GString HashMap HashSet Hashtable IllegalArgumentException IllegalStateException ' +
    'InputStreamReader Integer IOException Iterator Jenkins JsonBuilder JsonOutput JsonSlurper JsonSlurperClassic LinkedHashMap ' +
    'LinkedHashSet LinkedList List Locale Long Map Math MessageDigest Number Object Optional Pattern Properties Random ' +
    'RuntimeException Scanner Set SimpleDateFormat Stack String StringBuffer StringBuilder StringReader StringTokenizer StringWriter System ' +
    'Thread Throwable TimeUnit TimeZone TreeMap TreeSet URI URL URLEncoder UUID Vector XmlParser XmlSlurper Yaml'
  ).split(' '),
)
