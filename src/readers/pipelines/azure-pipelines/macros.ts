import type { Located } from '../../../core/location.js'
import { classifyCommand } from '../../../lexicon/index.js'
import type { YamlScalar } from '../../yaml/node.js'
import { located } from '../../yaml/navigate.js'
import { runOf } from '../parts.js'
import { rewritten, sourceOf, type SourceText } from '../source-text.js'
import { wayToRoot, type Checkout } from './paths.js'
import type { RunKind } from './template/scope.js'
import type { Variables } from './template/variables.js'
import { common } from './template/variants.js'

/** A macro, replaced before a step runs (Azure Pipelines docs: Define variables, macro syntax). */
const MACRO = /\$\(([A-Za-z_][\w.-]{0,199})\)/g
const MAX_DEPTH = 8

/** What the variables of a job are. */
export interface MacroScope {
  readonly variables: Variables
  readonly runs: readonly RunKind[]
  readonly checkout: Checkout
}

/** The sources folder, as it is seen from the folder around it. */
const BELOW_WORKSPACE = /\$\((?:Pipeline\.Workspace|Agent\.BuildDirectory)\)[/\\]s(?![\w.-])/gi
const SOURCES = /\$\((?:Build\.SourcesDirectory|Build\.Repository\.LocalPath|System\.DefaultWorkingDirectory)\)/gi
const BELOW_SOURCES = new RegExp(`${SOURCES.source}[/\\\\]([\\w.-]{1,100})`, 'gi')

/** A script or path with its macros replaced: by literal values, by paths of the tree, else by an expression. */
export function withMacros(source: SourceText, scope: MacroScope, directory: string | undefined): SourceText {
  const { own, several, others } = scope.checkout
  const isInTree = own && directory !== undefined
  const way = isInTree ? wayToRoot(directory) : ''
  const inSources = rewritten(source, BELOW_WORKSPACE, () => '$(Build.SourcesDirectory)')
  const inTree = !isInTree
    ? inSources
    : several
      ? rewritten(inSources, BELOW_SOURCES, ([, name = '']) => (others.has(name.toLowerCase()) ? undefined : way))
      : rewritten(inSources, SOURCES, () => way)
  return rewritten(inTree, MACRO, ([, name = '']) => macroText(name, scope, 0))
}

function macroText(name: string, scope: MacroScope, depth: number): string | undefined {
  const value = valueOf(name, scope, depth)
  if (value !== undefined) return value
  const isDeclared = scope.variables.find(name) !== undefined
  return !isDeclared && isCommand(name) ? undefined : `\${{ ${name} }}`
}

/** `$(date)` is a command of the shell, unless a variable has its name. */
function isCommand(name: string): boolean {
  return !name.includes('.') && classifyCommand([{ text: name, literal: true }]) !== undefined
}

/** The literal value of a variable that is the same in all runs that start by themselves, macros in it replaced. */
export function valueOf(name: string, scope: MacroScope, depth = 0): string | undefined {
  const { variables, runs } = scope
  const own = variables.mayChange(name) || depth > MAX_DEPTH ? undefined : variables.find(name)
  const text = own === undefined ? undefined : common(own.values, runs)
  if (typeof text !== 'string' || text.includes('$[') || text.includes('${{')) return undefined
  return text.replace(MACRO, (whole, inner: string) => macroText(inner, scope, depth + 1) ?? whole)
}

/** A scalar with its macros replaced. */
export function plainText(scalar: YamlScalar, scope: MacroScope): Located<string> {
  if (!scalar.text.includes('$(')) return located(scalar)
  return runOf(rewritten(sourceOf(scalar), MACRO, ([, name = '']) => macroText(name, scope, 0)))
}
