/**
 * A program whose words hold another command. Everything in front of that command is taken off: options, the given
 * number of operands, assignments. Order matters: the first row that fits is taken.
 */
export interface Wrapper {
  readonly programs: readonly string[]
  /** Sub-commands that must come first: each a list of alternatives for one operand. */
  readonly sub?: readonly (readonly string[])[]
  /** Options that take the next word as their value. */
  readonly values?: readonly string[]
  /** Operands between the sub-command and the inner command. */
  readonly operands?: number
  /** `NAME=value` words in front of the inner command set its environment. */
  readonly assignments?: boolean
  /** The inner command stands behind `--` only. */
  readonly dashes?: boolean
  /** Options whose value is the folder in which the inner command runs. */
  readonly folder?: readonly string[]
  /** Options whose value is the inner command as shell text. */
  readonly text?: readonly string[]
  /** All words of the inner command together are shell text. */
  readonly joined?: boolean
  /** Options, or first operands, that make the program do something else: it is then no wrapper. */
  readonly unless?: readonly string[]
  /** A number in front of the inner command belongs to the wrapper. */
  readonly number?: boolean
  /** `container`: the folder is another one; `host`: the files are not those of the tree. Absent: the same place. */
  readonly where?: 'container' | 'host'
  /** The last of `operands` is an image, whose entry point may be the program. */
  readonly image?: boolean
  /** The value of this option is the program, the words that follow are its arguments. */
  readonly program?: string
  /** Programs of the inner command for which this is a wrapper; absent: all. */
  readonly only?: readonly string[]
  /** The inner command ends at this word. */
  readonly end?: readonly string[]
}

const PYTHON = [
  'python',
  'python2',
  'python3',
  'py',
  ...Array.from({ length: 12 }, (_, minor) => `python3.${minor + 6}`),
]
const DOCKER = ['docker', 'podman', 'nerdctl']
const DOCKER_RUN_VALUES = [
  ...['-a', '--attach', '--add-host', '--annotation', '--blkio-weight', '--cap-add', '--cap-drop', '--cgroup-parent'],
  ...['--cgroupns', '--cidfile', '-c', '--cpu-shares', '--cpus', '--cpuset-cpus', '--device', '--dns', '--entrypoint'],
  ...['-e', '--env', '--env-file', '--expose', '--gpus', '--group-add', '--health-cmd', '-h', '--hostname', '--ip'],
  ...['--ipc', '-l', '--label', '--label-file', '--link', '--log-driver', '--log-opt', '-m', '--memory', '--mount'],
  ...['--name', '--network', '--net', '--network-alias', '--pid', '--pids-limit', '--platform', '-p', '--publish'],
  ...[
    '--pull',
    '--restart',
    '--runtime',
    '--security-opt',
    '--shm-size',
    '--stop-signal',
    '--stop-timeout',
    '--sysctl',
  ],
  ...[
    '--tmpfs',
    '--ulimit',
    '-u',
    '--user',
    '--userns',
    '--uts',
    '-v',
    '--volume',
    '--volume-driver',
    '--volumes-from',
  ],
  ...['-w', '--workdir', '--userns', '--arch', '--os', '--pod', '--secret'],
]
const DOCKER_EXEC_VALUES = ['-e', '--env', '--env-file', '-u', '--user', '-w', '--workdir', '--detach-keys', '--index']
const COMPOSE_VALUES = [
  ...['-f', '--file', '-p', '--project-name', '--profile', '--env-file', '--project-directory', '--ansi', '--progress'],
  ...['--parallel', '-H', '--host', '--entrypoint', '--name', '-v', '--volume', '-l', '--label', '--publish', '--pull'],
  ...['-e', '--env', '-u', '--user', '-w', '--workdir', '--index'],
]
const NPX_VALUES = [
  '-p',
  '--package',
  '-w',
  '--workspace',
  '--cache',
  '--registry',
  '--userconfig',
  '--loglevel',
  '--node-options',
]
const UV_RUN_VALUES = [
  ...[
    '--with',
    '--with-editable',
    '--with-requirements',
    '--python',
    '-p',
    '--extra',
    '--group',
    '--only-group',
    '--package',
  ],
  ...[
    '--no-group',
    '--env-file',
    '--index',
    '--index-url',
    '--extra-index-url',
    '--directory',
    '--project',
    '--cache-dir',
  ],
  ...['--config-file', '--resolution', '--from', '-C', '--no-extra', '--color', '--link-mode'],
]

/** Every wrapper that is known. */
export const WRAPPERS: readonly Wrapper[] = [
  { programs: ['circleci'], sub: [['tests'], ['run']], text: ['--command'] },
  // The system.
  {
    programs: ['sudo', 'doas', 'gosu', 'su-exec'],
    values: ['-u', '-g', '-h', '-p', '-C', '-D', '-r', '-t', '-T', '-U', '--user', '--group', '--chdir'],
    assignments: true,
    folder: ['-D', '--chdir'],
    unless: ['-l', '-v', '-k', '-K', '--list', '--validate'],
  },
  {
    programs: ['env', 'cross-env', 'cross-env-shell'],
    values: ['-u', '--unset', '-C', '--chdir'],
    assignments: true,
    folder: ['-C', '--chdir'],
  },
  {
    programs: [
      ...['time', 'nohup', 'setsid', 'builtin', 'unbuffer', 'catchsegv', 'chronic', 'ccache', 'sccache', 'caffeinate'],
      ...['systemd-inhibit', 'opentelemetry-instrument', 'ddtrace-run'],
    ],
  },
  { programs: ['nice', 'ionice', 'chrt', 'taskset'], values: ['-n', '-c', '-p', '--adjustment', '--class'] },
  { programs: ['stdbuf'], values: ['-i', '-o', '-e'] },
  { programs: ['timeout', 'gtimeout'], values: ['-k', '--kill-after', '-s', '--signal'], operands: 1 },
  { programs: ['exec'], values: ['-a'] },
  { programs: ['command'], unless: ['-v', '-V'] },
  {
    programs: ['xargs', 'gxargs'],
    values: ['-n', '-P', '-I', '-L', '-d', '-a', '-s', '-E', '--max-args', '--max-procs'],
  },
  {
    programs: ['parallel'],
    values: ['-j', '--jobs', '--timeout', '--retries', '--joblog', '--halt', '-a', '--delay'],
    end: [':::', '::::', ':::+'],
  },
  { programs: ['find', 'gfind'], program: '-exec', end: [';', '+'] },
  { programs: ['find', 'gfind'], program: '-execdir', end: [';', '+'] },
  { programs: ['fd', 'fdfind'], program: '-x', end: [';'] },
  { programs: ['fd', 'fdfind'], program: '--exec', end: [';'] },
  { programs: ['su', 'runuser'], text: ['-c', '--command'] },
  { programs: ['script'], text: ['-c', '-qec', '-qefc', '-ec', '--command'] },
  {
    programs: ['xvfb-run', 'dbus-run-session', 'xwfb-run'],
    values: ['-n', '-s', '-e', '-f', '-p', '-w', '--server-num', '--server-args', '--error-file', '--config-file'],
  },
  {
    programs: ['retry', 'travis_retry', 'travis_wait'],
    values: ['-d', '-t', '-m', '--until', '--times', '--delay', '--max-attempts'],
    number: true,
  },

  // Environments and secrets.
  { programs: ['dotenv', 'dotenvx'], values: ['-e', '-f', '-c', '-v', '--file', '--env-file'], sub: [['run']] },
  { programs: ['dotenv', 'env-cmd'], values: ['-e', '-f', '-c', '-v', '--file'] },
  { programs: ['direnv'], sub: [['exec']], operands: 1 },
  { programs: ['aws-vault', 'chamber', 'saml2aws'], sub: [['exec']], dashes: true },
  { programs: ['op', 'doppler', 'infisical', 'teller'], sub: [['run']], dashes: true },
  { programs: ['sops'], sub: [['exec-env']], operands: 1, joined: true },
  { programs: ['mise', 'rtx'], sub: [['exec', 'x']], dashes: true },
  { programs: ['asdf', 'rbenv', 'pyenv', 'nodenv', 'fnm'], sub: [['exec']] },
  { programs: ['volta'], sub: [['run']], values: ['--node', '--npm', '--yarn', '--pnpm'] },
  { programs: ['nix'], sub: [['develop', 'shell']], program: '-c' },
  { programs: ['nix'], sub: [['develop', 'shell']], program: '--command' },
  { programs: ['nix-shell'], text: ['--run', '--command'] },
  { programs: ['devbox'], sub: [['run']], dashes: true },
  {
    programs: ['conda', 'mamba', 'micromamba'],
    sub: [['run']],
    values: ['-n', '--name', '-p', '--prefix', '--cwd'],
    folder: ['--cwd'],
  },

  // JavaScript.
  { programs: ['npx', 'bunx', 'pnpx'], text: ['-c', '--call'], values: NPX_VALUES },
  { programs: ['npm'], sub: [['exec', 'x']], text: ['-c', '--call'], values: [...NPX_VALUES, '--prefix', '-C'] },
  {
    programs: ['pnpm'],
    sub: [['exec', 'dlx']],
    values: ['--filter', '-F', '-C', '--dir', '--package', '--prefix'],
    folder: ['-C', '--dir'],
  },
  {
    programs: ['yarn', 'yarnpkg'],
    sub: [['exec', 'dlx']],
    values: ['--cwd', '-p', '--package'],
    folder: ['--cwd'],
  },
  { programs: ['yarn', 'yarnpkg'], sub: [['workspace'], ['*'], ['exec']], where: 'container' },
  {
    programs: ['yarn', 'yarnpkg'],
    sub: [['workspaces'], ['foreach'], ['exec']],
    values: ['--from', '--include', '--exclude', '-j', '--jobs'],
    where: 'container',
  },
  { programs: ['bun'], sub: [['x']], values: ['--cwd'] },
  {
    programs: ['corepack'],
    unless: ['enable', 'disable', 'prepare', 'install', 'use', 'up', 'cache', 'hydrate', 'pack'],
  },
  { programs: ['lerna'], sub: [['exec']], dashes: true, where: 'container' },
  {
    programs: ['nyc', 'c8'],
    unless: ['report', 'merge', 'check-coverage', 'instrument', 'help'],
    values: [
      ...[
        '-r',
        '--reporter',
        '-x',
        '--exclude',
        '-n',
        '--include',
        '--report-dir',
        '--reports-dir',
        '-o',
        '--temp-dir',
      ],
      ...['--temp-directory', '--cwd', '--extension', '-e', '--require', '-i', '--src', '-c', '--config'],
      ...['--branches', '--functions', '--lines', '--statements'],
    ],
  },

  // Python, Ruby, PHP, .NET, Rust.
  {
    programs: PYTHON,
    program: '-m',
    only: ['tox', 'nox', 'poetry', 'pipenv', 'pdm', 'hatch', 'uv', 'poethepoet', 'rye', 'pipx', 'pre_commit'],
  },
  {
    programs: ['poetry', 'pipenv', 'pdm', 'rye'],
    sub: [['run']],
    values: ['-C', '--directory', '-P', '--project', '-p'],
    folder: ['-C', '--directory'],
  },
  { programs: ['hatch'], sub: [['run']], values: ['-e', '--env'] },
  { programs: ['uv'], sub: [['run']], values: UV_RUN_VALUES, folder: ['--directory'] },
  { programs: ['uv'], sub: [['tool'], ['run']], values: UV_RUN_VALUES },
  { programs: ['uvx'], values: UV_RUN_VALUES },
  { programs: ['pipx'], sub: [['run']], values: ['--spec', '--python', '--pip-args'] },
  { programs: ['bundle', 'bundler'], sub: [['exec']], values: ['--gemfile'] },
  { programs: ['composer'], sub: [['exec']], values: ['-d', '--working-dir'] },
  { programs: ['dotnet'], sub: [['tool'], ['run', 'exec']] },
  { programs: ['rustup'], sub: [['run']], operands: 1 },

  // Containers and hosts.
  { programs: DOCKER, sub: [['run']], values: DOCKER_RUN_VALUES, operands: 1, image: true, where: 'container' },
  {
    programs: DOCKER,
    sub: [['container'], ['run']],
    values: DOCKER_RUN_VALUES,
    operands: 1,
    image: true,
    where: 'container',
  },
  { programs: DOCKER, sub: [['exec']], values: DOCKER_EXEC_VALUES, operands: 1, where: 'container' },
  { programs: DOCKER, sub: [['container'], ['exec']], values: DOCKER_EXEC_VALUES, operands: 1, where: 'container' },
  { programs: DOCKER, sub: [['compose'], ['run', 'exec']], values: COMPOSE_VALUES, operands: 1, where: 'container' },
  {
    programs: ['docker-compose', 'podman-compose'],
    sub: [['run', 'exec']],
    values: COMPOSE_VALUES,
    operands: 1,
    where: 'container',
  },
  {
    programs: ['devcontainer'],
    sub: [['exec']],
    values: ['--workspace-folder', '--config', '--remote-env', '--container-id'],
    where: 'container',
  },
  {
    programs: ['ssh'],
    values: ['-i', '-p', '-o', '-l', '-F', '-J', '-L', '-R', '-D', '-b', '-c', '-E', '-e', '-m', '-S', '-W', '-w'],
    operands: 1,
    joined: true,
    where: 'host',
  },
  { programs: ['sshpass'], values: ['-p', '-f', '-d', '-P'] },
]
