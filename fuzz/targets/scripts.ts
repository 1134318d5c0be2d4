import { group, model, SHELL, type Target } from '../target.js'
import { pipelines } from './pipelines.js'

/** A workflow that runs each of the commands. */
function workflowThatRuns(...commands: readonly string[]) {
  const steps = commands.map((command) => `      - run: ${command}\n`).join('')
  return { '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}` }
}

const TASK_FILES = {
  'package.json': /(?:^|\/)package\.json$/,
  justfile: /(?:^|\/)\.?[Jj]ustfile$/,
  'Taskfile.yml': /(?:^|\/)[Tt]askfile[^/]*\.ya?ml$/,
  'tox.ini': /(?:^|\/)(?:tox\.ini|setup\.cfg)$/,
  'noxfile.py': /(?:^|\/)noxfile\.py$/,
  'tasks.py': /(?:^|\/)tasks\.py$/,
  Rakefile: /(?:^|\/)Rakefile$|\.rake$/,
  'magefile.go': /(?:^|\/)[Mm]agefile\.go$/,
  'lefthook.yml': /(?:^|\/)\.?lefthook\.ya?ml$/,
  '.lintstagedrc.json': /(?:^|\/)\.lintstagedrc(?:\.json)?$/,
  '.pre-commit-config.yaml': /(?:^|\/)\.pre-commit-config\.ya?ml$/,
  'composer.json': /(?:^|\/)composer\.json$/,
  'deno.json': /(?:^|\/)deno\.jsonc?$/,
  'mise.toml': /(?:^|\/)\.?mise\.toml$/,
  'pyproject.toml': /(?:^|\/)pyproject\.toml$/,
  '.cargo/config.toml': /\.cargo\/config\.toml$/,
  'build.ps1': /\.ps1$/,
  'build.cmd': /\.(?:cmd|bat)$/,
  'main.go': /\.go$/,
}

const COMMANDS = [
  ...['npm run build', 'just test', 'task test', 'tox', 'nox -s tests', 'inv test', 'rake test', 'mage test'],
  ...['lefthook run pre-commit', 'npx lint-staged', 'pre-commit run --all-files', 'composer test', 'deno task test'],
  ...['mise run test', 'poe test', 'hatch run test', 'cargo xtask', 'pwsh ./build.ps1', 'cmd /c build.cmd'],
  ...['go generate ./...', 'go test ./...'],
]

const FOLLOWED = {
  milliseconds: 150,
  because: 'a few lines may lead to 2,000 commands, the most that is followed, and each is looked up',
}

/** Files that commands of a pipeline are followed into. */
export const SCRIPT_TARGETS: readonly Target[] = [
  {
    ...model('makefile', 'Makefile', /(?:^|\/)Makefile$|\.mk$/, pipelines, workflowThatRuns('make test')),
    slow: FOLLOWED,
  },
  { ...model('shell-scripts', 'run.sh', SHELL, pipelines, workflowThatRuns('./run.sh')), slow: FOLLOWED },
  group('task files', TASK_FILES, pipelines, workflowThatRuns(...COMMANDS)),
]
