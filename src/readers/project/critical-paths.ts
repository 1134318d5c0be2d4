import { nameOf } from '../paths.js'
import { groupBy } from '../../core/group.js'
import { onName, pathsFitting, pathsStartingWith } from '../../core/path-index.js'
import { coveringGlobs } from '../files.js'
import type { FileIndex, Infrastructure, Project, Settings } from '../../models/index.js'
import { isInTestFolder } from './languages.js'
import { isAside } from './own-paths.js'

type Group = Project['criticalPaths'][number]['group']

/** Paths of one group: by what they start with, by their name at any depth, or by a folder they lie in and their ending. */
interface Rule {
  readonly group: Group
  readonly starts?: readonly string[]
  readonly names?: RegExp
  readonly folders?: RegExp
  /** With `folders`: which of the files in them. */
  readonly files?: RegExp
  /** With `names`: only at the root. */
  readonly root?: boolean
}

const CODEOWNERS = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  '.bitbucket/CODEOWNERS',
  '.bitbucket/teams.yaml',
  '.gitea/CODEOWNERS',
  '.forgejo/CODEOWNERS',
]

const CONFIG_FILE = /\.(?:ya?ml|json|tpl|j2|toml|hcl)$/

/** The first rule that fits decides. Test folders count for none but the host's own folders. */
const RULES: readonly Rule[] = [
  { group: 'codeowners', starts: CODEOWNERS },
  {
    group: 'dependencies',
    names:
      /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|go\.sum|Cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|packages\.lock\.json|gradle\.lockfile|mix\.lock|Podfile\.lock|Package\.resolved|pubspec\.lock|flake\.lock)$/,
  },
  {
    group: 'pipeline',
    starts: [
      '.github/workflows/',
      '.github/actions/',
      '.circleci/',
      '.buildkite/',
      '.tekton/',
      '.gitlab/ci/',
      '.woodpecker/',
    ],
  },
  { group: 'pipeline', names: /^action\.ya?ml$/, root: true },
  {
    group: 'pipeline',
    names:
      /^(?:\.gitlab-ci\.ya?ml|Jenkinsfile.*|\.?azure-pipelines.*\.ya?ml|bitbucket-pipelines\.yml|buildspec.*\.ya?ml|appspec\.(?:ya?ml|json)|cloudbuild.*\.(?:ya?ml|json)|\.travis\.yml|\.drone\.yml|\.woodpecker\.ya?ml)$/,
  },
  { group: 'pipeline', starts: ['vars/'], files: /\.groovy$/ },
  { group: 'waivers', starts: ['.pillarlint/'] },
  { group: 'waivers', names: /^pillarlint\.ya?ml$/ },
  {
    group: 'waivers',
    names:
      /^(?:\.trivyignore(?:\.ya?ml)?|\.snyk|\.checkov\.(?:ya?ml|baseline)|\.gitleaks(?:ignore|\.toml)|\.semgrepignore|osv-scanner\.toml|\.grype\.yaml|audit-ci\.jsonc?)$/,
  },
  {
    group: 'image',
    names: /^(?:.+\.)?(?:Dockerfile|dockerfile)(?:[._-](?!go$|ts$|js$|py$|md$|rs$|java$).+)?$|^Containerfile/,
  },
  { group: 'image', names: /^(?:docker-)?compose[.-].*prod.*\.ya?ml$|^docker-stack.*\.ya?ml$/ },
  {
    group: 'migration',
    folders: /(?:^|\/)(?:migrations?|flyway|liquibase|alembic)\//,
    files: /\.(?:sql|py|rb|php|ts|js|ya?ml|xml|go|cs)$/,
  },
  { group: 'migration', starts: ['db/migrate/'] },
  { group: 'migration', names: /^V\d(?:[^_]|_(?!_))*__.+\.sql$/ },
  {
    group: 'script',
    names:
      /^(?:deploy|undeploy|rollback|roll-back)(?:[._-].*)?\.(?:sh|bash|py|ps1|rb|js|mjs|ts)$|^(?:deploy|rollback)$/,
  },
  { group: 'policy', names: /\.(?:rego|sentinel|cedar)$/ },
  { group: 'policy', folders: /(?:^|\/)(?:policy|policies|conftest|opa|kyverno)\//, files: CONFIG_FILE },
  {
    group: 'iac',
    names:
      /\.(?:tf|tofu|tf\.json|tfvars|bicep)$|^\.terraform\.lock\.hcl$|^(?:root|terragrunt)\.hcl$|\.pkr\.(?:hcl|json)$|^Pulumi\..*yaml$|^(?:samconfig|serverless|template|Chart|kustomization|helmfile|playbook|site)\.(?:ya?ml|json|toml)$|^cdk\.json$|^serverless\.ts$/,
  },
  {
    group: 'iac',
    folders: /(?:^|\/)(?:k8s|kubernetes|helm|charts?|manifests|helm-chart|kustomize|ansible|cloudformation|cfn)\//,
    files: CONFIG_FILE,
  },
  { group: 'iac', folders: /(?:^|\/)(?:playbooks|roles)\//, files: /\.(?:ya?ml|j2)$/ },
  { group: 'release', starts: ['.changeset/config.json'] },
  {
    group: 'release',
    names:
      /^(?:\.releaserc(?:\..+)?|release\.config\.[cm]?[jt]s|\.?goreleaser\.ya?ml|release-please-config\.json|\.release-it\..+)$/,
  },
  { group: 'security', starts: ['.github/dependabot.yml', '.github/dependabot.yaml', '.github/settings.yml'] },
  { group: 'security', starts: ['.github/codeql/'] },
  { group: 'security', names: /^(?:\.renovaterc(?:\.json5?)?|renovate\.json5?)$/ },
]

/**
 * The tracked files whose change can change what runs where, who must agree to it, or what is let through; in order of
 * path. What the configuration lists under `critical-paths` counts as policy where no built-in rule covers it.
 */
export function readCriticalPaths(
  index: FileIndex,
  infrastructure: Infrastructure,
  { criticalPaths }: Settings,
): Project['criticalPaths'] {
  // Compose files are mostly for the work on the repository: those for production are known by their names.
  const described = new Set(
    infrastructure.resources.filter(({ technology }) => technology !== 'compose').map(({ file }) => file),
  )
  const own = criticalPaths.flatMap(coveringGlobs)
  return (own.length > 0 ? index.paths : candidatesIn(index.paths, described)).flatMap((path) => {
    const group = index.isExcluded(path) ? undefined : groupOf(path, described)
    if (group !== undefined) return [{ path, group }]
    return own.some((matches) => matches(path)) ? [{ path, group: 'policy' as const }] : []
  })
}

const NAMES = RULES.flatMap(({ names = [] }) => names)
/** Rules about files of a folder, by the pattern of those files. */
const IN_FOLDERS = groupBy<RegExp, Rule>(RULES, ({ files }) => files)

/** The paths that a rule fits, or that define infrastructure; in order, as all paths are. */
function candidatesIn(paths: readonly string[], described: ReadonlySet<string>): readonly string[] {
  const named = pathsFitting(paths, NAMES, onName)
  const placed = pathsFitting(paths, [...IN_FOLDERS.keys()], (path, keys) =>
    keys.some((key) => IN_FOLDERS.get(key)?.some(({ folders }) => folders?.test(path)) === true && key.test(path)),
  )
  const starting = RULES.flatMap(({ starts = [] }) => starts).flatMap((start) => pathsStartingWith(paths, start))
  return [...new Set([...named, ...placed, ...starting, ...described])].sort()
}

function groupOf(path: string, described: ReadonlySet<string>): Group | undefined {
  const name = nameOf(path)
  const group = RULES.find((rule) => fits(rule, path, name))?.group
  if (/\.(?:md|txt)$/i.test(name)) return undefined
  if (group === 'codeowners' || path.startsWith('.github/')) return group
  if (isInTestFolder(path) || isAside(path)) return undefined
  return group ?? (described.has(path) ? 'iac' : undefined)
}

function fits(rule: Rule, path: string, name: string): boolean {
  if (rule.names !== undefined) return rule.names.test(name) && (rule.root !== true || !path.includes('/'))
  if (rule.files !== undefined && !rule.files.test(name)) return false
  if (rule.starts !== undefined)
    return rule.starts.some((start) => (start.endsWith('/') ? path.startsWith(start) : path === start))
  return rule.folders?.test(path) === true
}
