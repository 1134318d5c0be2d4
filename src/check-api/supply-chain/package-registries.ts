import type { CiSystem } from '../../models/index.js'

/** A public registry of packages that can trust the runs of a CI system, without a stored token. */
export interface PackageRegistry {
  readonly name: string
  readonly ecosystem: string
  /** The lexicon's tools that publish there. */
  readonly tools: ReadonlySet<string>
  /** Tools that publish elsewhere too: only a token shows that they mean this registry. */
  readonly perhaps?: ReadonlySet<string>
  /** Names of variables, inputs and secrets that hold a token for it, in upper case with underscores. */
  readonly token: RegExp
  /** What its address holds. */
  readonly host: RegExp
  /** Options that name another address or a configured one. */
  readonly options: readonly string[]
  /** The systems that it can trust. */
  readonly trusts: ReadonlySet<CiSystem>
  /** How to, as the end of "let it trust this pipeline". */
  readonly how: string
}

/**
 * Who trusts whom: docs.pypi.org/trusted-publishers, docs.npmjs.com/trusted-publishers, crates.io/docs/trusted-publishing,
 * guides.rubygems.org/trusted-publishing, learn.microsoft.com/nuget/nuget-org/trusted-publishing and
 * dart.dev/tools/pub/automated-publishing.
 */
export const PACKAGE_REGISTRIES: readonly PackageRegistry[] = [
  {
    name: 'npm',
    ecosystem: 'npm',
    tools: new Set(['npm', 'pnpm', 'yarn', 'bun', 'lerna', 'nx', 'rush']),
    perhaps: new Set(['semantic-release', 'changesets', 'release-it', 'auto', 'np']),
    token:
      /(?:^|_)(?:NPM|NPMJS|NODE)_?(?:AUTH|ACCESS|API|PUBLISH|DEPLOY|AUTOMATION|REGISTRY)?_?(?:TOKEN|KEY|SECRET|PASSWORD)(?:_|$)/,
    host: /registry\.npmjs\.(?:org|com)/,
    options: ['--registry'],
    trusts: new Set<CiSystem>(['github-actions', 'gitlab-ci', 'circleci']),
    how: 'npm 11.5.1 or newer publishes without one (docs.npmjs.com/trusted-publishers)',
  },
  {
    name: 'PyPI',
    ecosystem: 'python',
    tools: new Set(['pypi-publish', 'twine', 'poetry', 'uv', 'pdm', 'hatch', 'flit', 'maturin', 'rye', 'setuptools']),
    perhaps: new Set(['python-semantic-release']),
    token:
      /(?:^|_)PYPI_?(?:.*_)?(?:TOKEN|PASSWORD|PASS|PWD|KEY|SECRET|AUTH)(?:_|$)|(?:^|_)(?:TWINE|UV_PUBLISH|FLIT|MATURIN|PDM_PUBLISH)_(?:PASSWORD|TOKEN|PYPI_TOKEN)$|^POETRY_(?:PYPI_TOKEN|HTTP_BASIC)_PYPI|^HATCH_INDEX_AUTH$/,
    host: /(?:upload|test)\.pypi\.org|pypi\.python\.org/,
    options: ['--repository-url', '--repository', '-r', '--publish-url', '--index', '--repo'],
    trusts: new Set<CiSystem>(['github-actions', 'gitlab-ci', 'google-cloud-build']),
    how: 'pypa/gh-action-pypi-publish, uv publish and twine fetch a short-lived one (docs.pypi.org/trusted-publishers)',
  },
  {
    name: 'crates.io',
    ecosystem: 'cargo',
    tools: new Set(['cargo', 'cargo-release', 'cargo-workspaces', 'release-plz']),
    token: /(?:^|_)(?:CARGO|CRATES?)_?(?:IO)?_?(?:REGISTRY|API|PUBLISH|LOGIN)?_?(?:TOKEN|KEY|SECRET)(?:_|$)/,
    host: /crates\.io/,
    options: ['--registry', '--index'],
    trusts: new Set<CiSystem>(['github-actions', 'gitlab-ci']),
    how: 'rust-lang/crates-io-auth-action fetches a short-lived one (crates.io/docs/trusted-publishing)',
  },
  {
    name: 'RubyGems.org',
    ecosystem: 'bundler',
    tools: new Set(['gem', 'rake', 'rubygems']),
    token: /(?:^|_)RUBY_?GEMS?(?:_ORG)?_(?:.*_)?(?:KEY|TOKEN|SECRET)(?:_|$)|(?:^|_)GEM_HOST_API_KEY$/,
    host: /rubygems\.org/,
    options: ['--host'],
    trusts: new Set<CiSystem>(['github-actions']),
    how: 'rubygems/release-gem fetches a short-lived one (guides.rubygems.org/trusted-publishing)',
  },
  {
    name: 'NuGet.org',
    ecosystem: 'nuget',
    tools: new Set(['dotnet', 'nuget']),
    token: /(?:^|_)NUGET_?(?:ORG_?)?(?:.*_)?(?:KEY|APIKEY|TOKEN|SECRET)(?:_|$)/,
    host: /nuget\.org/,
    options: ['--source', '-s', '-Source'],
    trusts: new Set<CiSystem>(['github-actions']),
    how: 'NuGet/login fetches a short-lived one (learn.microsoft.com/nuget/nuget-org/trusted-publishing)',
  },
  {
    name: 'pub.dev',
    ecosystem: 'dart',
    tools: new Set(['dart', 'flutter', 'melos']),
    token: /(?:^|_)(?:PUB|PUB_DEV|DART|FLUTTER)_(?:.*_)?(?:CREDENTIALS?|TOKEN|SECRET|JSON)(?:_|$)/,
    host: /pub\.dev/,
    options: ['--server'],
    trusts: new Set<CiSystem>(['github-actions', 'google-cloud-build']),
    how: 'automated publishing needs none (dart.dev/tools/pub/automated-publishing)',
  },
]
