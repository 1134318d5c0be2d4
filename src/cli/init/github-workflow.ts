import { REPOSITORY } from './pins.js'
import type { Pin } from './detect.js'

/** What decides how the workflow looks. */
export interface WorkflowChoices {
  readonly branch: string
  readonly comment: boolean
  readonly hasMergeQueue: boolean
  readonly checkout: Pin
  /** The Action's commit; without it the tag is written, which its owner can move. */
  readonly action: Pin | undefined
  /** The tag without a commit: `v0`. */
  readonly tag: string
}

/** `.github/workflows/pillarlint.yml`: judges changes, merge groups and the default branch with the least permissions. */
export function githubWorkflow(choices: WorkflowChoices): string {
  const { branch, comment, hasMergeQueue, checkout, action, tag } = choices
  return `# Automation practices: https://github.com/${REPOSITORY}/blob/main/docs/action.md
name: Pillarlint

on:
  pull_request:
    types: [opened, synchronize, reopened, edited] # edited: the base can be another one afterwards
  push:
    branches: [${yamlText(branch)}]
${hasMergeQueue ? '  merge_group:\n' : ''}
permissions:
  contents: read

# Of two runs for one branch the newer one counts; those of the default branch are all kept.
concurrency:
  group: pillarlint-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  practices:
    name: Automation practices
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read # files, branch rules
      actions: read # environments and their reviewers
      checks: read # checks that were reported
      deployments: read # how deployments ended
${comment ? '      pull-requests: write # the summary comment' : '      pull-requests: read # reviews of merged changes'}
      security-events: read # whether code scanning runs
    steps:
      - uses: actions/checkout@${checkout.ref} # ${checkout.comment}
        with:
          fetch-depth: 2 # the base, so that findings of a change are told from older ones; 0 with "history: git"
          persist-credentials: false
${step(action, tag)}${comment ? '' : '        with:\n          comment: false\n'}`
}

function step(action: Pin | undefined, tag: string): string {
  if (action !== undefined) return `      - uses: ${REPOSITORY}@${action.ref} # ${action.comment}\n`
  return `      # The commit of ${tag} could not be looked up: "pillarlint --fix" puts it here.\n      - uses: ${REPOSITORY}@${tag}\n`
}

/** A value that YAML reads as this text, whatever it is. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text)
}
