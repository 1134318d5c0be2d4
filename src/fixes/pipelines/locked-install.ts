import { refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { commandAt, replaceWords } from '../yaml/words.js'
import { commandAtPlace, stepsAt } from './look.js'

/** Options that mean the same to `npm install` and `npm ci` (npm docs: npm ci). */
const SAME_OPTIONS: ReadonlySet<string> = new Set([
  '--legacy-peer-deps',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--prefer-offline',
  '--omit=dev',
  '--production',
  '--silent',
  '-s',
  '--verbose',
  '--quiet',
  '--no-optional',
  '--no-progress',
  '--strict-peer-deps',
])

interface Rule {
  readonly command: RegExp
  /** Files of which one must stand in the folder of the command. */
  readonly locks: readonly string[]
  readonly becomes: (words: readonly string[]) => string | undefined
}

const RULES: readonly Rule[] = [
  {
    command: /^npm (?:install|i)(?: |$)/,
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    becomes: ([, , ...options]) =>
      options.every((option) => SAME_OPTIONS.has(option)) ? ['npm ci', ...options].join(' ') : undefined,
  },
  {
    command: /^yarn(?: install)?(?: -|$)/,
    locks: ['yarn.lock'],
    becomes: ([, ...words]) =>
      ['yarn install --frozen-lockfile', ...words.filter((word) => word !== 'install')].join(' '),
  },
  {
    command: /^pnpm install /,
    locks: ['pnpm-lock.yaml'],
    becomes: (words) =>
      words
        .map((word) => (/^--(?:no-frozen-lockfile|frozen-lockfile=false)$/.test(word) ? '--frozen-lockfile' : word))
        .join(' '),
  },
]

/** Installs what the lock file says. It fails where lock and manifest differ, which somebody has to mend first. */
export const lockedInstall: Fixer = {
  check: 'supply-locked-dependencies',
  messages: ['loose'],
  fixability: 'suggestion',
  does: 'Turns `npm install` into `npm ci`, and gives `yarn install` and `pnpm install` the switch `--frozen-lockfile`, where the lock file of that tool stands in the folder',
  leaves: 'Commands with options that mean something else then, and commands in scripts of their own',
  propose(input: FixInput): Proposal {
    const { finding, file, has } = input
    const source = input.yaml()
    const found = source && commandAt(source, finding.at)
    if (source === undefined || found === undefined)
      return refuse('the command is not one line of plain words in a pipeline')
    const steps = stepsAt(input, file, finding.at.route).map(({ step }) => step)
    const directory = commandAtPlace(steps, finding.at)?.directory
    if (directory === undefined) return refuse('the folder that it runs in cannot be told')
    const folder = directory === '' || directory === '.' ? '' : `${directory}/`
    const rule = RULES.find(({ command }) => command.test(found.text))
    if (rule === undefined || !rule.locks.some((lock) => has(folder + lock)))
      return refuse('the folder has no lock file of that tool')
    const text = rule.becomes(found.text.split(/ +/))
    if (text === undefined) return refuse('its options mean something else, or nothing, to npm ci')
    return replaceWords(source, finding.at, found.from, found.to, text)
  },
}
