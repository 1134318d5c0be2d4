/** Which practices something speaks about: those that a check decides, or single ones by id. */
export interface Subject {
  readonly checks?: readonly string[]
  readonly practices?: readonly string[]
}

/** What rules of a tool speak about. */
export interface RuleGroup extends Subject {
  /** Ids; one that ends in `*` stands for all that begin so. */
  readonly rules?: readonly string[]
  /** Names, tags or categories that the tool gives its rules. */
  readonly labels?: readonly string[]
}

/** What a tool's having run is evidence of. */
export interface Shown extends Subject {
  /** Only if it looked at a container image. */
  readonly image?: true
  /** Only if it brought rules with one of these labels. */
  readonly labels?: readonly string[]
}

/** A tool whose SARIF reports are understood. */
export interface KnownTool {
  readonly name: string
  /** As it calls itself in a report, in lower case. */
  readonly drivers: readonly string[]
  /** Documentation of its rules. */
  readonly url: string
  readonly shows: readonly Shown[]
  /** The first that fits decides. */
  readonly rules: readonly RuleGroup[]
}
