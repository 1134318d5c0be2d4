import type { DeliveryGraph } from './delivery-graph.js'
import type { HistorySummary } from './figure.js'
import type { Because, Location } from './location.js'
import type { Message } from './message.js'
import type { ToolSummary } from './other-tools.js'
import type { CheckResult, ProblemOutcome } from './outcome.js'
import type { TrustNotice } from './trust.js'
import type { Category, Framework, Verdict } from './verdict.js'

export type Standing = 'open' | 'suppressed' | 'excepted' | 'baselined'

/** A problem with everything that was decided about it. */
export interface Finding extends ProblemOutcome {
  readonly title: string
  readonly practices: readonly string[]
  readonly standing: Standing
  /** The reason given by the comment, exception or baseline that settled it. */
  readonly standingReason?: string
  /** Against the base revision; null where there is none to compare with. */
  readonly delta: 'introduced' | 'existing' | null
  /** Name of the one service that it belongs to; absent where it is about the repository as a whole. */
  readonly service?: string
  /** Set if its check is newer than the epoch of the configuration, so that it only warns. */
  readonly newer?: true
  /** True if the place lies in a file that the pull request changes; null outside pull requests. */
  readonly inChange: boolean | null
}

/** Something that supports a verdict: a place in a file, or a setting and the call that read it. */
export interface Evidence {
  readonly check: string
  readonly text: Message
  readonly at?: Location
  readonly because: readonly Because[]
}

export interface PracticeVerdict {
  readonly id: string
  readonly framework: Framework
  readonly title: string
  readonly category: Category | null
  readonly url: string
  readonly verdict: Verdict
  readonly reason: string
  readonly evidence: readonly Evidence[]
  /** Fingerprints of the findings that speak against it. */
  readonly findings: readonly string[]
  /** Permissions that would settle an unknown. */
  readonly permissions: readonly string[]
  /** The rule of docs/verdicts.md (1 to 9) that decided. */
  readonly rule: number
}

/** A practice whose verdict the change moves. */
export interface VerdictChange {
  readonly id: string
  readonly title: string
  readonly category: Category | null
  readonly url: string
  /** In the base. */
  readonly from: Verdict
  readonly to: Verdict
  /** `open`: from or to a verdict that is no judgement: unknown, not applicable. */
  readonly direction: 'worse' | 'better' | 'open'
  /** Why it is what it is now, as a sentence. */
  readonly because: string
}

export interface MaturityStep {
  readonly check: string
  readonly title: string
  /** `fail` must be fixed, `unknown` must be made visible. */
  readonly state: 'fail' | 'unknown'
  /** What it takes: a line or a setting, a job or a file, days of work. */
  readonly effort: Effort
  /** The phase that it belongs to: `deploy`. */
  readonly phase: string
}

export type Effort = 'small' | 'medium' | 'large'

/** The level of one phase of the pillar: of the requirements that belong to it. */
export interface PhaseLevel {
  readonly phase: string
  readonly title: string
  readonly level: number
  readonly atMost: number
}

/** The published criteria of one level, by their verdicts. Together they are always the same number. */
export interface LevelCriteria {
  readonly level: number
  readonly title: string
  /** Met or attested. */
  readonly met: readonly string[]
  readonly partlyMet: readonly string[]
  readonly notMet: readonly string[]
  readonly unknown: readonly string[]
  readonly notApplicable: readonly string[]
}

export interface Maturity {
  /** The level reached for sure, 1 to 5; null for repositories that deploy nothing and publish nothing. */
  readonly level: number | null
  /** The level it could be if every unknown check passed. */
  readonly atMost: number | null
  readonly name: string
  /** The smallest set of fixes that reaches the next level; empty at the highest. */
  readonly next: readonly MaturityStep[]
  /** What people still have to attest for it, by practice. */
  readonly toAttest: readonly string[]
  /** The level is the lowest of these. Empty where there is no level. */
  readonly phases: readonly PhaseLevel[]
  readonly criteria: readonly LevelCriteria[]
}

/** How many practices of a framework are decided by what. Each counts once, so the parts add up to `practices`. */
export interface FrameworkCoverage {
  readonly framework: Framework
  readonly practices: number
  /** By files alone. */
  readonly files: number
  /** By what the host says of the repository, and mostly by files as well. */
  readonly settings: number
  /** By what has happened in it, and mostly by files or settings as well. */
  readonly history: number
  /** By a person's word only. */
  readonly attestation: number
  /** By checks that are off. */
  readonly notRun: number
}

export interface UnreadFile {
  readonly file: string
  readonly reason: string
}

/** A comment, exception, attestation or baseline entry that nothing needed, or that is malformed or expired. */
export interface Leftover {
  readonly at?: Location
  readonly message: string
  readonly severity: 'warning' | 'notice'
}

export type GateVerdict = 'pass' | 'fail' | 'error'
export type FailOn = Category | 'never'
export type Scope = 'changes' | 'repository'

export interface Gate {
  readonly verdict: GateVerdict
  readonly failOn: FailOn
  readonly scope: Scope
  /** Each reason as one sentence. */
  readonly because: readonly string[]
  /** Ids of the practices that made it fail. */
  readonly practices: readonly string[]
  /** Where services have settings of their own: those by whose settings it failed, and the findings for which it failed. */
  readonly byServices?: { readonly names: readonly string[]; readonly fingerprints: readonly string[] }
}

/** How one service of a monorepo stands. */
export interface ServiceReport {
  readonly name: string
  /** Folders and globs. */
  readonly paths: readonly string[]
  /** Who owns most of its files, by CODEOWNERS. */
  readonly owners: readonly string[]
  /** How many tracked files are its. */
  readonly files: number
  /** Why it is taken for a service, as a sentence part; null where the configuration names it. */
  readonly derivedFrom: string | null
  /** What its own findings and those about the whole repository come to, by its settings. */
  readonly gate: Pick<Gate, 'verdict' | 'failOn' | 'because' | 'practices'> & { readonly unknown: 'ignore' | 'fail' }
  /** Where it has settings of its own; null where all is inherited. */
  readonly settingsAt: Location | null
  /** Practices that stand otherwise than in the repository as a whole. All others stand as there. */
  readonly practices: readonly PracticeVerdict[]
  /** Practices that are not or not fully met because of findings of its own, the most important first. */
  readonly broken: readonly string[]
  readonly maturity: Pick<Maturity, 'level' | 'atMost' | 'name'>
}

export interface Subject {
  /** `owner/name`, or the folder's name. */
  readonly repository: string
  /** Commit, or null for a work tree. */
  readonly revision: string | null
  readonly baseRevision: string | null
  readonly kind: string
  readonly pullRequest: number | null
  /** The head commit of the pull request; absent where that is not known. */
  readonly headRevision?: string
}

/** A place where a pipeline deploys, as far as a report shows it. */
export interface DeploymentSummary {
  readonly pipeline: string
  readonly job: string
  readonly tool: string
  readonly environment: string | null
  readonly tier: string
  /** What its step names, joined with what the tree defines under that name. */
  readonly targets: readonly {
    readonly kind: string
    readonly text: string
    /** False where something in the name is decided elsewhere. */
    readonly known: boolean
    /** Whether the tree holds it. */
    readonly exists: boolean
    readonly resources: readonly { readonly type: string; readonly name: string; readonly at: Location }[]
  }[]
  readonly at: Location
}

/** What a controller is told to pull and deploy; null stands for what an expression decides. */
export interface PullSummary {
  readonly controller: string
  readonly kind: string
  readonly name: string
  readonly tier: string
  readonly sources: readonly {
    readonly kind: string
    readonly url: string | null
    readonly path: string | null
    readonly chart: string | null
    readonly revision: string | null
    readonly follows: string
  }[]
  readonly automated: boolean | null
  readonly corrects: boolean | null
  readonly prunes: boolean | null
  readonly reverts: boolean | null
  /** Whether it says that what was deployed is waited for, or looked at afterwards. */
  readonly waits: boolean
  readonly verifies: boolean
  readonly at: Location
}

export interface Report {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'pillarlint'; readonly version: string }
  readonly subject: Subject
  readonly gate: Gate
  readonly practices: readonly PracticeVerdict[]
  /** The services of a monorepo; absent where there are none. */
  readonly services?: readonly ServiceReport[]
  readonly findings: readonly Finding[]
  /** Findings of the base revision that the change removes. */
  readonly fixed: readonly {
    readonly check: string
    readonly message: Message
    readonly at?: Location
    readonly fingerprint: string
  }[]
  /** Practices whose verdict differs from the base's, worse ones first. Absent where nothing is compared. */
  readonly changes?: readonly VerdictChange[]
  /** What the change does to how changes are judged; never part of a verdict. Absent where nothing is compared. */
  readonly trust?: readonly TrustNotice[]
  readonly checks: readonly CheckResult[]
  readonly maturity: Maturity
  readonly leftovers: readonly Leftover[]
  /** Changes that the pull request makes to configuration, exceptions and attestations; listed, not applied. */
  readonly configChanges: readonly string[]
  /** What reports of other tools say, where some were given: `sarif-inputs`. */
  readonly otherTools?: readonly ToolSummary[]
  /** What deploys: pipelines, and controllers that pull; and how that has gone. */
  readonly delivery: {
    readonly deployments: readonly DeploymentSummary[]
    readonly pulls: readonly PullSummary[]
    readonly graph: DeliveryGraph
    readonly history: HistorySummary
  }
  readonly coverage: {
    readonly files: { readonly seen: number; readonly read: number; readonly unread: readonly UnreadFile[] }
    /** By what the practices of each framework are decided. */
    readonly practices: readonly FrameworkCoverage[]
    /** Constructs that no reader could resolve, as sentences with places. */
    readonly unresolved: readonly { readonly what: string; readonly at: Location }[]
    /** Hosting facts that were not readable, with the permission that is missing. */
    readonly hosting: readonly {
      readonly fact: string
      readonly reason: string
      readonly permission?: string
      readonly remedy?: string
    }[]
  }
}
