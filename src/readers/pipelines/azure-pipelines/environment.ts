import type { EnvironmentRef, Settings } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { scalarAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { plainText, type MacroScope } from './macros.js'
import { textAt } from './template/node-data.js'

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
  const variants = scope.runs.map((_, run) => textAt(scalar, run))
  const macro = VARIABLE.exec(scalar.text.trim())?.[1]
  const chosen = scope.allowedValues.get(PARAMETER.exec(value)?.[1]?.toLowerCase() ?? '')
  const values = chosen ?? (macro === undefined ? variants : (scope.variables.find(macro)?.values ?? []))
  const names = [...new Set(values.flatMap((each) => each ?? []))]
    .filter((each) => !/\$[([]/.test(each))
    .map(withoutResource)
  const name = withoutResource(value)
  const resolved = !name.includes('${{')
  const several = !resolved && names.length > 0
  const classes = (several ? names : [name]).map((each) => classifyEnvironment(each, settings))
  return {
    name,
    resolved,
    ...(several && { values: names }),
    tier: new Set(classes.map(({ tier }) => tier)).size === 1 ? (classes[0]?.tier ?? 'unknown') : 'unknown',
    ephemeral: classes.every(({ ephemeral }) => ephemeral),
    records: true,
    at,
  }
}

/** The environment of `environment.resource`. */
function withoutResource(name: string): string {
  const dot = name.includes('${{') ? -1 : name.indexOf('.')
  return dot < 0 ? name : name.slice(0, dot)
}
