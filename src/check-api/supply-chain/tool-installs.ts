import type { Command } from '../../models/index.js'
import { isMovingVersion } from './tool-setups.js'

/** Deployment tools and package managers that pipelines install by their package, by the registry they come from. */
const PACKAGES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'npm',
    new Set(
      (
        'serverless sst aws-cdk cdktf-cli vercel netlify-cli firebase-tools wrangler @railway/cli eas-cli heroku ' +
        '@aws-amplify/cli @azure/static-web-apps-cli azure-functions-core-tools @sentry/cli semantic-release npm pnpm bun'
      ).split(' '),
    ),
  ],
  [
    'python',
    new Set(
      (
        'awscli aws-sam-cli awsebcli ansible ansible-core sceptre zappa chalice azure-cli dbt-core poetry pipenv pdm ' +
        'hatch uv kapitan conan meson'
      ).split(' '),
    ),
  ],
])

/** Commands that install packages for the whole machine: the words they start with, an option they need, the registry. */
const INSTALLERS: readonly {
  readonly words: readonly string[]
  readonly needs?: readonly string[]
  readonly registry: string
}[] = [
  ...['install', 'i', 'add'].flatMap((sub) =>
    ['npm', 'pnpm', 'bun'].map((program) => ({
      words: [program, sub],
      needs: ['-g', '--global', '--location=global'],
      registry: 'npm',
    })),
  ),
  { words: ['yarn', 'global', 'add'], registry: 'npm' },
  { words: ['pip', 'install'], registry: 'python' },
  { words: ['pip3', 'install'], registry: 'python' },
  { words: ['pipx', 'install'], registry: 'python' },
  { words: ['uv', 'tool', 'install'], registry: 'python' },
  { words: ['uv', 'pip', 'install'], registry: 'python' },
]

/** Commands of version managers, whose next operand is the version, and what they install. */
const MANAGERS: readonly { readonly words: readonly string[]; readonly tool: string }[] = [
  { words: ['nvm', 'install'], tool: 'node' },
  { words: ['fnm', 'install'], tool: 'node' },
  { words: ['n'], tool: 'node' },
  { words: ['tfenv', 'install'], tool: 'terraform' },
  { words: ['tofuenv', 'install'], tool: 'opentofu' },
  { words: ['corepack', 'prepare'], tool: 'package manager' },
  { words: ['corepack', 'use'], tool: 'package manager' },
]
/** Options of those by which the newest version is asked for. */
const NEWEST: ReadonlySet<string> = new Set(['--lts', '--latest'])

/** What holds versions for `pip install`. */
const CONSTRAINTS: ReadonlySet<string> = new Set(['-c', '--constraint', '-r', '--requirement'])

/** A tool that a command installs without saying which version, or with the word for the newest. */
export interface FloatingInstall {
  readonly tool: string
  /** As written. */
  readonly command: string
}

/** See {@link FloatingInstall}; undefined where the command is nothing of the kind, or hangs on a variable. */
export function floatingInstall({ argv }: Command): FloatingInstall | undefined {
  const words = argv.map(({ text }) => text)
  const command = words.join(' ')
  const manager = MANAGERS.find((each) => each.words.every((word, index) => words[index] === word))
  if (manager !== undefined) {
    const rest = argv.slice(manager.words.length)
    const moves = rest.some(({ text, literal }) => literal && (NEWEST.has(text) || isMovingVersion(versionIn(text))))
    return moves ? { tool: manager.tool, command } : undefined
  }
  const installer = INSTALLERS.find(
    ({ words: first, needs }) =>
      first.every((word, index) => words[index] === word) && (needs?.some((option) => words.includes(option)) ?? true),
  )
  if (installer === undefined || words.some((word) => CONSTRAINTS.has(word))) return undefined
  const packages = PACKAGES.get(installer.registry)
  const floating = argv
    .slice(installer.words.length)
    .find(({ text, literal }) => literal && packages?.has(nameIn(text)) === true && floats(text))
  return floating && { tool: nameIn(floating.text), command }
}

/** `pnpm@9` → `9`, `@railway/cli` → ``; what has no `@` is all version. */
function versionIn(text: string): string {
  const at = text.lastIndexOf('@')
  return at > 0 ? text.slice(at + 1) : text
}

/** `@railway/cli@3` → `@railway/cli`, `ansible[azure]>=2,<3` → `ansible`. */
function nameIn(text: string): string {
  const at = text.indexOf('@', 1)
  const name = at > 0 ? text.slice(0, at) : text
  return (/^[@\w./-]*/.exec(name)?.[0] ?? '').toLowerCase()
}

function floats(text: string): boolean {
  const rest = text.slice(nameIn(text).length).replace(/^\[[^\]]*\]/, '')
  if (rest === '') return true
  return rest.startsWith('@') ? isMovingVersion(rest.slice(1)) : isMovingVersion(rest)
}
