import type { Located, Location } from '../../core/location.js'
import type { Command, Step } from '../../models/index.js'
import { subcommands, valuesOf } from '../common/options.js'

/** Predefined configurations that leave nothing out (AWS CodeDeploy User Guide: Working with deployment configurations). */
export const AT_ONCE = /^CodeDeployDefault\.(?:ECS|Lambda)?AllAtOnce$/

/** How a version takes over: servers or tasks in batches, a second environment beside the first, or shares of the traffic. */
export type Strategy = 'rolling' | 'blue-green' | 'canary'

/** What a step says of how a new version takes over. */
export interface Switching {
  /** As for a definition; `gradual` also where traffic is moved apart from deploying. */
  readonly how: 'at-once' | 'standby' | 'gradual'
  readonly strategy: Strategy
  readonly value: string
  /** Share of the requests that the new version gets first, in percent, where the command says it. */
  readonly percent?: number
  readonly at: Location
  readonly because?: Command['because']
}

/** What the inputs and the commands of a step say. */
export function switchingsOf({ with: inputs, commands }: Step): Switching[] {
  return [...[...inputs.values()].flatMap(ofInput), ...commands.flatMap(ofCommand)]
}

/** Longer inputs are scripts, whose commands are looked at one by one. */
const LONGEST_INPUT = 4_000

/** Inputs of actions, tasks and pipes that choose a configuration of CodeDeploy, or hold the options of `cf push`. */
function ofInput({ value, at }: Located<string>): Switching[] {
  const strategy = /(?:^|\s)--strategy[\s=]+(rolling|canary)(?:\s|$)/.exec(
    value.length > LONGEST_INPUT ? '' : value,
  )?.[1]
  if (strategy !== undefined)
    return [
      { how: 'gradual', strategy: strategy === 'canary' ? 'canary' : 'rolling', value: `--strategy ${strategy}`, at },
    ]
  return AT_ONCE.test(value.trim())
    ? [{ how: howOf(value.trim()), strategy: 'blue-green', value: value.trim(), at }]
    : []
}

function ofCommand({ argv, at, because }: Command): Switching[] {
  const [service, action = ''] = subcommands(argv)
  if (service === 'deploy' && /^(?:create|update)-deployment/.test(action)) {
    const configs = valuesOf(argv, '--deployment-config-name').filter(({ literal }) => literal)
    return configs.map(({ text }) => ({ how: howOf(text), strategy: strategyOf(text), value: text, at, because }))
  }
  if (argv[0]?.text === 'cf' && argv[1]?.text === 'push')
    return valuesOf(argv, '--strategy').flatMap(ofPush(at, because))
  const words = argv.map(({ text }) => text)
  if (!dividesTraffic(words, service, action)) return []
  const strategy = words[0] === 'az' ? 'blue-green' : 'canary'
  const percent = words[0] === 'gcloud' ? percentIn(words) : undefined
  const value = 'traffic is moved by itself'
  return [{ how: 'gradual', strategy, value, ...(percent !== undefined && { percent }), at, because }]
}

/** AWS CodeDeploy User Guide: configurations of servers go by their number, those of Amazon ECS and Lambda by shares. */
function strategyOf(configuration: string): Strategy {
  if (AT_ONCE.test(configuration)) return 'blue-green'
  return /canary|linear/i.test(configuration) ? 'canary' : 'rolling'
}

/** Cloud Foundry CLI reference: cf push, `--strategy`. */
function ofPush(at: Location, because: Command['because']): (word: { readonly text: string }) => Switching[] {
  return ({ text }) =>
    text === 'rolling' || text === 'canary'
      ? [{ how: 'gradual', strategy: text, value: `--strategy ${text}`, at, because }]
      : []
}

/** A new version of an ECS service stands beside the old one until all traffic has moved. */
function howOf(configuration: string): Switching['how'] {
  if (!AT_ONCE.test(configuration)) return 'gradual'
  return configuration.includes('ECS') ? 'standby' : 'at-once'
}

/** `--to-tags next=10`: the first share that leaves something to the versions before (Google Cloud CLI reference). */
function percentIn(words: readonly string[]): number | undefined {
  const values = words.flatMap((word, index) => {
    const [, value] = /^--(?:to-revisions|to-tags)(?:=(.*))?$/.exec(word) ?? [word, null]
    return value === null ? [] : (value ?? words[index + 1] ?? '').split(',')
  })
  return values.map((value) => Number(value.split('=')[1])).find((share) => share > 0 && share < 100)
}

/** Google Cloud CLI reference: run services update-traffic, app services set-traffic; Azure CLI: slot swap; AWS CLI: update-alias. */
function dividesTraffic(words: readonly string[], service: string | undefined, action: string): boolean {
  if (words[0] === 'gcloud')
    return words.some((word) => /^--(?:no-traffic|splits|to-revisions|to-tags)(?:=|$)/.test(word))
  if (words[0] === 'az') return words.includes('slot') && words.includes('swap')
  return service === 'lambda' && action === 'update-alias' && words.some((word) => word.startsWith('--routing-config'))
}
