import { OPTIONS, optionSpec, type Command } from './options.js'

const INTRODUCTION = `pillarlint: which practices of the well-architected frameworks a repository's automation keeps

  pillarlint [path]                      lint a repository (the current folder)
  pillarlint list [checks|practices]     list checks, or practices of all frameworks
  pillarlint explain <check|practice>    explain one of them
  pillarlint explain --command <text>    explain what a command of a pipeline is taken for
  pillarlint owners [paths…]             who must approve a change, by CODEOWNERS
  pillarlint attest <practice> [path]    vouch for a practice that files cannot show
  pillarlint init [path]                 write the step for your CI system, and a first configuration
  pillarlint baseline [path]             accept what is there today, so that only new findings count
  pillarlint publish <report.json>       publish the report of a run from a fork, in a run that follows it
  pillarlint config [path]               validate the configuration and print what holds
  pillarlint config explain <path>       say what holds for a file or folder, and where each value is from
`

const USAGE: Readonly<Record<Command, string>> = {
  lint: 'pillarlint [path] [options]: lint a repository, or a folder inside one (the current folder)\n',
  list: 'pillarlint list [checks|practices] [options]: list checks (if not said), or practices of all frameworks\n',
  explain:
    'pillarlint explain <check>: what a check looks for\n' +
    'pillarlint explain <practice> [path]: what it asks for, what decides it, and its verdict on the repository at path\n' +
    'pillarlint explain [path] --command <text> | --uses <action>: what the repository at path makes of it\n',
  owners:
    'pillarlint owners [paths…] [--base <revision>]: who must approve a change of these files, or of what changed since\n' +
    'the revision, and which lines of CODEOWNERS decide it (without either: of the files of the current folder)\n',
  attest:
    'pillarlint attest <practice> [path] --statement <text> --owner <who> --evidence <where> [--service <name>]: vouch for a\n' +
    'practice that files cannot show, in .pillarlint/attestations.yaml; with --service for one service alone\n',
  init:
    'pillarlint init [path] [options]: write the step for the CI system that the repository uses, and pillarlint.yml. Asks on\n' +
    'a terminal only, and overwrites nothing without --force\n',
  baseline:
    'pillarlint baseline [path] [--output <file>]: accept every open finding, in the file that the configuration names or in\n' +
    '.pillarlint/baseline.json. Run again it removes what no longer occurs, and accepts new findings only with --grow\n',
  publish:
    'pillarlint publish <report.json>: comment on the pull request of a run that may not write, in a run of GitHub Actions\n' +
    'that follows it (on: workflow_run): docs/forks.md\n',
  config:
    'pillarlint config [path] [options]: validate the configuration and print what holds\n' +
    'pillarlint config explain <path> [folder] [options]: say what holds for a file or folder of the repository (in the\n' +
    'current folder), and where each value is from\n',
}

const EXIT = `Exit status
  0  the gate passes
  1  the gate fails
  2  the result cannot be trusted: wrong usage or configuration, or a check crashed
`

const OWNERS_EXIT = `Exit status
  0  the owners are printed, even if some files have none
  1  there is no CODEOWNERS file that the host reads
  2  the answer cannot be given: a wrong path or revision, or a file that cannot be read
`

/** The help text: of everything, or of one command. */
export function helpText(command: Command | undefined): string {
  const head = command === undefined ? INTRODUCTION : USAGE[command]
  const rows = Object.keys(OPTIONS).flatMap((name) => {
    const { short, value, choices, help, commands } = optionSpec(name) ?? { help: '' }
    if (command !== undefined && commands !== undefined && !commands.includes(command)) return []
    const term = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`
    return [[term, choices === undefined ? help : `${help} One of: ${choices.join(', ')}.`] as const]
  })
  const width = Math.max(...rows.map(([term]) => term.length))
  const table = rows.map(([term, text]) => `  ${term.padEnd(width)}  ${text}\n`).join('')
  const exit = command === undefined || command === 'lint' ? EXIT : command === 'owners' ? OWNERS_EXIT : undefined
  return `${head}\nOptions\n${table}${exit === undefined ? '' : `\n${exit}`}`
}
