import type { ActionRef } from '../../models/index.js'

/** How an action, task or command of an orb installs a language or a deployment tool. */
export interface ToolSetup {
  readonly tool: string
  /** Inputs that name the version, lower case; the first is what a remedy names. */
  readonly versions: readonly string[]
  /** Inputs that name a file with the version, or say that one is read. */
  readonly files?: readonly string[]
  /** Files of the tree that decide where no input does. */
  readonly reads?: readonly string[]
  /** Files that may decide then, by something they hold. */
  readonly mayRead?: readonly string[]
  /** True if, with nothing given, it installs the newest version or leaves what the machine happens to have. */
  readonly floats?: true
  /** True for a language whose newest release is a channel of its own, made not to break what was built before. */
  readonly channel?: true
  /** True for the command line of a cloud, which keeps to what its services offer: the newest is a lesser evil. */
  readonly cloud?: true
}

const RUST_FILES = ['rust-toolchain.toml', 'rust-toolchain'] as const
const NODE: ToolSetup = { tool: 'node', versions: ['node-version'], files: ['node-version-file'], floats: true }
const RUST: ToolSetup = { tool: 'rust', versions: ['toolchain'], reads: RUST_FILES, floats: true, channel: true }

/**
 * By the lexicon's name of the action; orbs and tasks start with their system. Source of each row: the inputs and defaults
 * in the action's action.yml and README, the task's reference on Microsoft Learn, the orb's page in CircleCI's registry.
 */
export const TOOL_SETUPS: ReadonlyMap<string, ToolSetup> = new Map<string, ToolSetup>([
  ['actions/setup-node', NODE],
  [
    'actions/setup-python',
    {
      tool: 'python',
      versions: ['python-version'],
      files: ['python-version-file'],
      reads: ['.python-version'],
      floats: true,
    },
  ],
  ['actions/setup-go', { tool: 'go', versions: ['go-version'], files: ['go-version-file'], floats: true }],
  ['actions/setup-java', { tool: 'java', versions: ['java-version'], files: ['java-version-file'] }],
  [
    'actions/setup-dotnet',
    {
      tool: 'dotnet',
      versions: ['dotnet-version'],
      files: ['global-json-file'],
      reads: ['global.json'],
      floats: true,
    },
  ],
  [
    'ruby/setup-ruby',
    { tool: 'ruby', versions: ['ruby-version'], reads: ['.ruby-version', '.tool-versions', 'mise.toml'] },
  ],
  [
    'shivammathur/setup-php',
    {
      tool: 'php',
      versions: ['php-version'],
      files: ['php-version-file'],
      reads: ['.php-version'],
      mayRead: ['composer.lock', 'composer.json'],
      floats: true,
    },
  ],
  ['denoland/setup-deno', { tool: 'deno', versions: ['deno-version'], files: ['deno-version-file'] }],
  [
    'oven-sh/setup-bun',
    {
      tool: 'bun',
      versions: ['bun-version'],
      files: ['bun-version-file'],
      reads: ['.bun-version', '.tool-versions'],
      mayRead: ['package.json'],
      floats: true,
    },
  ],
  ['pnpm/action-setup', { tool: 'pnpm', versions: ['version'], reads: ['package.json'] }],
  [
    'astral-sh/setup-uv',
    {
      tool: 'uv',
      versions: ['version'],
      files: ['version-file'],
      mayRead: ['uv.toml', 'pyproject.toml'],
      floats: true,
    },
  ],
  ['snok/install-poetry', { tool: 'poetry', versions: ['version'], floats: true }],
  ['dtolnay/rust-toolchain', RUST],
  ['actions-rs/toolchain', RUST],
  ['actions-rust-lang/setup-rust-toolchain', RUST],
  ['haskell-actions/setup', { tool: 'ghc', versions: ['ghc-version'], floats: true }],
  ['erlef/setup-beam', { tool: 'erlang', versions: ['otp-version', 'elixir-version'], files: ['version-file'] }],
  ['julia-actions/setup-julia', { tool: 'julia', versions: ['version'] }],
  [
    'subosito/flutter-action',
    { tool: 'flutter', versions: ['flutter-version'], files: ['flutter-version-file'], floats: true },
  ],
  ['dart-lang/setup-dart', { tool: 'dart', versions: ['sdk'], floats: true }],
  ['hashicorp/setup-terraform', { tool: 'terraform', versions: ['terraform_version'], floats: true }],
  [
    'opentofu/setup-opentofu',
    { tool: 'opentofu', versions: ['tofu_version'], files: ['tofu_version_file'], floats: true },
  ],
  ['hashicorp/setup-packer', { tool: 'packer', versions: ['version', 'product-version'], floats: true }],
  ['azure/setup-helm', { tool: 'helm', versions: ['version'], floats: true }],
  ['azure/setup-kubectl', { tool: 'kubectl', versions: ['version'], floats: true }],
  ['fluxcd/flux2/action', { tool: 'flux', versions: ['version'], floats: true }],
  ['google-github-actions/setup-gcloud', { tool: 'gcloud', versions: ['version'], floats: true, cloud: true }],
  ['superfly/flyctl-actions/setup-flyctl', { tool: 'flyctl', versions: ['version'], floats: true, cloud: true }],
  ['digitalocean/action-doctl', { tool: 'doctl', versions: ['version'], floats: true, cloud: true }],
  ['expo/expo-github-action', { tool: 'eas', versions: ['eas-version', 'expo-version'] }],
  ['pulumi/actions', { tool: 'pulumi', versions: ['pulumi-version'], files: ['pulumi-version-file'] }],
  ['aws-actions/setup-sam', { tool: 'sam', versions: ['version'] }],
  ['goreleaser/goreleaser-action', { tool: 'goreleaser', versions: ['version'] }],
  ['ko-build/setup-ko', { tool: 'ko', versions: ['version'], floats: true }],
  ['azure-pipelines:nodetool', { tool: 'node', versions: ['versionspec'], files: ['versionfilepath'] }],
  ['azure-pipelines:usenode', { tool: 'node', versions: ['version'] }],
  ['azure-pipelines:usepythonversion', { tool: 'python', versions: ['versionspec'] }],
  ['azure-pipelines:gotool', { tool: 'go', versions: ['version'], files: ['goversionfilepath'] }],
  ['azure-pipelines:usedotnet', { tool: 'dotnet', versions: ['version'], files: ['useglobaljson'] }],
  ['azure-pipelines:useruby', { tool: 'ruby', versions: ['versionspec'] }],
  ['azure-pipelines:terraforminstaller', { tool: 'terraform', versions: ['terraformversion'], floats: true }],
  ['azure-pipelines:helminstaller', { tool: 'helm', versions: ['helmversiontoinstall', 'helmversion'] }],
  ['azure-pipelines:kubectlinstaller', { tool: 'kubectl', versions: ['kubectlversion'], floats: true }],
  ['circleci:circleci/node/install', { ...NODE, reads: ['.nvmrc'] }],
  ['circleci:circleci/kubernetes/install-kubectl', { tool: 'kubectl', versions: ['kubectl-version'], floats: true }],
  ['circleci:circleci/aws-cli/install', { tool: 'aws', versions: ['version'], floats: true, cloud: true }],
  ['circleci:circleci/aws-cli/setup', { tool: 'aws', versions: ['version'], floats: true, cloud: true }],
  ['circleci:circleci/gcp-cli/install', { tool: 'gcloud', versions: ['version'], floats: true, cloud: true }],
  ['circleci:circleci/gcp-cli/setup', { tool: 'gcloud', versions: ['version'], floats: true, cloud: true }],
])

/** How a step's ready-made code installs a tool; undefined where it installs none that is known. */
export function setupOf(uses: ActionRef | undefined): ToolSetup | undefined {
  const repository = uses?.repository ?? ''
  return TOOL_SETUPS.get([repository, uses?.path].filter(Boolean).join('/')) ?? TOOL_SETUPS.get(repository)
}

/** Words for whatever is newest when the step runs. */
const MOVING: ReadonlySet<string> = new Set(
  (
    'latest latest-release newest lts lts/* sts stable oldstable current node ruby head master main edge nightly canary ' +
    'beta preview next rolling tip dev snapshot highest release * x'
  ).split(' '),
)

/**
 * Whether a version, or one of several on lines of their own, is whatever is newest when the step runs. A major version,
 * a range with an upper end and a named line (`lts/jod`) are none.
 */
export function isMovingVersion(text: string): boolean {
  return text
    .toLowerCase()
    .split('\n')
    .map((line) => line.trim().replace(/^["']|["']$/g, ''))
    .some((line) => MOVING.has(line) || /^lts\/-\d+$/.test(line) || /^>=? *v?[\d.]+$/.test(line))
}
