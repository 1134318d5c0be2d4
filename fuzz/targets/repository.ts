import { group, model, type Pick, type Target } from '../target.js'

const project: Pick = (models) => [models.project, models.tests, models.gitHooks]

const MANIFESTS = {
  'package.json': /(?:^|\/)package\.json$/,
  'package-lock.json': /(?:^|\/)package-lock\.json$/,
  'pnpm-lock.yaml': /(?:^|\/)pnpm-(?:lock|workspace)\.yaml$/,
  'yarn.lock': /(?:^|\/)yarn\.lock$/,
  'bun.lock': /(?:^|\/)bun\.lock$/,
  'requirements.txt': /(?:^|\/)requirements[^/]*\.txt$/,
  'pyproject.toml': /(?:^|\/)pyproject\.toml$/,
  'poetry.lock': /(?:^|\/)(?:poetry|uv|pdm)\.lock$/,
  'Pipfile.lock': /(?:^|\/)Pipfile\.lock$/,
  'Cargo.toml': /(?:^|\/)Cargo\.toml$/,
  'Cargo.lock': /(?:^|\/)Cargo\.lock$/,
  'go.mod': /(?:^|\/)go\.(?:mod|work)$/,
  'go.sum': /(?:^|\/)go\.sum$/,
  Gemfile: /(?:^|\/)Gemfile$/,
  'Gemfile.lock': /(?:^|\/)Gemfile\.lock$/,
  'composer.json': /(?:^|\/)composer\.json$/,
  'composer.lock': /(?:^|\/)composer\.lock$/,
  'pom.xml': /(?:^|\/)pom\.xml$/,
  'build.gradle': /(?:^|\/)build\.gradle(?:\.kts)?$/,
  'app.csproj': /\.(?:cs|fs)proj$|packages\.lock\.json$/,
}

const SETTINGS = {
  '.github/dependabot.yml': /\.github\/dependabot\.ya?ml$/,
  'renovate.json5': /renovate[^/]*\.json5?$/,
  '.npmrc': /(?:^|\/)\.npmrc$/,
  'pip.conf': /(?:^|\/)pip\.conf$/,
  '.tool-versions': /(?:^|\/)\.tool-versions$/,
  '.devcontainer/devcontainer.json': /devcontainer\.json$/,
  'README.md': /(?:^|\/)(?:README|CONTRIBUTING|SECURITY)\.md$/,
  'docs/runbook.adoc': /\.adoc$/,
  'mkdocs.yml': /(?:^|\/)mkdocs\.ya?ml$/,
  'catalog-info.yaml': /(?:^|\/)catalog-info\.ya?ml$/,
  '.trivyignore.yaml': /\.trivyignore(?:\.yaml)?$/,
  '.snyk': /(?:^|\/)\.snyk$/,
  '.gitignore': /(?:^|\/)\.gitignore$/,
  '.gitattributes': /(?:^|\/)\.gitattributes$/,
  '.releaserc.json': /(?:^|\/)\.releaserc(?:\.json)?$/,
  '.goreleaser.yaml': /(?:^|\/)\.goreleaser\.ya?ml$/,
  '.overcommit.yml': /(?:^|\/)\.overcommit\.yml$/,
  '.husky/pre-commit': /\.husky\/[^/]+$/,
  'monitoring/alerts.yaml': /(?:alerts?|rules?|monitoring)[^/]*\.ya?ml$/,
  'jest.config.js': /(?:jest|vitest|playwright|cypress)\.config\.[cm]?[jt]s$/,
  'src/cart.test.ts': /\.test\.[jt]sx?$/,
  'tests/test_cart.py': /test_[^/]+\.py$/,
  'config/settings.env': /(?:^|\/)\.env[^/]*$/,
  'security.txt': /(?:^|\/)security\.txt$/,
}

const MIGRATIONS = {
  'db/changelog/db.changelog-master.xml': /changelog[^/]*\.xml$/,
  'db/changelog/orders.yaml': /changelog[^/]*\.ya?ml$/,
  'db/changelog/orders.sql': /\.sql$/,
  'shop/migrations/0001_initial.py': /migrations\/[^/]+\.py$/,
  'alembic/versions/1a2b_orders.py': /versions\/[^/]+\.py$/,
  'db/migrate/20240101000000_orders.rb': /db\/migrate\/[^/]+\.rb$/,
  'migrations/20240101-orders.js': /migrations\/[^/]+\.[jt]s$/,
  'database/migrations/2024_01_01_000000_orders.php': /migrations\/[^/]+\.php$/,
}

/** Readers of what else a repository holds. */
export const REPOSITORY_TARGETS: readonly Target[] = [
  model('migrations', 'db/migrations/V1__orders.sql', /\.sql$/, ({ migrations }) => migrations),
  group('migrations of frameworks', MIGRATIONS, ({ migrations }) => migrations),
  model('codeowners', '.github/CODEOWNERS', /CODEOWNERS$/, ({ codeowners }) => codeowners, {
    'src/a.ts': '',
    'docs/b.md': '',
  }),
  group('manifests', MANIFESTS, project),
  group('settings', SETTINGS, project, { 'package.json': '{"name":"shop"}' }),
]
