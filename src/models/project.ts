import type { Located, Location } from '../core/location.js'
import type { Documentation } from './documentation.js'
import type { Guide } from './guides.js'
import type { LocalSetup } from './local-setup.js'
import type { ObservabilitySign } from './observability.js'
import type { OwnershipEntry } from './ownership.js'
import type { DocumentRecord } from './records.js'
import type { RegistrySetting } from './registries.js'
import type { ScriptFile } from './script.js'
import type { Releasing } from './releasing.js'
import type { SecurityText } from './security-text.js'
import type { ExpectedIgnore, SensitiveFile } from './sensitive-file.js'
import type { ToolPin } from './tool-pin.js'
import type { ToolSettings } from './tool-settings.js'
import type { Updater } from './updates.js'
import type { Waiver } from './waiver.js'

/** What a repository is, as its files show. */
export const REPOSITORY_KINDS = [
  'application',
  'library',
  'infrastructure',
  'data',
  'pipeline-library',
  'examples',
  'docs-only',
  'unknown',
] as const
export type RepositoryKind = (typeof REPOSITORY_KINDS)[number]

export interface LanguageUse {
  /** Lower-case name as lexicon intents use it: `javascript` (with TypeScript), `python`, `go`, `rust`, `java` (with Kotlin, Scala), `ruby`, `dotnet`, `php`, `shell`, `terraform`. */
  readonly language: string
  readonly sourceFiles: readonly string[]
  readonly testFiles: readonly string[]
  /** Share of all source files, 0 to 1. */
  readonly share: number
}

export interface Manifest {
  /** `npm`, `python`, `go`, `cargo`, `maven`, `gradle`, `bundler`, `nuget`, `composer`. */
  readonly ecosystem: string
  readonly file: string
  /** The lock file that covers it (its own or its workspace root's). */
  readonly lockFile?: string
  /** Every requirement names one version; whether the list is complete, and what the files must be, it does not say. */
  readonly exact?: true
  /** True if it names third-party dependencies; undefined if that cannot be told. */
  readonly hasDependencies: boolean | undefined
  /** True if the package says that it is published or imported (a library). */
  readonly publishable: boolean | undefined
  /** True for a member of a workspace whose root has its own manifest. */
  readonly workspaceMember: boolean
  readonly at: Location
}

/** A third-party package that a manifest names. */
export interface Dependency {
  /** As for {@link Manifest}. */
  readonly ecosystem: string
  /** In lower case: `@nestjs/core`, `psycopg2-binary`, `github.com/lib/pq`, `org.postgresql:postgresql`. */
  readonly name: string
  /** True if only development and tests need it. */
  readonly development: boolean
  /** Set where it is taken from a git repository whenever it is installed, with the branch, tag or commit that is named. */
  readonly git?: { readonly url: string; readonly ref?: string }
  readonly at: Location
}

/**
 * What a repository has that calls for tests of a certain kind: what people look at, what answers requests, what describes
 * an interface or makes such a description, what talks to a data store or a queue, what moves or transforms data.
 */
export type TraitKind =
  | 'user-interface'
  | 'request-server'
  | 'interface-description'
  | 'interface-generator'
  | 'data-store'
  | 'queue'
  | 'data-pipeline'
  | 'data-model'

export interface Trait {
  readonly kind: TraitKind
  /** What shows it: the name of a package, or a path. */
  readonly what: string
  readonly at: Location
}

/** A command that a document tells people to run. */
export interface DocumentedCommand {
  readonly file: string
  readonly command: string
  /** The nearest heading above it. */
  readonly heading: string
  readonly at: Location
}

/** Something that is meant to be deployed. */
export interface Deployable {
  readonly kind: 'terraform-root' | 'manifests' | 'service-image' | 'serverless' | 'codedeploy' | 'script' | 'platform'
  readonly what: string
  readonly at: Location
}

/** What kind of repository this is and what it is made of. Judged on files that are not vendored, generated or examples. */
export interface Project {
  readonly kind: RepositoryKind
  /** Why this kind, as a sentence part. */
  readonly kindBecause: string
  readonly languages: readonly LanguageUse[]
  readonly manifests: readonly Manifest[]
  readonly deployables: readonly Deployable[]
  /** Packages that manifests and requirement files name, in order of path. Read when asked for. */
  readonly dependencies: readonly Dependency[]
  /** Read when asked for. */
  readonly traits: readonly Trait[]
  /** Read when asked for. */
  readonly observability: readonly ObservabilitySign[]
  /** Read when asked for. */
  readonly documentation: Documentation
  /** Documents for the people who work with the repository. Read when asked for. */
  readonly guides: readonly Guide[]
  /** Read when asked for. */
  readonly localSetup: LocalSetup
  /** What catalogues and people are told of who answers for what is here. Read when asked for. */
  readonly ownership: readonly OwnershipEntry[]
  /** Bots that the tree configures to propose newer versions of dependencies. Read when asked for. */
  readonly updaters: readonly Updater[]
  /** Versions of tools that files give to developers. Read when asked for. */
  readonly toolPins: readonly ToolPin[]
  /** Settings of editors, formatters and linters that are kept with the code. Read when asked for. */
  readonly toolSettings: readonly ToolSettings[]
  /** What documents put on record about delivery, support, threats and recovery. Read when asked for. */
  readonly records: readonly DocumentRecord[]
  /** Where settings of package managers take packages from and bring them to. Read when asked for. */
  readonly registries: readonly RegistrySetting[]
  /** Read when asked for. */
  readonly releasing: Releasing
  /** How sites of this repository say to report a vulnerability. Read when asked for. */
  readonly securityTexts: readonly SecurityText[]
  /** Tracked files with keys, tokens or a state in them. Read when asked for. */
  readonly sensitiveFiles: readonly SensitiveFile[]
  /** What ignore rules must keep out of the repository, as its tools write it. Read when asked for. */
  readonly expectedIgnores: readonly ExpectedIgnore[]
  /** What scanners are told to leave out. Read when asked for. */
  readonly waivers: readonly Waiver[]
  /** Scripts in shell and PowerShell. Read when asked for. */
  readonly scripts: readonly ScriptFile[]
  /** Configurations by which another platform pulls and deploys this repository (vercel.json, Flux, Argo CD …). */
  readonly pulledBy: readonly Located<string>[]
  readonly documentedDeploys: readonly DocumentedCommand[]
  readonly rollbackDocuments: readonly Located<string>[]
  readonly criticalPaths: readonly {
    readonly path: string
    readonly group:
      | 'pipeline'
      | 'codeowners'
      | 'iac'
      | 'waivers'
      | 'image'
      | 'migration'
      | 'script'
      | 'policy'
      | 'release'
      | 'security'
      | 'dependencies'
  }[]
}

export interface FileIndex {
  /** Every tracked path, sorted, excluded ones too. */
  readonly paths: readonly string[]
  has(path: string): boolean
  /** Whether any tracked path lies in `folder`. */
  hasFolder(folder: string): boolean
  /** True for vendored, generated, example and fixture paths that checks do not judge. */
  isExcluded(path: string): boolean
}
