import { HISTORY_SOURCES } from '../core/history-source.js'
import { CATEGORIES } from '../core/verdict.js'
import { PROFILES } from '../config/profiles.js'
import { FORMATS } from '../reporters/formats.js'
import { WRITTEN } from './init/written-systems.js'

/** What the command line can be told to do. */
export const COMMANDS = [
  'lint',
  'list',
  'explain',
  'owners',
  'attest',
  'init',
  'baseline',
  'publish',
  'config',
] as const
export type Command = (typeof COMMANDS)[number]

/** What a person may say of a practice. */
const ATTESTED = ['met', 'partial', 'not-met', 'not-applicable'] as const

export interface OptionSpec {
  readonly short?: string
  /** Name of the value in the help text; without one the option is a switch. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly help: string
  /** The commands that know it; all of them if left out. */
  readonly commands?: readonly Command[]
}

/** Every option, in the order of the help text. */
export const OPTIONS = {
  format: {
    short: 'f',
    value: 'format',
    choices: FORMATS,
    help: 'Form of the report, printed unless an --output takes it; may be given several times.',
    commands: ['lint', 'list', 'owners', 'config'],
  },
  output: {
    short: 'o',
    value: 'file',
    help:
      'Write a report to a file, its form told by the end of its name, or in front: sarif=report.json. May be given ' +
      'several times; - is standard output, as in json=-. Of baseline: the file that it writes.',
    commands: ['lint', 'baseline'],
  },
  'fail-on': {
    value: 'category',
    choices: [...CATEGORIES, 'never'],
    help: 'Practices of this importance, and more important ones, fail the run.',
    commands: ['lint', 'publish', 'config'],
  },
  scope: {
    value: 'scope',
    choices: ['changes', 'repository'],
    help: 'What can fail the run: what the change introduces (needs --base), or everything.',
    commands: ['lint', 'publish', 'config'],
  },
  unknown: {
    value: 'what',
    choices: ['ignore', 'fail'],
    help: 'Whether a practice that cannot be decided fails the run.',
    commands: ['lint', 'config'],
  },
  base: {
    value: 'revision',
    help: 'Compare with this revision, and take the configuration, and for owners CODEOWNERS, from it.',
    commands: ['lint', 'explain', 'owners', 'config'],
  },
  config: {
    value: 'file',
    help: 'The configuration file, relative to the path that is linted.',
    commands: ['lint', 'explain', 'baseline', 'config'],
  },
  repo: {
    value: 'owner/name',
    help: 'Read branch protection and other settings of this repository on GitHub.',
    commands: ['lint', 'explain', 'baseline'],
  },
  branch: {
    value: 'name',
    help: 'The branch whose protection is read; the default branch without it.',
    commands: ['lint', 'explain', 'baseline'],
  },
  'token-env': {
    value: 'NAME',
    help:
      'The environment variable that holds the token; GITHUB_TOKEN or GH_TOKEN without it. A second one, for settings that ' +
      'only administrators may read, goes in PILLARLINT_SETTINGS_TOKEN.',
    commands: ['lint', 'explain', 'baseline', 'config', 'init', 'publish'],
  },
  history: {
    value: 'source',
    choices: HISTORY_SOURCES,
    help: 'Where the history of delivery is read: the host (needs --repo), the clone alone (if not said), or nowhere.',
    commands: ['lint', 'baseline', 'config'],
  },
  'history-days': {
    value: 'days',
    help: 'How many days the history of delivery goes back; 90 without it.',
    commands: ['lint', 'baseline', 'config'],
  },
  'sarif-inputs': {
    value: 'files',
    help: 'SARIF reports of other tools: paths or globs below the path that is linted, with commas between them.',
    commands: ['lint', 'explain', 'config'],
  },
  fix: {
    help: 'Solve what can be solved without a person: each fix is proved by linting its result before it is written.',
    commands: ['lint'],
  },
  'fix-suggestions': {
    help: 'Solve also what a person should look at before it is committed.',
    commands: ['lint'],
  },
  'fix-checks': {
    value: 'ids',
    help: 'Solve only findings of these checks, with commas between them.',
    commands: ['lint'],
  },
  'dry-run': {
    help: 'Write nothing, and print what --fix would change as a diff that git apply takes, or what init would write.',
    commands: ['lint', 'init'],
  },
  command: {
    value: 'text',
    help: 'Explain what this command of a pipeline is taken for, as in explain --command "make test".',
    commands: ['explain'],
  },
  uses: {
    value: 'action',
    help: 'Explain what this action is taken for, as in explain --uses docker/build-push-action.',
    commands: ['explain'],
  },
  statement: { value: 'text', help: 'What is true of the practice, in one sentence.', commands: ['attest'] },
  owner: { value: 'who', help: 'Who vouches for it and keeps it true.', commands: ['attest'] },
  evidence: {
    value: 'where',
    help: 'A URL, or a file of the repository, where others can see it.',
    commands: ['attest'],
  },
  status: {
    value: 'status',
    choices: ATTESTED,
    help: 'What is attested; met if not said.',
    commands: ['attest'],
  },
  service: {
    value: 'name',
    help: 'The service that it is attested for; the repository as a whole if not said.',
    commands: ['attest'],
  },
  expires: {
    value: 'date',
    help: 'The last day that it holds, YYYY-MM-DD; a year from now if not said, which is the most.',
    commands: ['attest'],
  },
  ci: {
    value: 'system',
    choices: WRITTEN,
    help: 'The CI system to write for; without it the one that the repository uses.',
    commands: ['init'],
  },
  profile: {
    value: 'profile',
    choices: PROFILES,
    help: 'Who works on the repository: docs/profiles.md.',
    commands: ['init'],
  },
  baseline: { help: 'Accept what is found today, so that only new findings count.', commands: ['init'] },
  yes: { short: 'y', help: 'Ask nothing: a team, a comment, no baseline, unless said otherwise.', commands: ['init'] },
  force: { help: 'Overwrite files that are there.', commands: ['init'] },
  grow: { help: 'Accept new findings too; without it the baseline only shrinks.', commands: ['baseline'] },
  id: {
    value: 'name',
    help: 'Tells several reports on one repository apart; each has its own comment and check run.',
    commands: ['publish'],
  },
  'check-run': { help: 'Create a check run with all annotations; needs checks: write.', commands: ['publish'] },
  offline: { help: 'Ask no host, whatever else is said.', commands: ['lint', 'explain', 'baseline', 'config', 'init'] },
  color: { help: 'Colour the terminal report.' },
  'no-color': { help: 'Do not colour the terminal report.' },
  quiet: { short: 'q', help: 'Print the verdict only.', commands: ['lint'] },
  verbose: {
    help: 'Show notices too, and say on standard error what was read; of owners the lines that were overruled.',
    commands: ['lint', 'owners'],
  },
  help: { short: 'h', help: 'Print this text, or that of a command.' },
  version: { short: 'V', help: 'Print the version.' },
} as const satisfies Readonly<Record<string, OptionSpec>>

export type OptionName = keyof typeof OPTIONS

/** The specification of an option by any name; undefined if there is none. */
export function optionSpec(name: string): OptionSpec | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name as OptionName] : undefined
}
