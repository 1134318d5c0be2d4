import {
  because,
  defineCheck,
  environmentPairs,
  infrastructureBlocks,
  isForUse,
  itemsOf,
  repeatedBlocks,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type EnvironmentPair,
  type FileIndex,
  type Infrastructure,
  type InfrastructureBlock,
  type RepeatedBlocks,
} from '../../src/check-api/index.js'

type Message = 'large' | 'repeated'

/** Places that one finding names beside its own. */
const MOST_NAMED = 10

export default defineCheck({
  id: 'iac-modular',
  title: 'Infrastructure code is one block instead of versioned parts',
  severity: 'notice',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.1',
    'OPS05-BP06',
    'hc.infra.modules',
    'hc.tf-maturity.build',
    'hc.deploy.atomic.modules',
    'hc.deploy.atomic.boundaries',
    'hc.define.modules',
    'hc.define.modules.versioned',
    'hc.define.standardize-workflows',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'files', 'settings'],
  options: z.strictObject({
    maxResources: z._default(z.int().check(z.gte(1)), 50),
    minRepeated: z._default(z.int().check(z.gte(2)), 10),
  }),
  messages: {
    large: {
      text: '{name} declares {count} resources in one block, with no part that could be changed or used by itself.',
      remedy: 'Move what changes together into modules or stacks of their own, such as network, data and services.',
    },
    repeated: {
      text: '{name} declares {count} resources that {other} declares again under the same names.',
      remedy: 'Write them once as a module or nested stack, and call it with what differs.',
    },
  },

  *run({ infrastructure, pipelines, files, settings }, { maxResources, minRepeated }) {
    const blocks = infrastructureBlocks(infrastructure, pipelines, files)
    const parts = partsOf(infrastructure, blocks, files)
    const large = blocks.filter((block) => block.parts.length === 0 && block.resources.size > maxResources)
    const repeated = repeatedBlocks(blocks, minRepeated)
    yield* parts
    yield* large.map(tooLarge)
    const pairs = environmentPairs(infrastructure, files, settings)
    for (const group of repeated) yield isForEach(group, pairs) ?? writtenAgain(group)
    if (parts.length + large.length + repeated.length > 0) return
    const program = infrastructure.unread.find(({ technology }) => technology === 'cdk' || technology === 'pulumi')
    yield program === undefined
      ? { kind: 'not-applicable', reason: 'no root module or template is large enough to be divided' }
      : {
          kind: 'unknown',
          origin: 'files',
          reason: 'what the program of {file} is made of is not read',
          data: { ...program },
        }
  },
})

function tooLarge({ name, resources, at }: InfrastructureBlock): CheckOutcome<Message> {
  return { kind: 'problem', message: 'large', data: { name, count: resources.size }, at }
}

/** Copies for each environment have a finding of their own. */
function isForEach({ blocks }: RepeatedBlocks, pairs: readonly EnvironmentPair[]): CheckOutcome<Message> | undefined {
  const holds = (folder: string) =>
    blocks.some(({ name }) => `${name}/`.startsWith(`${folder}/`) || name.startsWith(`${folder}.`))
  const isPair = pairs.some(({ one, other }) => holds(one) && holds(other))
  const reason = 'the environments of one system are written separately'
  return isPair ? { kind: 'implied', by: 'iac-environment-parity', reason, at: blocks[0].at } : undefined
}

function writtenAgain({ blocks: [first, ...others], shared }: RepeatedBlocks): CheckOutcome<Message> {
  const { name, at } = first
  const named = others.slice(0, MOST_NAMED).map((each) => because(each.at, `${each.name} declares them, too`))
  const data = { name, count: shared, other: others[0]?.name ?? '' }
  return { kind: 'problem', message: 'repeated', data, at, because: named }
}

/** What shows that code is put together from parts, once for each kind. */
function partsOf(
  { resources, kustomizations = [], terraform, ansible }: Infrastructure,
  blocks: readonly InfrastructureBlock[],
  files: FileIndex,
): CheckOutcome<Message>[] {
  const bases = new Set(kustomizations.flatMap(({ folder }) => folder ?? []))
  const evidence = [
    ...(['root module', 'template'] as const).map((kind) => {
      const block = blocks.find((each) => each.kind === kind && each.parts.length > 0)
      return block && { name: block.name, parts: kind === 'template' ? 'nested stacks' : 'modules', at: block.at }
    }),
    first(
      terraform
        .filter(({ isUnit }) => isUnit === true)
        .map(({ folder, at }) => ({ name: folder, parts: 'a unit of Terragrunt', at })),
      files,
    ),
    first(
      ansible.plays.filter(({ roles }) => roles.length > 0).map(({ file, at }) => ({ name: file, parts: 'roles', at })),
      files,
    ),
    first(
      resources
        .filter(({ type, properties }) => type === 'chart' && isDivided(properties))
        .map(({ file, at }) => ({ name: file, parts: 'charts of its own', at })),
      files,
    ),
    first(
      kustomizations
        .filter(({ takes }) => takes.some((path) => bases.has(path)))
        .map(({ resource: { file, at } }) => ({ name: file, parts: 'bases', at })),
      files,
    ),
  ]
  return evidence.flatMap((each): CheckOutcome<Message>[] =>
    each === undefined
      ? []
      : [
          {
            kind: 'evidence',
            text: '{name} is made of {parts}',
            data: { name: each.name, parts: each.parts },
            at: each.at,
          },
        ],
  )
}

function first<T extends { readonly at: { readonly file: string } }>(
  found: readonly T[],
  files: FileIndex,
): T | undefined {
  return found.find(({ at }) => isForUse(at.file, files))
}

/** A library for other charts, or a chart that uses one of this tree. */
function isDivided(chart: Parameters<typeof valueAt>[0]): boolean {
  if (textOf(valueAt(chart, 'type')) === 'library') return true
  return itemsOf(valueAt(chart, 'dependencies')).some(
    (each) => textOf(valueAt(each, 'repository'))?.startsWith('file:') === true,
  )
}
