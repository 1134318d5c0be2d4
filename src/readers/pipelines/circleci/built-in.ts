import type { Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import { entriesOf, isNull } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { usesStep } from '../parts.js'
import type { Reading } from './config.js'
import { afterOf } from './run-step.js'
import { locatedAt, readEnvironment } from './runtime.js'
import { followed, type Scope } from './scope.js'
import type { JobContext } from './steps.js'
import { locatedIn } from './template.js'
import { resolvedDirectory } from './workdir.js'

/** Steps that CircleCI has itself (docs: Configuration reference, steps). The lexicon says what they are for. */
export const BUILT_IN: ReadonlySet<string> = new Set([
  'checkout',
  'setup_remote_docker',
  'setup_docker',
  'save_cache',
  'restore_cache',
  'store_artifacts',
  'store_test_results',
  'persist_to_workspace',
  'attach_workspace',
  'add_ssh_keys',
  'install_signing_bundle',
])

/** They run even if a step before has failed (docs: The when attribute). */
const ALWAYS: ReadonlySet<string> = new Set(['store_artifacts', 'store_test_results'])

/** A step of CircleCI's own. */
export function builtInStep(
  reading: Reading,
  name: YamlScalar,
  written: YamlNode | undefined,
  outer: Scope,
  context: JobContext,
): Step {
  const { node, scope } = followed(written ?? name, outer)
  const inputs = written === undefined ? new Map<string, Located<string>>() : inputsOf(node, scope)
  if (name.text === 'checkout') checkOut(inputs.get('path')?.value, context)
  const uses = { text: name.text, kind: 'task' as const, repository: `circleci:${name.text}`, at: name.at }
  return usesStep(reading.resolver, uses, inputs, scope.because, {
    ...defined({
      name: written === undefined ? undefined : locatedAt(node, 'name', scope),
      condition: context.condition,
      after: ALWAYS.has(name.text) ? ('always' as const) : afterOf(inputs.get('when')?.value),
    }),
    env: readEnvironment(undefined, scope),
  })
}

function checkOut(path: string | undefined, { runtime, workspace }: JobContext): void {
  const base = runtime.directory
  workspace.root = base === undefined ? undefined : resolvedDirectory(path ?? '.', base)
}

/** What a step is given, the texts among it; a list of texts counts as lines. */
export function inputsOf(node: YamlNode, scope: Scope): Map<string, Located<string>> {
  return new Map(
    entriesOf(node).flatMap(({ key, value }): [string, Located<string>][] => {
      const { node: found, scope: there } = followed(value, scope)
      if (found.kind === 'scalar') return isNull(found) ? [] : [[key.text, locatedIn(found, there)]]
      if (found.kind === 'mapping') return []
      const items = found.items.map((item) => followed(item, there))
      const texts = items.flatMap((item) => (item.node.kind === 'scalar' ? [locatedIn(item.node, item.scope)] : []))
      if (texts.length === 0 || texts.length < items.length) return []
      return [[key.text, { value: texts.map(({ value: text }) => text).join('\n'), at: found.at }]]
    }),
  )
}
