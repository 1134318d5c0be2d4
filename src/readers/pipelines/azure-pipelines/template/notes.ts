import { both, negated } from '../../../../core/three-valued.js'
import type { Because } from '../../../../core/location.js'
import type { Unresolved } from '../../../../models/index.js'
import type { YamlNode } from '../../../yaml/node.js'

/** Whether something is there in each kind of run; undefined where that is not known. */
export type Presence = readonly (boolean | undefined)[]

/** What expanding templates has told of a part of a file. */
export interface Note {
  /** In which runs it is there; absent: in all. */
  readonly when?: Presence
  /** The lines of the templates that bring it in. */
  readonly because?: readonly Because[]
  /** The text of a scalar in each run: undefined where it is not known, null where there is none. */
  readonly variants?: readonly (string | undefined | null)[]
  /** The scalar as it is written, expressions and all, where it differs from run to run. */
  readonly written?: string
  /** It stands for something that could not be resolved. */
  readonly hole?: Unresolved
}

const notes = new WeakMap<YamlNode, Note>()
const NO_NOTE: Note = {}

/** What is noted of a node. */
export function noteOf(node: YamlNode): Note {
  return notes.get(node) ?? NO_NOTE
}

/** The node with something noted beside what is noted already. It is a new one: one node may stand in several places. */
export function noted<N extends YamlNode>(node: N, note: Note): N {
  const copy = { ...node }
  notes.set(copy, { ...noteOf(node), ...note })
  return copy
}

/** Where both are there. */
export function joint(left: Presence, right: Presence): Presence {
  return left.map((one, run) => both(one, right[run]))
}

/** The same, where what has no presence is there in every run. */
export function jointIfAny(left: Presence | undefined, right: Presence | undefined): Presence | undefined {
  return left === undefined || right === undefined ? (left ?? right) : joint(left, right)
}

/** Where what is there in `presence` is not. */
export function inverted(presence: Presence): Presence {
  return presence.map(negated)
}

/** The node where it is there in `presence` only. */
export function onlyWhen<N extends YamlNode>(node: N, presence: Presence | undefined): N {
  if (presence === undefined || presence.every((each) => each === true)) return node
  const when = jointIfAny(noteOf(node).when, presence)
  return when === undefined ? node : noted(node, { when })
}

/** Whether it is there in no run. */
export function isNever(presence: Presence | undefined): boolean {
  return presence?.every((each) => each === false) ?? false
}
