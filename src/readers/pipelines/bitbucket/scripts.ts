import type { Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { scriptStep, usesStep, type StepFields, type StepSettings } from '../parts.js'
import { locatedOf, scalarOf, unfit, type AdapterReading } from '../reading.js'
import { joined, sourceOf, type SourceText } from '../source-text.js'
import { pipeOf, pipeVariables } from './pipes.js'

interface ScriptScope {
  /** The folder of the tree in which the script starts; undefined where nothing is cloned. */
  readonly directory: string | undefined
  readonly after?: 'always'
}

/**
 * Reads `script` or `after-script`: texts that stand together are one shell script, each pipe is a step of its own. What
 * fails in an `after-script` changes nothing (Bitbucket docs: Step options, "After script").
 */
export function readScript(reading: AdapterReading, node: YamlNode, scope: ScriptScope): Step[] {
  if (node.kind !== 'sequence') {
    unfit(reading, node.at, 'a script must be a list of commands')
    return []
  }
  const steps: Step[] = []
  const fields: StepFields =
    scope.after === undefined ? {} : { after: scope.after, allowFailure: { value: true, at: node.at } }
  const before: SourceText[] = []
  let lines: SourceText[] = []
  const flush = (): void => {
    const source = joined(lines)
    lines = []
    if (source === undefined || source.text.trim() === '') return
    const prelude = joined(before)
    const settings = { ...SHELL, directory: scope.directory, ...defined({ prelude }) }
    steps.push(shellStep(reading, source, settings, fields))
    before.push(source)
  }
  for (const item of itemsOfScript(node.items)) {
    if (item.kind === 'scalar') lines.push(sourceOf(item))
    else if (item.kind === 'mapping') {
      flush()
      steps.push(...pipeStep(reading, item, fields))
    } else unfit(reading, item.at, 'each of a script must be a command or a pipe')
  }
  flush()
  return steps
}

/** Anchored parts of scripts may stand as lists in the list. */
function itemsOfScript(items: readonly YamlNode[]): YamlNode[] {
  return items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]))
}

const SHELL: Omit<StepSettings, 'directory'> = { shell: undefined, failFast: true, pipefail: false, because: [] }

/**
 * Bash with `set -e` and without pipefail. A command that prints follows each line, so that even the last line is not
 * what the status of the script hangs on: of `a && b` a failure of `a` is lost (Bitbucket support: Why does Bitbucket
 * Pipelines pass build steps despite previous command failure).
 */
function shellStep({ resolver }: AdapterReading, source: SourceText, settings: StepSettings, fields: StepFields): Step {
  const printing = `${source.text}\n:`
  const step = scriptStep(
    resolver,
    { ...source, text: printing, place: (offset) => source.place(Math.min(offset, source.text.length)) },
    settings,
    fields,
  )
  const run: Located<string> | undefined = step.run && { ...step.run, value: source.text }
  const last = step.commands.at(-1)
  const isPrinting = last?.argv.length === 1 && last.argv[0]?.text === ':'
  return { ...step, ...defined({ run }), commands: isPrinting ? step.commands.slice(0, -1) : step.commands }
}

function pipeStep(reading: AdapterReading, item: YamlMapping, fields: StepFields): Step[] {
  const written = scalarOf(reading, valueAt(item, 'pipe'), 'pipe')
  if (written === undefined) {
    unfit(reading, item.at, 'each of a script must be a command or a pipe: quote a command with a colon')
    return []
  }
  const inputs = pipeVariables(valueAt(item, 'variables'))
  const name = locatedOf(scalarAt(item, 'name'))
  return [usesStep(reading.resolver, pipeOf(written), inputs, [], { ...fields, ...defined({ name }), at: item.at })]
}
