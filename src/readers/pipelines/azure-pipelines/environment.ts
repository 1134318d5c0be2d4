import type { EnvironmentRef, Settings } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { scalarAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { plainText, type MacroScope } from './macros.js'
import { textAt } from './template/node-data.js'
import { noteOf } from './template/notes.js'

/** A parameter of the pipeline, or a variable, in place of the whole name. */
const PARAMETER = /^\$\{\{\s*parameters\.(\w+)\s*\}\}$/
const VARIABLE = /^\$\(([\w.-]+)\)$/

/**
 * The environment of a deployment job: `name`, `name.resource`, or a mapping of both (Azure Pipelines docs: Environments).
 * A name that differs from run to run, or that a person chooses, has several values.
 */
export function readEnvironment(
  node: YamlNode | undefined,
  scope: MacroScope & { readonly allowedValues: ReadonlyMap<string, readonly string[]> },
  settings: Settings,
): EnvironmentRef | undefined {
  const scalar = node?.kind === 'scalar' ? node : scalarAt(node, 'name')
  if (scalar === undefined || scalar.text.trim() === '') return undefined
  const { value, at } = plainText(scalar, scope)
  const offered = scope.allowedValues.get(PARAMETER.exec(noteOf(scalar).written ?? value)?.[1]?.toLowerCase() ?? '')
  const names = value.includes('${{') ? (offered ?? namesInRuns(scalar, scope)).map(withoutResource) : []
  const name = withoutResource(value)
  const resolved = !name.includes('${{')
  const several = names.length > 0
  // Runs that start by themselves have the default.
  const choices = resolved ? (offered ?? []).filter((each) => each !== name) : []
  const classes = (several ? names : [name]).map((each) => classifyEnvironment(each, settings))
  return {
    name,
    resolved,
    ...(several && { values: names }),
    ...(choices.length > 0 && { choices }),
    tier: new Set(classes.map(({ tier }) => tier)).size === 1 ? (classes[0]?.tier ?? 'unknown') : 'unknown',
    ephemeral: classes.every(({ ephemeral }) => ephemeral),
    records: true,
    at,
  }
}

/** The names that it has in the kinds of runs, as far as they are known. */
function namesInRuns(scalar: YamlScalar, { runs, variables }: MacroScope): string[] {
  const macro = VARIABLE.exec(scalar.text.trim())?.[1]
  const values = macro === undefined ? runs.map((_, run) => textAt(scalar, run)) : (variables.find(macro)?.values ?? [])
  return [...new Set(values.flatMap((each) => each ?? []))].filter((each) => !/\$[([]/.test(each))
}

/** The environment of `environment.resource`. */
function withoutResource(name: string): string {
  const dot = name.includes('${{') ? -1 : name.indexOf('.')
  return dot < 0 ? name : name.slice(0, dot)
}
