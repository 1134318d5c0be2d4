import type { Include } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlMapping } from '../../yaml/node.js'
import type { AdapterReading } from '../reading.js'
import { hasMentions, mentionsIn, NO_MENTIONS, type Mentions } from './mentions.js'
import { repositoriesOf } from './resources.js'
import { structureOf, type Structure } from './structure.js'
import { EXPANDER } from './template/expand.js'
import { allowedValuesOf, ownParameters } from './template/parameters.js'
import type { Expansion, RunKind, Scope } from './template/scope.js'
import { Variables } from './template/variables.js'
import { readRuns } from './triggers.js'

/** Parts of files that one pipeline may come to with all of its templates, and templates that it may bring in. */
const MAX_NODES = 200_000
const MAX_TEMPLATES = 3_000

/** What all pipelines of a tree may still come to. */
export interface TreeBudget {
  nodes: number
  templates: number
}

/** Enough for any tree that people maintain. */
export function treeBudget(): TreeBudget {
  return { nodes: 4_000_000, templates: 60_000 }
}

/** What starts the file: its triggers, or templates and pipelines that bring it in. */
export type Role = 'pipeline' | 'template'

/** A file to read, and what it is. */
export interface Entry {
  readonly file: string
  readonly root: YamlMapping
  readonly role: Role
}

/** A pipeline with its templates in their places. */
export interface Expanded {
  readonly structure: Structure
  readonly expansion: Expansion
  readonly batch: ReturnType<typeof readRuns>['batch']
}

/** What the texts of a pipeline tell before its templates are expanded. */
interface Hints {
  readonly mentions: Mentions
  /** Names of variables that scripts set by a logging command, in lower case. */
  readonly changing: ReadonlySet<string>
}

/**
 * Expands a pipeline: once to see which templates it holds, and once more if something in them tells kinds of runs apart
 * or sets variables.
 */
export function expandPipeline(reading: AdapterReading, entry: Entry, budget: TreeBudget): Expanded {
  const textOf = (file: string): string => reading.context.files.text(file) ?? ''
  const own = namesSetIn([textOf(entry.file)])
  const first = expandOnce(reading, entry, { mentions: NO_MENTIONS, changing: own }, budget)
  const texts = [entry.file, ...first.expansion.files].map(textOf)
  const hints: Hints = {
    mentions: entry.role === 'pipeline' ? mentionsIn(texts) : NO_MENTIONS,
    changing: namesSetIn(texts),
  }
  const tellsMore = hasMentions(hints.mentions) || hints.changing.size > own.size
  return tellsMore ? expandOnce(reading, entry, hints, budget) : first
}

function expandOnce(
  reading: AdapterReading,
  entry: Entry,
  { mentions, changing }: Hints,
  budget: TreeBudget,
): Expanded {
  const { file, root, role } = entry
  const { runs, batch } = role === 'pipeline' ? readRuns(reading, file, root, mentions) : { runs: [calledRun(root)] }
  const declared = valueAt(root, 'parameters')
  const limits = { nodes: Math.min(MAX_NODES, budget.nodes), templates: Math.min(MAX_TEMPLATES, budget.templates) }
  const expansion: Expansion = {
    reading,
    runs,
    expand: EXPANDER,
    repositories: repositoriesOf(valueAt(root, 'resources')),
    includes: new Map<string, Include>(),
    files: new Set<string>(),
    allowedValues: allowedValuesOf(declared),
    nodesLeft: limits.nodes,
    templatesLeft: limits.templates,
  }
  const scope: Scope = {
    expansion,
    file,
    parameters: new Map(),
    locals: new Map(),
    variables: new Variables(undefined, changing),
    because: [],
    depth: 0,
  }
  const parameters = ownParameters(declared, runs, scope)
  const structure = structureOf(root, { ...scope, parameters })
  budget.nodes -= limits.nodes - Math.max(0, expansion.nodesLeft)
  budget.templates -= limits.templates - Math.max(0, expansion.templatesLeft)
  return { structure, expansion, batch }
}

/** A template is started by those who bring it in, with parameters of their own. */
function calledRun(root: YamlMapping): RunKind {
  return {
    trigger: { kind: 'call', event: 'template', at: root.at },
    automatic: false,
    certain: true,
    variables: new Map(),
  }
}

function namesSetIn(texts: readonly string[]): ReadonlySet<string> {
  const names = texts.flatMap((text) =>
    Array.from(text.matchAll(/task\.setvariable\s{0,5}[^\]\n]{0,80}?variable=([\w.-]{1,100})/gi), ([, name = '']) =>
      name.toLowerCase(),
    ),
  )
  return new Set(names)
}
