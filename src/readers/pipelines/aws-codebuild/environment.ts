import type { Located } from '../../../core/location.js'
import { entriesOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** Variables of a build: literal values, and names of stored secrets that it reads. */
export interface BuildVariables {
  readonly variables: ReadonlyMap<string, Located<string>>
  readonly secrets: readonly Located<string>[]
}

export const NO_VARIABLES: BuildVariables = { variables: new Map(), secrets: [] }

/**
 * What `env` of a buildspec sets: `variables` as they are, `parameter-store` and `secrets-manager` by the names of what
 * is read. (AWS CodeBuild User Guide: Buildspec syntax, env.)
 */
export function readVariables(env: YamlNode | undefined): BuildVariables {
  const stored = ['parameter-store', 'secrets-manager'].flatMap((key) => textsOf(valueAt(env, key)))
  return {
    variables: new Map(textsOf(valueAt(env, 'variables'))),
    secrets: stored.map(([, value]) => value),
  }
}

/** Variables of two places: those of the second count where both set one. */
export function withVariables(first: BuildVariables, second: BuildVariables): BuildVariables {
  return {
    variables: new Map([...first.variables, ...second.variables]),
    secrets: [...first.secrets, ...second.secrets],
  }
}

/** The variables whose value is the same in every build. */
export function literalVariables({ variables }: BuildVariables): ReadonlyMap<string, string> {
  return new Map([...variables].flatMap(([name, { value }]) => (value.includes('${{') ? [] : [[name, value] as const])))
}

function textsOf(node: YamlNode | undefined): (readonly [string, Located<string>])[] {
  return entriesOf(node).flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [[key.text, located(value)] as const] : [],
  )
}
