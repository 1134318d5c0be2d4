import { nodesIn, type GroovyCatch, type GroovyNode } from '../../groovy/index.js'
import type { Scope } from './scope.js'

/** Steps that only tell somebody, or keep files: behind them the build goes on as if nothing had failed. */
const TELLING: ReadonlySet<string> = new Set([
  'echo',
  'println',
  'print',
  'sleep',
  'junit',
  'archiveArtifacts',
  'publishHTML',
  'slackSend',
  'mail',
  'emailext',
  'deleteDir',
  'cleanWs',
  'readFile',
  'writeFile',
  'fileExists',
])

/** Methods that give a text. */
const TEXTUAL: ReadonlySet<string> = new Set([
  'getMessage',
  'toString',
  'trim',
  'printStackTrace',
  'getStackTrace',
  'getLocalizedMessage',
])

/** Types of exceptions by which a failing step is caught. */
const GENERAL: ReadonlySet<string> = new Set([
  'Exception',
  'Throwable',
  'Error',
  'any',
  'all',
  'java.lang.Exception',
  'java.lang.Throwable',
  'hudson.AbortException',
  'AbortException',
])

/**
 * Whether the build certainly goes on behind a `catch` as if nothing had failed: it catches what a failing step throws,
 * throws nothing, sets no result, and does nothing that cannot be looked into.
 */
export function swallows({ types, body }: GroovyCatch, scope: Scope): boolean {
  if (types.length > 0 && !types.some((type) => GENERAL.has(type))) return false
  for (const node of nodesIn(body)) if (!isHarmless(node, scope)) return false
  return true
}

function isHarmless(node: GroovyNode, scope: Scope): boolean {
  switch (node.kind) {
    case 'leave':
      return node.keyword === 'return' || node.keyword === 'continue'
    // A variable may be looked at later.
    case 'assignment':
      return node.target.kind === 'property' && node.target.name === 'description'
    case 'call':
      if (node.target !== undefined) return TEXTUAL.has(node.name ?? '')
      return TELLING.has(node.name ?? '') && scope.function(node.name ?? '') === undefined
    case 'opaque':
    case 'new':
    case 'closure':
    case 'function':
      return false
    default:
      return true
  }
}
