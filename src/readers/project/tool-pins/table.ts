/** Where tools look for the version that developers use, by the documentation of each. */
export interface PinFile {
  /** Whole paths, in lower case. */
  readonly path: RegExp
  /** What must stand somewhere in the file. */
  readonly text?: RegExp
  /** Lines with a version. The first group is the version; with `tool: undefined` it is the tool, and the second the version. */
  readonly lines: readonly { readonly tool?: string; readonly line: RegExp }[]
}

/** Names of tools in files of asdf and mise, in the words of the model. */
export const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nodejs: 'node',
    node: 'node',
    python: 'python',
    ruby: 'ruby',
    java: 'java',
    golang: 'go',
    go: 'go',
    rust: 'rust',
    dotnet: 'dotnet',
    'dotnet-core': 'dotnet',
    'dotnet-sdk': 'dotnet',
    php: 'php',
    elixir: 'elixir',
    erlang: 'erlang',
    swift: 'swift',
    flutter: 'dart',
    dart: 'dart',
    terraform: 'terraform',
    opentofu: 'terraform',
    bun: 'bun',
    deno: 'deno',
    gradle: 'gradle',
    maven: 'maven',
    sbt: 'sbt',
    scala: 'java',
    kotlin: 'java',
  }),
)

const only = (tool: string, line: RegExp): PinFile['lines'] => [{ tool, line }]

export const PIN_FILES: readonly PinFile[] = [
  { path: /(?:^|\/)\.(?:nvmrc|node-version)$/, lines: only('node', /^\s*v?([^\s#]+)/) },
  { path: /(?:^|\/)\.python-versions?$/, lines: only('python', /^\s*(?:cpython-)?([^\s#]+)/) },
  { path: /(?:^|\/)\.ruby-version$/, lines: only('ruby', /^\s*(?:ruby-)?([^\s#]+)/) },
  { path: /(?:^|\/)\.java-version$/, lines: only('java', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.go-version$/, lines: only('go', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.php-version$/, lines: only('php', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.(?:swift|xcode)-version$/, lines: only('swift', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.(?:terraform|opentofu)-version$/, lines: only('terraform', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.bun-version$/, lines: only('bun', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)\.(?:dvmrc|deno-version)$/, lines: only('deno', /^\s*v?([^\s#]+)/) },
  {
    path: /(?:^|\/)\.fvmrc$|(?:^|\/)\.fvm\/fvm_config\.json$/,
    lines: only('dart', /"flutter(?:SdkVersion)?"\s{0,4}:\s{0,4}"([^"]+)"/),
  },
  {
    path: /(?:^|\/)rust-toolchain(?:\.toml)?$/,
    lines: only('rust', /^\s*(?:channel\s{0,4}=\s{0,4})?["']?([\w.-]+)["']?\s*(?:#.*)?$/),
  },
  { path: /(?:^|\/)global\.json$/, text: /"sdk"/, lines: only('dotnet', /"version"\s{0,4}:\s{0,4}"([^"]+)"/) },
  { path: /(?:^|\/)\.tool-versions$/, lines: [{ line: /^\s*([\w-]+)\s+([^\s#]+)/ }] },
  {
    path: /(?:^|\/)(?:\.?mise(?:\.\w{1,20})?|\.mise\/config|\.config\/mise(?:\/config)?|\.rtx)\.toml$/,
    lines: [
      {
        line: /^\s*"?(?:core:)?([\w-]+)"?\s{0,4}=\s{0,4}(?:\{[^}]{0,200}?version\s{0,4}=\s{0,4}|\[\s{0,4})?["']([^"']+)["']/,
      },
    ],
  },
  {
    path: /(?:^|\/)package\.json$/,
    text: /"volta"|"packageManager"|"devEngines"/,
    lines: [{ tool: 'package manager', line: /"packageManager"\s{0,4}:\s{0,4}"(\w+@[^"+]+)/ }],
  },
  {
    path: /(?:^|\/)package\.json$/,
    text: /"volta"/,
    lines: [{ tool: 'node', line: /^(?!.*engines).*"node"\s{0,4}:\s{0,4}"(\d+(?:\.\d+){1,2})"/ }],
  },
  { path: /(?:^|\/)gemfile$/, lines: only('ruby', /^\s*ruby(?:\s*\()?\s*["'](\d[\w.]*)["']/) },
  { path: /(?:^|\/)pipfile$/, lines: only('python', /^\s*python_(?:full_)?version\s{0,4}=\s{0,4}["']([^"']+)["']/) },
  {
    path: /(?:^|\/)environment[^/]{0,40}\.ya?ml$/,
    lines: only('python', /^\s*-\s*["']?python\s{0,2}={1,2}\s{0,2}([\d.]+)/),
  },
  { path: /(?:^|\/)runtime\.txt$/, lines: only('python', /^python-([\d.]+)/) },
  {
    path: /(?:^|\/)go\.mod$/,
    lines: [
      { tool: 'go', line: /^toolchain go(\d[\w.]*)/ },
      // Since 1.21 a line with a full version has that toolchain fetched (Go docs, "Go Toolchains").
      { tool: 'go', line: /^go (\d+\.\d+\.\d+)/ },
    ],
  },
  {
    path: /(?:^|\/)[^/]{1,80}\.gradle(?:\.kts)?$/,
    lines: [
      { tool: 'java', line: /JavaLanguageVersion\.of\(\s{0,4}["']?(\d+)/ },
      { tool: 'java', line: /jvmToolchain\(\s{0,4}(\d+)/ },
    ],
  },
  // What is compiled is the same with every newer release of the compiler (JEP 247).
  {
    path: /(?:^|\/)pom\.xml$/,
    lines: only(
      'java',
      /<(?:maven\.compiler\.release|java\.version|javaVersion|jdk\.version|java\.level)>\s{0,4}(\d[\d.]*)\s{0,4}</,
    ),
  },
  {
    path: /(?:^|\/)gradle-wrapper\.properties$/,
    lines: only('gradle', /^distributionUrl=\S*gradle-(\d[\w.]*?)-(?:bin|all)/),
  },
  {
    path: /(?:^|\/)maven-wrapper\.properties$/,
    lines: only('maven', /^distributionUrl=\S*apache-maven-(\d[\w.-]*?)-bin/),
  },
  { path: /(?:^|\/)project\/build\.properties$/, lines: only('sbt', /^sbt\.version\s{0,4}=\s{0,4}(\S+)/) },
  { path: /(?:^|\/)\.sdkmanrc$/, lines: only('java', /^java\s{0,4}=\s{0,4}(\S+)/) },
  { path: /(?:^|\/)\.jvmrc$/, lines: only('java', /^\s*([^\s#]+)/) },
  { path: /(?:^|\/)composer\.json$/, text: /"platform"/, lines: only('php', /"php"\s{0,4}:\s{0,4}"(\d[\d.]*)"/) },
  { path: /(?:^|\/)vagrantfile$/, lines: only('environment', /\.box_version\s{0,4}=\s{0,4}["']([^"']+)["']/) },
  {
    path: /(?:^|\/)\.?devcontainer(?:\/[^/]+){0,2}\/devcontainer\.json$|(?:^|\/)\.devcontainer\.json$/,
    lines: [
      { tool: 'environment', line: /^(?!\s{0,40}\/\/).*"image"\s{0,4}:\s{0,4}"([^"]+)"/ },
      {
        tool: 'environment',
        line: /^(?!\s{0,40}\/\/).*"(?:dockerfile|dockerComposeFile)"\s{0,4}:\s{0,4}\[?\s{0,4}"([^"]+)"/i,
      },
    ],
  },
]

/** Locks of tools that fix whole environments; what they say needs no reading. */
export const LOCKS =
  /(?:^|\/)(?:flake\.lock|devenv\.lock|devbox\.lock|npins\/sources\.json|nix\/sources\.json|pixi\.lock|conda-lock\.ya?ml|mise\.lock|brewfile\.lock\.json)$/

/** Names that mean whatever is newest at the time. */
export const MOVING =
  /^(?:lts(?:\/\*|\/-\d+)?|node|latest|stable|nightly|beta|system|current|x|\*|default|main|edge|rolling)$/i
