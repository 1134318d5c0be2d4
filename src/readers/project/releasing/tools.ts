/** Tools that make versions or notes, by the documentation of their settings. */
export const TOOLS: readonly {
  readonly name: string
  /** See `ReleaseTool`. */
  readonly computes?: true
  /** Whole paths, in lower case. */
  readonly path: RegExp
  readonly text?: RegExp
}[] = [
  { name: 'release-please', path: /(?:^|\/)\.?release-please-(?:config|manifest)\.json$/ },
  { name: 'semantic-release', computes: true, path: /(?:^|\/)(?:\.releaserc(?:\.\w{1,5})?|release\.config\.\w{2,3})$/ },
  {
    name: 'semantic-release',
    computes: true,
    path: /(?:^|\/)package\.json$/,
    text: /"semantic-release"\s{0,4}:|"release"\s{0,4}:\s{0,4}\{/,
  },
  { name: 'Changesets', path: /(?:^|\/)\.changeset\/config\.json$/ },
  { name: 'GitVersion', computes: true, path: /(?:^|\/)gitversion\.ya?ml$/ },
  {
    name: 'Nerdbank.GitVersioning',
    computes: true,
    path: /(?:^|\/)version\.json$/,
    text: /nerdbank|publicReleaseRefSpec/i,
  },
  { name: 'MinVer', computes: true, path: /\.(?:csproj|fsproj|props)$/, text: /["']MinVer["']/ },
  { name: 'GoReleaser', computes: true, path: /(?:^|\/)\.?goreleaser[^/]{0,40}\.ya?ml$/ },
  { name: 'git-cliff', path: /(?:^|\/)\.?cliff\.toml$|(?:^|\/)\.cliff\.ya?ml$/ },
  { name: 'git-chglog', path: /(?:^|\/)\.chglog\/config\.ya?ml$/ },
  { name: 'release-it', path: /(?:^|\/)\.release-it\.\w{2,5}$/ },
  { name: 'standard-version', path: /(?:^|\/)\.versionrc(?:\.\w{2,4})?$/ },
  { name: 'Lerna', path: /^lerna\.json$/ },
  { name: 'Nx', path: /^nx\.json$/, text: /"release"\s{0,4}:/ },
  { name: 'beachball', path: /(?:^|\/)beachball\.config\.\w{2,3}$/ },
  { name: 'Rush', path: /^common\/changes\/.+\.json$/ },
  { name: 'auto', computes: true, path: /^\.autorc(?:\.json)?$/ },
  { name: 'cargo-release', path: /^\.?release\.toml$/ },
  { name: 'release-plz', path: /^\.?release-plz\.toml$/ },
  { name: 'dist', path: /(?:^|\/)dist(?:-workspace)?\.toml$/ },
  { name: 'Knope', path: /^knope\.toml$/ },
  { name: 'bump2version', path: /^\.bumpversion\.(?:cfg|toml)$/ },
  { name: 'Commitizen', path: /^\.?cz\.(?:toml|json|ya?ml)$/ },
  { name: 'towncrier', path: /^(?:towncrier\.toml|newsfragments\/.+|changelog\.d\/.+)$/ },
  { name: 'Reno', path: /^releasenotes\/notes\/.+\.ya?ml$/ },
  {
    name: 'a versioning plugin',
    computes: true,
    path: /^(?:pyproject\.toml|setup\.py|setup\.cfg)$/,
    text: /setuptools[-_]scm|hatch-vcs|versioningit|poetry-dynamic-versioning|versioneer|dunamai|\bpbr\b|flit_scm|pdm-backend-scm|uv-dynamic-versioning/,
  },
  {
    name: 'a release tool',
    path: /^pyproject\.toml$/,
    text: /^\[tool\.(?:semantic_release|towncrier|commitizen|bumpversion|bumpver|tbump|git-cliff|scriv|python-semantic-release)\b/m,
  },
  {
    name: 'maven-release-plugin',
    path: /^pom\.xml$/,
    text: /maven-release-plugin|gitflow-maven-plugin|jgitver|git-commit-id|flatten-maven-plugin/,
  },
  {
    name: 'a release plugin of Gradle',
    computes: true,
    path: /^(?:build|settings)\.gradle(?:\.kts)?$/,
    text: /axion-release|nebula\.release|reckon|net\.researchgate\.release|com\.palantir\.git-version|nyx|shipkit|semver-gradle|git-semver/,
  },
  { name: 'JReleaser', path: /^jreleaser\.(?:ya?ml|toml|json)$/ },
  { name: 'Release Drafter', path: /^\.github\/release-drafter[^/]{0,40}\.ya?ml$/ },
  { name: 'release notes of GitHub', path: /^\.github\/release\.ya?ml$/ },
  { name: 'dotnet release tools', computes: true, path: /^(?:gitversion|\.versionize|versionize)[^/]{0,10}$/ },
  { name: 'versions of Tekton or Helm', path: /(?:^|\/)\.?cr\.ya?ml$/ },
]
