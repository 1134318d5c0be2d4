import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { Budget } from '../budget.js'
import type { AdapterReading } from '../reading.js'
import { parseOrb, type OrbReference } from './orb-ref.js'

/** The reusable elements of a config or of an inline orb, by name. */
export interface Elements {
  readonly commands: ReadonlyMap<string, YamlNode>
  readonly jobs: ReadonlyMap<string, YamlNode>
  readonly executors: ReadonlyMap<string, YamlNode>
  readonly groups: ReadonlyMap<string, YamlNode>
  readonly orbs: ReadonlyMap<string, Orb>
}

/** An orb by the name that the config gives it. */
export type Orb =
  | { readonly kind: 'registry'; readonly reference: OrbReference }
  | { readonly kind: 'inline'; readonly elements: Elements; readonly node: YamlMapping }

/** One config file. */
export interface Config extends Elements {
  readonly file: string
  readonly root: YamlMapping
  /** Parameters of the pipeline: their declarations. */
  readonly parameters: ReadonlyMap<string, YamlNode>
  /** `setup`: it ends by naming the config to go on with. `continued`: another config goes on with it. */
  readonly phase: 'only' | 'setup' | 'continued' | 'unnamed'
  /** Reusable elements and `<< … >>` came with version 2.1. */
  readonly reusable: boolean
}

/** What every part of the adapter works with. */
export interface Reading extends AdapterReading {
  readonly config: Config
  readonly budget: Budget
}

/** Inline orbs in inline orbs beyond this depth are not looked into. */
const MAX_ORB_DEPTH = 5

/** Takes a config apart. */
export function configOf(file: string, root: YamlMapping, phase: Config['phase']): Config {
  const version = scalarAt(root, 'version')?.text ?? ''
  return {
    ...elementsOf(root, 0),
    file,
    root,
    parameters: named(valueAt(root, 'parameters')),
    phase: phase === 'only' && scalarAt(root, 'setup')?.text === 'true' ? 'setup' : phase,
    reusable: version !== '2' && version !== '2.0',
  }
}

function elementsOf(node: YamlNode, depth: number): Elements {
  const orbs = depth > MAX_ORB_DEPTH ? [] : entriesOf(valueAt(node, 'orbs'))
  return {
    commands: named(valueAt(node, 'commands')),
    jobs: named(valueAt(node, 'jobs')),
    executors: named(valueAt(node, 'executors')),
    groups: named(valueAt(node, 'job-groups')),
    orbs: new Map(
      orbs.flatMap(({ key, value }): [string, Orb][] => {
        if (value.kind === 'scalar') return [[key.text, { kind: 'registry', reference: parseOrb(value) }]]
        if (value.kind === 'sequence') return []
        return [[key.text, { kind: 'inline', elements: elementsOf(value, depth + 1), node: value }]]
      }),
    ),
  }
}

function named(node: YamlNode | undefined): ReadonlyMap<string, YamlNode> {
  return new Map(entriesOf(node).map(({ key, value }) => [key.text, value]))
}
