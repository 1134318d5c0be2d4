import { pathsFitting } from '../../core/path-index.js'
import type { Pipelines } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'

interface ForeignSystem {
  readonly system: string
  readonly pattern: RegExp
  /** What the text of such a file shows, where the name alone does not tell. */
  readonly shows?: readonly RegExp[]
}

/**
 * Where other CI systems keep their pipelines. Sources: Prow docs, Inrepoconfig · Zuul docs, Configuration loading ·
 * Cirrus CI docs, Writing tasks · AppVeyor docs, Build configuration · Semaphore docs, Pipelines · JetBrains, TeamCity
 * help, Storing project settings in version control · Concourse docs, Pipelines (no name is given: its keys tell) · GoCD
 * YAML and JSON configuration plugins, File pattern · Harness docs, Git Experience · Spacelift docs, Runtime
 * configuration · Bamboo Specs reference · the documentation of the others, Configuration file.
 */
const SYSTEMS: readonly ForeignSystem[] = [
  { system: 'Drone (written as a program)', pattern: /^\.drone\.(star|jsonnet)$/ },
  { system: 'Crow CI', pattern: /^\.crow(\/.+)?\.ya?ml$/ },
  { system: 'Gitea Actions', pattern: /^\.gitea\/workflows\/[^/]+\.ya?ml$/ },
  { system: 'Forgejo Actions', pattern: /^\.forgejo\/workflows\/[^/]+\.ya?ml$/ },
  { system: 'Prow', pattern: /^\.prow(\/.+)?\.ya?ml$/ },
  { system: 'Zuul', pattern: /^\.?zuul(\.d\/.+)?\.ya?ml$/ },
  { system: 'Cirrus CI', pattern: /^\.cirrus\.(ya?ml|star)$/ },
  { system: 'AppVeyor', pattern: /^\.?appveyor\.ya?ml$/ },
  { system: 'Semaphore', pattern: /^\.semaphore\/.+\.ya?ml$/ },
  { system: 'TeamCity', pattern: /^\.teamcity\/(.+\.kts?|(.+\/)?project-config\.xml|(.+\/)?buildTypes\/[^/]+\.xml)$/ },
  { system: 'JetBrains Space', pattern: /^\.space\.kts$/ },
  { system: 'Codefresh', pattern: /^codefresh\.ya?ml$/ },
  {
    system: 'Concourse',
    pattern: /(^|\/)(\.?(ci|concourse|pipelines?)\/([^/]+\/)*[^/]+|[^/]*pipeline[^/]*)\.ya?ml$/,
    shows: [/^jobs:/m, /^resources:/m, /^[ -]+plan:/m],
  },
  { system: 'Wercker', pattern: /^wercker\.ya?ml$/ },
  { system: 'Screwdriver', pattern: /^screwdriver\.ya?ml$/ },
  { system: 'GoCD', pattern: /(^|\/)[^/]+\.(gocd\.ya?ml|gopipeline\.json)$/ },
  { system: 'Harness', pattern: /^\.harness\/.+\.ya?ml$/ },
  { system: 'Spacelift', pattern: /^\.spacelift\/config\.ya?ml$/ },
  { system: 'Atlantis', pattern: /^atlantis\.ya?ml$/ },
  { system: 'Bamboo', pattern: /^bamboo-specs\/.+\.(ya?ml|java|kt)$/ },
  { system: 'Bitrise', pattern: /^bitrise\.ya?ml$/ },
  { system: 'Codemagic', pattern: /^codemagic\.ya?ml$/ },
  { system: 'SourceHut builds', pattern: /^(\.build|\.builds\/[^/]+)\.ya?ml$/ },
  { system: 'Vela', pattern: /^\.vela\.(ya?ml|star|py)$/ },
  { system: 'OneDev', pattern: /^\.onedev-buildspec\.yml$/ },
  { system: 'Buddy', pattern: /^(buddy|\.buddy\/[^/]+)\.yml$/ },
]

const ELSEWHERE = /(^|\/)(node_modules|vendor|third_party|testdata|fixtures|examples)\//

const PATTERNS = SYSTEMS.map(({ pattern }) => pattern)

/** Pipeline files, by path and where that is not enough by content, of systems that have no adapter. */
export function foreignPipelines(files: Pick<Files, 'paths' | 'text'>): Pipelines['unread'] {
  return pathsFitting(files.paths, PATTERNS)
    .filter((path) => !ELSEWHERE.test(path))
    .flatMap((path) =>
      SYSTEMS.filter((each) => each.pattern.test(path) && isOne(each, path, files)).map(({ system }) => ({
        file: path,
        system,
      })),
    )
}

function isOne({ shows = [] }: ForeignSystem, path: string, files: Pick<Files, 'text'>): boolean {
  if (shows.length === 0) return true
  const text = files.text(path) ?? ''
  return shows.every((pattern) => pattern.test(text))
}
