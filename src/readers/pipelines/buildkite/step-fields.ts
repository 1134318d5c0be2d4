import type { Located, Location } from '../../../core/location.js'
import type { Concurrency, Job, KeptFiles, Step } from '../../../models/index.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { literallyTrue } from '../reading.js'

/** Retries of `automatic: true`, and of a rule that gives no limit (Buildkite docs: Retry). */
const DEFAULT_RETRIES = 2

/** Plugins that sign in to a cloud with the identity token of Buildkite. */
const TOKEN_PLUGINS: ReadonlySet<string> = new Set([
  'buildkite:aws-assume-role-with-web-identity',
  'buildkite:gcp-workload-identity-federation',
])

/** `soft_fail`: true, or a list that takes every exit status. Single statuses are those that a program has for warnings. */
export function failureIgnored(node: YamlNode | undefined): Located<boolean> | undefined {
  if (node?.kind === 'scalar') return literallyTrue(node)
  const any = itemsOf(node).find((rule) => scalarAt(rule, 'exit_status')?.text === '*')
  return any && { value: true, at: any.at }
}

/**
 * A group in which one job runs at a time; more at once are no lock. With `cancel_in_progress` a job that waits cancels
 * the one that runs (Buildkite docs: Controlling concurrency).
 */
export function concurrencyOf(node: YamlNode): Concurrency | undefined {
  const written = valueAt(node, 'concurrency')
  const isMap = written?.kind === 'mapping'
  const group = isMap ? scalarAt(written, 'group') : scalarAt(node, 'concurrency_group')
  const limit = isMap ? scalarAt(written, 'limit') : scalarAt(node, 'concurrency')
  if (group === undefined || limit?.text !== '1') return undefined
  const cancels = isMap ? literallyTrue(scalarAt(written, 'cancel_in_progress')) : undefined
  return { group: located(group), cancelInProgress: cancels, at: group.at }
}

/** `artifact_paths`, between semicolons or as a list; they are kept whatever becomes of the command. */
export function keptFiles(node: YamlNode | undefined): KeptFiles[] | undefined {
  if (node === undefined) return undefined
  const scalars =
    node.kind === 'scalar' ? [node] : itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
  const paths = scalars.flatMap(({ text }) => text.split(';').map((each) => each.trim())).filter((each) => each !== '')
  return paths.length === 0 ? undefined : [{ paths, when: 'always', at: node.at }]
}

/** `retry: automatic`: how often a failed command is run again. Statuses by which the agent says that it was lost do not count. */
export function retriesOf(retry: YamlNode | undefined): Located<number> | undefined {
  const automatic = valueAt(retry, 'automatic')
  if (automatic === undefined) return undefined
  if (automatic.kind === 'scalar')
    return automatic.text === 'true' ? { value: DEFAULT_RETRIES, at: automatic.at } : undefined
  const rules = automatic.kind === 'sequence' ? automatic.items : [automatic]
  return rules
    .filter(coversCommand)
    .map((rule): Located<number> => {
      const limit = scalarAt(rule, 'limit')?.text ?? ''
      return { value: /^\d{1,2}$/.test(limit) ? Number(limit) : DEFAULT_RETRIES, at: rule.at }
    })
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)[0]
}

function coversCommand(rule: YamlNode): boolean {
  const written = valueAt(rule, 'exit_status')
  if (written === undefined)
    return valueAt(rule, 'signal_reason') === undefined && valueAt(rule, 'signal') === undefined
  const statuses = written.kind === 'scalar' ? [written] : itemsOf(written)
  return statuses.some((each) => each.kind === 'scalar' && (each.text === '*' || /^[1-9]$|^[1-9]\d$/.test(each.text)))
}

/** `secrets`: names of stored secrets, in a list or by the variables that they become. */
export function secretsOf(nodes: readonly (YamlNode | undefined)[]): Job['secrets'] {
  const found = nodes.flatMap((node) => {
    const values = node?.kind === 'mapping' ? entriesOf(node).map(({ value }) => value) : itemsOf(node)
    return values.flatMap((each) => (each.kind === 'scalar' ? [located(each)] : []))
  })
  return found.length === 0 ? undefined : found
}

/** Where the steps of a job use the identity token of Buildkite (docs: OpenID Connect). */
export function identityTokenIn(steps: readonly Step[]): Location | undefined {
  for (const { uses, commands } of steps) {
    if (uses !== undefined && TOKEN_PLUGINS.has(uses.repository ?? '')) return uses.at
    const asking = commands.find(({ argv }) => argv[0]?.text === 'buildkite-agent' && argv[1]?.text === 'oidc')
    if (asking !== undefined) return asking.at
  }
  return undefined
}
