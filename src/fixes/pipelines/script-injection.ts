import { placeIn, valueAt } from '../../readers/yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../readers/yaml/node.js'
import { all, fixOf, refuse } from '../edits.js'
import type { Edit, Fixer, FixInput, Proposal } from '../types.js'
import { insertKey, insertKeys } from '../yaml/insert.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { runsInUnixShell, stepsAt } from './look.js'
import { standings } from './shell-quotes.js'

/** Expressions that are nothing but the path of a text that comes from outside. */
const OUTSIDE = /\$\{\{\s*((?:github\.event\.[\w.-]+|github\.head_ref|inputs\.[\w-]+))\s*\}\}/g

/** Hands texts from outside over as variables, so that the shell does not read them as a script. */
export const scriptInjection: Fixer = {
  check: 'pipeline-script-injection',
  messages: ['injected', 'typed', 'handed'],
  fixability: 'safe-fix',
  does: 'Moves the text into the `env` of the step and puts the variable in its place, where the shell already reads it in double quotes or as the value of a variable',
  leaves:
    'Places where the shell splits the text into words, single quotes, here-documents, other shells and inputs of actions',
  propose(input: FixInput): Proposal {
    const source = input.yaml()
    const { route } = input.finding.at
    const [where] = stepsAt(input, input.file, route)
    if (source === undefined || where === undefined) return refuse(SHARED)
    const { step, job, pipeline } = where
    const runRoute = `${step.at.route}.run`
    if (!route.startsWith(runRoute)) return refuse('it is not pasted into the script of a step')
    const run = source.at(runRoute)?.node
    if (run?.kind !== 'scalar') return refuse(SHARED)
    if (run.style !== 'literal' && (run.style !== 'plain' || run.at.line !== run.at.endLine))
      return refuse('the script is written in a way that is not changed')
    if (pipeline.kind !== 'action' && !runsInUnixShell(step, job))
      return refuse('its shell is not known to be bash or sh')
    if (pipeline.kind === 'action' && !/^(?:bash|sh)$/.test(step.shell ?? ''))
      return refuse('its shell is not bash or sh')
    return moved(source, step.at.route, run)
  },
}

function moved(source: YamlSource, route: string, run: YamlScalar): Proposal {
  const env = valueAt(source.at(route)?.node, 'env')
  if (env !== undefined && env.kind !== 'mapping') return refuse('the env of the step is an expression')
  const uses = Array.from(run.text.matchAll(OUTSIDE), (found) => ({
    path: found[1] ?? '',
    start: found.index,
    end: found.index + found[0].length,
  }))
  const standing = standings(
    run.text,
    uses.map(({ start, end }) => [start, end] as const),
  )
  if (standing.includes('other')) return refuse('the shell would read a variable in another way there')
  const added: Record<string, string> = {}
  const edits: Omit<Edit, 'file'>[] = []
  for (const [index, { path, start, end }] of uses.entries()) {
    const name = nameOf(path)
    const before = valueAt(env, name)
    const value = `\${{ ${path} }}`
    const taken = before === undefined ? new RegExp(`\\b${name}\\b`).test(run.text) : !isText(before, value)
    if (taken || (added[name] ?? value) !== value) return refuse(`the step has a variable ${name} of its own`)
    if (before === undefined) added[name] = value
    const variable = standing[index] === 'quoted' ? `\${${name}}` : `"\${${name}}"`
    edits.push({ from: offsetOf(source, run, start), to: offsetOf(source, run, end), text: variable })
  }
  if (edits.length === 0) return refuse('the expression is more than the name of a text')
  if (edits.some(({ from, to }) => !source.text.slice(from, to).startsWith('${{')))
    return refuse('the script is written in a way that is not changed')
  const script = fixOf(source.file, [`${route}.run`], edits)
  if (Object.keys(added).length === 0) return script
  return all([script, addedTo(source, route, env !== undefined, added)])
}

function isText(node: YamlNode, text: string): boolean {
  return node.kind === 'scalar' && node.text === text
}

function addedTo(
  source: YamlSource,
  route: string,
  hasEnv: boolean,
  added: Readonly<Record<string, string>>,
): Proposal {
  if (!hasEnv) return insertKey(source, route, 'env', added, { after: ['if', 'id', 'name'] })
  return insertKeys(source, `${route}.env`, Object.entries(added))
}

/** `github.event.pull_request.title` → `PULL_REQUEST_TITLE`, `inputs.version` → `INPUT_VERSION`, `github.event.ref` → `EVENT_REF`. */
function nameOf(path: string): string {
  const own = path
    .replace(/^github\.event\./, '')
    .replace(/^github\./, '')
    .replace(/^inputs\./, 'input_')
    .replace(/\W+/g, '_')
    .toUpperCase()
  // A single word may be the name of a variable that programs know.
  return own.includes('_') ? own : `EVENT_${own}`
}

function offsetOf(source: YamlSource, run: YamlScalar, offset: number): number {
  const { line, column } = placeIn(run, offset)
  return source.offset(line, column)
}
