import { ACTIONS } from './entries.js'
import type { ActionData } from './types.js'

/** What the lexicon has on an action, for people. */
export interface ActionDescription {
  /** What its inputs change, a line each. */
  readonly inputs: readonly string[]
}

/** The entry of an action by its name in the lexicon (`owner/repo/path`, `system:name`), or undefined. */
export function describeAction(name: string): ActionDescription | undefined {
  const action = ACTIONS.get(name) ?? ACTIONS.get(`${name.split('/').slice(0, 2).join('/')}/*`)
  return action === undefined ? undefined : { inputs: inputsOf(action) }
}

/** Names of actions of any CI system that end with `name`: `azure-pipelines:docker` for `docker`. */
export function similarActions(name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return ACTIONS.all()
    .flatMap(({ names }) => names)
    .filter((each) => each.slice(each.indexOf(':') + 1) === wanted && each !== wanted)
}

function inputsOf({ cases = [], scripts = [], runs = [], apiScript, defaults = {} }: ActionData): string[] {
  return [
    ...cases.map(({ when, intents }) => `with ${conditionText(when, defaults)}: ${intents.join(', ')}`),
    ...scripts.map((input) => `the input ${input} is read as a script`),
    ...(apiScript === undefined ? [] : [`the input ${apiScript} is read as a script for GitHub's API`]),
    ...runs.map((command) => `it runs ${command}`),
  ]
}

function conditionText(
  when: Readonly<Record<string, readonly string[]>>,
  defaults: Readonly<Record<string, string>>,
): string {
  return Object.entries(when)
    .map(([input, values]) => {
      const named = values.filter((value) => value !== '' && value !== '*')
      if (values.includes('*')) return `${input} given`
      const preset = defaults[input] === undefined ? '' : ` (${defaults[input]} if not given)`
      return named.length === 0 ? `no ${input}` : `${input}: ${named.join(' or ')}${preset}`
    })
    .join(', ')
}
