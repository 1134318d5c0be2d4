import type { Config } from '../config/load.js'
import { UserError } from '../core/errors.js'
import { configurationOf, filesOf } from './configuration.js'
import { folderOf } from './folder.js'
import { table } from './list.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { printable } from './say.js'

/** `pillarlint config [path]`: validates the configuration and prints what holds. */
export async function config(invocation: Invocation, ports: Ports): Promise<number> {
  const format = invocation.formats.at(-1) ?? 'terminal'
  if (format !== 'terminal' && format !== 'json')
    throw new UserError(`config has no format ${format}: terminal or json`)
  const revision = invocation.values.get('base')
  if (invocation.operands[0] === 'explain') {
    const { configExplain } = await import('./config-explain.js')
    return configExplain(invocation, ports, format)
  }
  const root = folderOf(invocation, ports)
  const loaded = await configurationOf(await filesOf(root, revision), { root, revision }, invocation, ports)
  if (loaded === undefined) return 2
  const facts = factsOf(loaded)
  ports.stdout.write(format === 'json' ? `${JSON.stringify(facts, null, 2)}\n` : textOf(facts))
  return 0
}

function factsOf({ policy, settings, history, sarifInputs, leftovers, file, origins }: Config) {
  return {
    file: file ?? null,
    origins: Object.fromEntries(origins ?? []),
    failOn: policy.failOn,
    scope: policy.scope ?? 'changes in pull requests, repository elsewhere',
    unknown: policy.unknown,
    history: history.source ?? 'api in the Action, git elsewhere',
    historyDays: history.days,
    sarifInputs,
    gatePractices: policy.gatePractices,
    checks: Object.fromEntries(policy.checks),
    practicesLeftOut: Object.fromEntries(policy.leftOut),
    onlyWarning: [...policy.newer],
    exceptions: policy.exceptions.length,
    attestations: policy.attestations.map(({ id, status, expiresOn }) => ({ id, status, expiresOn })),
    baseline: policy.baseline.size,
    settings: { ...settings, environments: Object.fromEntries(settings.environments) },
    leftovers: leftovers.map(({ message }) => message),
  }
}

function textOf({ file, settings, leftovers, origins, ...facts }: ReturnType<typeof factsOf>): string {
  const rows = Object.entries({ ...facts, ...settings })
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => [key, printable(typeof value === 'string' ? value : JSON.stringify(value))])
  const head = file === null ? 'There is no configuration file: the defaults hold.' : `${printable(file)} is valid.`
  const places = Object.entries(origins).map(([key, place]) => [printable(key), printable(place)])
  const from = places.length === 0 ? [] : [`Where each value stands:\n\n${table(places)}`]
  return [`${head}\n\n${table(rows)}`, ...from, ...leftovers.map((each) => `${printable(each)}\n`)].join('\n')
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
