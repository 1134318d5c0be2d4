/** A command that is run if one of the files is there; without files always. */
interface Candidate {
  readonly files?: readonly string[]
  readonly command: string
}

interface Defaults {
  readonly install: readonly Candidate[]
  readonly script: readonly Candidate[]
}

const GRADLE_OR_MAVEN: Defaults = {
  install: [
    { files: ['gradlew'], command: './gradlew assemble' },
    { files: ['build.gradle'], command: 'gradle assemble' },
    { files: ['mvnw'], command: './mvnw install -DskipTests=true -Dmaven.javadoc.skip=true -B -V' },
    { files: ['pom.xml'], command: 'mvn install -DskipTests=true -Dmaven.javadoc.skip=true -B -V' },
  ],
  script: [
    { files: ['gradlew'], command: './gradlew check' },
    { files: ['build.gradle'], command: 'gradle check' },
    { files: ['mvnw'], command: './mvnw test -B' },
    { files: ['pom.xml'], command: 'mvn test -B' },
    { command: 'ant test' },
  ],
}

const MAKE: Defaults = { install: [], script: [{ command: './configure && make && make test' }] }
const RAKE: Defaults = {
  install: [{ files: ['Gemfile'], command: 'bundle install --jobs=3 --retry=3' }],
  script: [{ files: ['Gemfile'], command: 'bundle exec rake' }, { command: 'rake' }],
}

/**
 * What is run for a language where the file does not say it (Travis CI docs: the page of each language, "Default build
 * script"). What is not here runs nothing that can be told.
 */
const DEFAULTS: ReadonlyMap<string, Defaults> = new Map([
  [
    'node_js',
    {
      install: [
        { files: ['yarn.lock'], command: 'yarn --frozen-lockfile' },
        { files: ['package-lock.json', 'npm-shrinkwrap.json'], command: 'npm ci' },
        { files: ['package.json'], command: 'npm install' },
      ],
      script: [
        { files: ['yarn.lock'], command: 'yarn test' },
        { files: ['package.json'], command: 'npm test' },
        { command: 'make test' },
      ],
    },
  ],
  ['python', { install: [{ files: ['requirements.txt'], command: 'pip install -r requirements.txt' }], script: [] }],
  ['ruby', RAKE],
  [
    'go',
    {
      install: [{ files: ['Makefile', 'GNUmakefile', 'makefile'], command: 'true' }, { command: 'go get -t -v ./...' }],
      script: [
        { files: ['GNUmakefile', 'Makefile', 'BSDmakefile', 'makefile'], command: 'make' },
        { command: 'go test -v ./...' },
      ],
    },
  ],
  ['java', GRADLE_OR_MAVEN],
  ['groovy', GRADLE_OR_MAVEN],
  ['jvm', GRADLE_OR_MAVEN],
  [
    'android',
    {
      install: [],
      script: [
        { files: ['gradlew'], command: './gradlew build connectedCheck' },
        { files: ['build.gradle'], command: 'gradle build connectedCheck' },
        { files: ['pom.xml'], command: 'mvn install -B' },
        { command: 'ant debug install test' },
      ],
    },
  ],
  [
    'scala',
    {
      install: [],
      script: [{ files: ['build.sbt', 'project/build.properties'], command: 'sbt test' }, ...GRADLE_OR_MAVEN.script],
    },
  ],
  ['rust', { install: [], script: [{ command: 'cargo build --verbose\ncargo test --verbose' }] }],
  ['php', { install: [], script: [{ command: 'phpunit' }] }],
  ['c', MAKE],
  ['cpp', MAKE],
  ['elixir', { install: [{ command: 'mix deps.get' }], script: [{ command: 'mix test' }] }],
  [
    'perl',
    {
      install: [{ command: 'cpanm --quiet --installdeps --notest .' }],
      script: [
        { files: ['Build.PL'], command: 'perl Build.PL && ./Build && ./Build test' },
        { files: ['Makefile.PL'], command: 'perl Makefile.PL && make test' },
        { command: 'make test' },
      ],
    },
  ],
  [
    'haskell',
    {
      install: [{ command: 'cabal install --only-dependencies --enable-tests' }],
      script: [{ command: 'cabal configure --enable-tests && cabal build && cabal test' }],
    },
  ],
  ['clojure', { install: [{ command: 'lein deps' }], script: [{ command: 'lein test' }] }],
  ['dart', { install: [{ command: 'pub get' }], script: [{ command: 'pub run test' }] }],
  ['d', { install: [], script: [{ command: 'dub test' }] }],
  [
    'crystal',
    { install: [{ files: ['shard.yml'], command: 'shards install' }], script: [{ command: 'crystal spec' }] },
  ],
  [
    'erlang',
    {
      install: [{ files: ['rebar.config'], command: 'rebar3 get-deps' }],
      script: [{ files: ['rebar.config'], command: 'rebar3 eunit' }, { command: 'make test' }],
    },
  ],
  ['elm', { install: [], script: [{ command: 'elm-format --validate . && elm-test' }] }],
  ['nix', { install: [], script: [{ command: 'nix-build' }] }],
  ['r', { install: [], script: [{ command: 'R CMD build .\nR CMD check *tar.gz' }] }],
])

/** The language that is assumed where none is given (Travis CI docs: Languages). */
export const DEFAULT_LANGUAGE = 'ruby'

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['javascript', 'node_js'],
  ['node', 'node_js'],
  ['golang', 'go'],
  ['c++', 'cpp'],
  ['jdk', 'java'],
  ['pure_java', 'java'],
])

/** The command that a phase runs where the file names none; undefined if it runs nothing. */
export function defaultCommand(
  language: string,
  phase: 'install' | 'script',
  has: (path: string) => boolean,
): string | undefined {
  const candidates = DEFAULTS.get(ALIASES.get(language) ?? language)?.[phase] ?? []
  return candidates.find(({ files }) => files === undefined || files.some(has))?.command
}
