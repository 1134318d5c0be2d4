/**
 * Every case that `npm run bench` measures, in order: first those that need no peers, last the slowest peers, which may take all
 * the time that is left.
 */
import fg from 'fast-glob'
import type { Contestant } from '../contestants/contestant.js'
import { bareNode, find, gitFiles, gitIndex, pillarlint } from '../contestants/own.js'
import { actionlint, checkov, pipelineCheck, zizmor } from '../contestants/peers.js'
import { joined, realRepositories, workflows, workflowsOf } from '../made/corpus.js'
import { largeTree } from '../made/large-tree.js'
import { all, MEMORY, type Case, type Target } from './case.js'
import { growth } from './growth.js'
import { infrastructure } from './infrastructure.js'
import { made, there } from './folders.js'

/** Automation files that a repository has at most whose time is held against the bare start of Node. */
const SMALL = 60
const AUTOMATION = '**/*.{yml,yaml,tf,hcl,json,toml}'

/** Why a target about a large tree cannot be met. */
const INDEX_ALONE =
  'git reads one file for it, and ends before Node has started; the next target asks git what Pillarlint asks'

/** Why a target about workflows may not be met. */
const NATIVE =
  'native code, which looks at each workflow by itself; Pillarlint follows commands into the tree, and holds all files against each other'

/** Why no start comes near to that of Node alone. */
const COLD =
  'a quarter of it is the compiler reading three megabytes of code, another the first call of each function and pattern: 227 checks run once, and nothing is hot'
const NEAR_START: Target = {
  ...{ of: 'Pillarlint', against: 'bare Node', measure: 'wall', atMost: 2.5 },
  note: COLD,
}

/** Checkov's frameworks for what Pillarlint reads too. */
const FRAMEWORKS = [
  ...['github_actions', 'gitlab_ci', 'circleci_pipelines', 'azure_pipelines', 'bitbucket_pipelines', 'argo_workflows'],
  ...['terraform', 'cloudformation', 'kubernetes', 'dockerfile', 'ansible', 'arm', 'bicep'],
]

/** The cases, of which those about real repositories are left out where there are none. */
export function cases(scratch: string): Case[] {
  const node = bareNode(scratch)
  const real = realRepositories()
  const example: Case = {
    name: 'the example',
    group: 'One repository',
    runs: all(there('storefront', 'examples/storefront'), node, pillarlint, actionlint, zizmor, pipelineCheck),
    unit: 'bare Node',
    targets: [NEAR_START, MEMORY],
    weight: 20,
  }
  return [
    example,
    largeCase(node),
    ...repositoryCases(real, node),
    ...growth(),
    thousandCase(),
    ...infrastructure(real),
    ...(real.size > 0 ? joinedCases(real) : []),
  ]
}

/** All real repositories as one, and its workflows alone, which every peer for workflows reads. */
function joinedCases(real: ReadonlyMap<string, string>): Case[] {
  const faster = (of: string): Target => ({ of, against: 'Pillarlint', measure: 'wall', atLeast: 20 })
  return [
    {
      name: 'the workflows of all real repositories',
      group: 'Real repositories joined',
      runs: all(
        made('workflows', () => workflowsOf(real)),
        ...[pillarlint, actionlint, zizmor, pipelineCheck],
        checkov(['github_actions'], actionlint.looksAt),
      ),
      unit: 'Pillarlint',
      targets: [faster('Checkov'), faster('Pipeline-Check'), MEMORY],
      weight: 90,
    },
    {
      name: 'all real repositories joined',
      group: 'Real repositories joined',
      runs: all(
        made('joined', () => joined(real)),
        pillarlint,
        checkov(FRAMEWORKS, ['**']),
        pipelineCheck,
      ),
      unit: 'Pillarlint',
      targets: [faster('Checkov'), faster('Pipeline-Check'), MEMORY],
      weight: 260,
    },
  ]
}

function thousandCase(): Case {
  const noSlower = (against: string): Target => ({
    ...{ of: 'Pillarlint', against, measure: 'wall', atMost: 1 },
    note: NATIVE,
  })
  const thousand = made('thousand', () => workflows(1_000))
  return {
    name: '1,000 workflows',
    group: 'Workflows',
    runs: all(thousand, pillarlint, actionlint, zizmor),
    unit: 'Pillarlint',
    targets: [noSlower('actionlint'), noSlower('zizmor'), MEMORY],
    weight: 50,
  }
}

function largeCase(node: Contestant): Case {
  const twice = (against: string): Target => ({ of: 'Pillarlint', against, measure: 'wall', atMost: 2 })
  const large = made('large', () => largeTree(50_000, 60), true)
  return {
    name: '50,000 files of which 60 matter',
    group: 'A large tree',
    runs: all(large, node, pillarlint, gitIndex, gitFiles, find),
    unit: 'bare Node',
    targets: [{ ...twice(gitIndex.name), note: INDEX_ALONE }, twice(gitFiles.name), MEMORY],
    weight: 25,
  }
}

/** Each real repository by itself. */
function repositoryCases(real: ReadonlyMap<string, string>, node: Contestant): Case[] {
  return [...real].map(([name, root]) => {
    const count = fg.sync(AUTOMATION, { cwd: root, dot: true }).length
    const isSmall = count <= SMALL
    const hasWorkflows = fg.sync([...actionlint.looksAt], { cwd: root, dot: true }).length > 0
    return {
      name,
      group: isSmall ? `Real repositories of at most ${SMALL} automation files` : 'Larger real repositories',
      runs: all(there(name, root), node, pillarlint, ...(hasWorkflows ? [actionlint, zizmor] : [])),
      unit: 'bare Node',
      targets: isSmall ? [NEAR_START, MEMORY] : [MEMORY],
      weight: 3,
    }
  })
}
