import type { Located } from '../../../core/location.js'
import type { Include, Job, JobImage, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { invented } from '../command-line.js'
import { defined } from '../defined.js'
import { scriptStep } from '../parts.js'
import { locatedOf, scalarMap, type AdapterReading } from '../reading.js'
import { joined, sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'
import { includeOf, pluginsOf, pluginStep, runsAfter, type Plugin } from './plugins.js'
import { concurrencyOf, failureIgnored, identityTokenIn, keptFiles, retriesOf, secretsOf } from './step-fields.js'

/** What of a command step makes its job, beside order and rules. */
export type CommandFields = Omit<Partial<Job>, 'id' | 'at'> & {
  readonly steps: readonly Step[]
  /** The plugins, as code from elsewhere. */
  readonly includes: readonly Include[]
}

/** What holds for all steps of a pipeline. */
export interface PipelineScope {
  readonly env: ReadonlyMap<string, Located<string>>
  readonly image: YamlScalar | undefined
  readonly secrets: YamlNode | undefined
}

/** Reads a command step: its plugins, then its command, then the plugins that wait for the command's end. */
export function readCommandStep(reading: AdapterReading, node: YamlMapping, scope: PipelineScope): CommandFields {
  const plugins = pluginsOf(valueAt(node, 'plugins'))
  const env = scalarMap(reading, valueAt(node, 'env'), 'env')
  const script = scriptOf(node)
  const settings = settingsOf(new Map([...scope.env, ...env]))
  const steps = [
    ...plugins.filter((each) => !runsAfter(each)).map((each) => pluginStep(reading, each)),
    ...(script === undefined ? composeRuns(plugins) : [script]).map((source) =>
      scriptStep(reading.resolver, source, settings, defined({ condition: undefined })),
    ),
    ...plugins.filter(runsAfter).map((each) => pluginStep(reading, each)),
  ]
  const images = imagesOf(node, plugins, scope)
  return {
    env,
    runner: runnerOf(valueAt(node, 'agents')),
    steps,
    includes: plugins.flatMap(includeOf),
    ...defined({
      images: images.length > 0 ? images : undefined,
      condition: locatedOf(scalarAt(node, 'if')),
      timeoutMinutes: locatedOf(scalarAt(node, 'timeout_in_minutes') ?? scalarAt(node, 'timeout')),
      retries: retriesOf(valueAt(node, 'retry')),
      allowFailure: failureIgnored(valueAt(node, 'soft_fail')),
      concurrency: concurrencyOf(node),
      keeps: keptFiles(valueAt(node, 'artifact_paths') ?? valueAt(node, 'artifacts')),
      secrets: secretsOf([scope.secrets, valueAt(node, 'secrets')]),
      identityToken: identityTokenIn(steps),
      matrix: parallelism(node),
    }),
  }
}

/** The lines of `command` or `commands` are one script. */
function scriptOf(node: YamlMapping): SourceText | undefined {
  const written = valueAt(node, 'command') ?? valueAt(node, 'commands') ?? valueAt(node, 'script')
  const source = joined(scalarsIn(written, 0).map(sourceOf))
  return source === undefined || source.text.trim() === '' ? undefined : source
}

function scalarsIn(node: YamlNode | undefined, depth: number): YamlScalar[] {
  if (node === undefined || isNull(node)) return []
  if (node.kind === 'scalar') return [node]
  return depth > 2 ? [] : itemsOf(node).flatMap((item) => scalarsIn(item, depth + 1))
}

/** The agent runs commands with `/bin/bash -e -c` (Buildkite docs: agent start, `shell`), at the root of the checkout. */
function settingsOf(env: ReadonlyMap<string, Located<string>>): ScriptSettings {
  const literal = [...env].flatMap(([name, { value }]): [string, string][] =>
    value.includes('$') ? [] : [[name, value]],
  )
  return { shell: undefined, failFast: true, pipefail: false, directory: '', env: new Map(literal), because: [] }
}

/** Without a command, `run` of docker-compose starts what the Compose file has the service run. */
function composeRuns(plugins: readonly Plugin[]): SourceText[] {
  return plugins.flatMap(({ uses, config }) => {
    const service = scalarAt(config, 'run')
    if (uses?.repository !== 'buildkite:docker-compose' || service === undefined) return []
    const written = valueAt(config, 'config')
    const files = (written?.kind === 'scalar' ? [written] : itemsOf(written)).flatMap((each) =>
      each.kind === 'scalar' ? [each.text] : [],
    )
    const name = sourceOf(service)
    const words = ['docker', 'compose', ...files.flatMap((file) => ['-f', file]), 'run']
    return joined([...words.map((word) => invented(word, name)), name], ' ') ?? []
  })
}

/** `agents`: tags that the agent must have, as a mapping or a list. */
function runnerOf(node: YamlNode | undefined): string[] {
  const listed = itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  return [
    ...listed,
    ...entriesOf(node).flatMap(({ key, value }) => (value.kind === 'scalar' ? [`${key.text}=${value.text}`] : [])),
  ]
}

function imagesOf(node: YamlMapping, plugins: readonly Plugin[], scope: PipelineScope): JobImage[] {
  const written = [
    scalarAt(node, 'image') ?? scope.image,
    ...plugins.map(({ uses, config }) =>
      uses?.repository === 'buildkite:docker' ? scalarAt(config, 'image') : undefined,
    ),
  ]
  return written.flatMap((image) => (image === undefined || image.text === '' ? [] : [located(image)]))
}

/** A step of which several copies run at once, with a part of the tests each. */
function parallelism(node: YamlMapping): Job['matrix'] {
  const matrix = valueAt(node, 'matrix')
  const written = scalarAt(node, 'parallelism')
  if (matrix !== undefined) return undefined
  if (written === undefined || written.text === '1') return undefined
  return { expressions: !/^\d+$/.test(written.text), at: written.at }
}
