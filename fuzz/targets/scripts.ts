import { model, SHELL, type Target } from '../target.js'
import { pipelines } from './pipelines.js'

function workflowThatRuns(command: string) {
  const job = `jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${command}\n`
  return { '.github/workflows/ci.yml': `on: push\n${job}` }
}

/** Files that commands of a pipeline are followed into. */
export const SCRIPT_TARGETS: readonly Target[] = [
  model('makefile', 'Makefile', /(?:^|\/)Makefile$|\.mk$/, pipelines, workflowThatRuns('make test')),
  model('shell-scripts', 'run.sh', SHELL, pipelines, workflowThatRuns('./run.sh')),
]
