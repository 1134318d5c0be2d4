import type { Command, Infrastructure, Intent, Step, TerraformModule } from '../../models/index.js'
import { isTerraformResource } from './authored-infrastructure.js'
import { joinPaths } from '../common/paths.js'

const PROGRAMS: ReadonlySet<string> = new Set(['terraform', 'tofu', 'terragrunt', 'gitlab-terraform', 'gitlab-tofu'])

/** Tools of the lexicon that apply Terraform code. */
export const TERRAFORM_TOOLS: ReadonlySet<string> = new Set([
  'terraform',
  'opentofu',
  'terragrunt',
  'terramate',
  'cdktf',
  'tfc-workflows',
])

/** Options whose value may be the next word (Terraform docs: Command: apply, plan, init, import). */
const WITH_VALUE: ReadonlySet<string> = new Set(
  (
    'var var-file target replace lock-timeout parallelism out state state-out backup backend-config config provider ' +
    'plugin-dir from-module generate-config-out working-dir terragrunt-working-dir'
  ).split(' '),
)

/** Words in front of the subcommand that only Terragrunt has. */
const SKIPPED: ReadonlySet<string> = new Set(['run-all', 'run', '--'])

/** A command of Terraform, OpenTofu or Terragrunt. */
export interface TerraformCommand {
  readonly command: Command
  /** `apply`, `plan`, `state rm`. */
  readonly does: string
  /** Options without their dashes, with their last value; empty where they have none. */
  readonly options: ReadonlyMap<string, string>
  /** What stands behind the subcommand and is no option: the file of a saved plan, an address. */
  readonly operands: readonly string[]
}

/** The commands of a step that run Terraform, those of scripts included. */
export function terraformCommands({ commands }: Step): TerraformCommand[] {
  return commands.flatMap((command) => terraformCommand(command) ?? [])
}

/** What a command asks of Terraform; undefined if it is another tool's. */
export function terraformCommand(command: Command): TerraformCommand | undefined {
  const [program, ...rest] = command.argv.map(({ text }) => text)
  if (program === undefined || !PROGRAMS.has(program.slice(program.lastIndexOf('/') + 1))) return undefined
  const options = new Map<string, string>()
  const words: string[] = []
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (!/^-{1,2}[a-z]/.test(word)) {
      if (!SKIPPED.has(word)) words.push(word)
      continue
    }
    const [name = '', value] = word.replace(/^-+/, '').split(/=(.*)/s)
    if (value === undefined && WITH_VALUE.has(name)) options.set(name, rest[++index] ?? '')
    else options.set(name, value ?? '')
  }
  const isGroup = words[0] === 'state' || words[0] === 'workspace' || words[0] === 'providers'
  const operands = words.slice(isGroup ? 2 : 1)
  return { command, does: words.slice(0, words.length - operands.length).join(' '), options, operands }
}

/** The folder whose code a command applies or plans. Expressions in it stay; undefined if nothing is known of it. */
export function folderOfCommand({ command, options }: TerraformCommand): string | undefined {
  if (command.directory === undefined) return undefined
  const chosen = options.get('chdir') ?? options.get('working-dir') ?? options.get('terragrunt-working-dir')
  return chosen === undefined ? command.directory : joinPaths(command.directory, chosen)
}

/** The same of what an intent plans or applies, whatever program does it. */
export function folderOfIntent({ command }: Pick<Intent, 'command'>): string | undefined {
  const found = command && terraformCommand(command)
  return found === undefined ? command?.directory : folderOfCommand(found)
}

/** Whether the folder, as far as it is known, holds nothing but values: to apply it changes nothing but a state of outputs. */
export function onlyHoldsValues(
  folder: string | undefined,
  { terraform: modules, resources }: Pick<Infrastructure, 'terraform' | 'resources'>,
): boolean {
  if (folder === undefined) return false
  const parts = folder.split(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\w+/)
  const found = modules.filter((each) => (parts.length === 1 ? each.folder === folder : fits(each.folder, parts)))
  if (found.length === 0) return false
  const byFolder = new Map(modules.map((each) => [each.folder, each]))
  const creating = new Set(resources.filter(isTerraformResource).map(({ module }) => module))
  return found.every((each) => holdsValues(each, byFolder, creating, new Set()))
}

/** Whether a module has no resources, and neither have those that it calls. */
function holdsValues(
  { folder, moduleSources }: TerraformModule,
  modules: ReadonlyMap<string, TerraformModule>,
  creating: ReadonlySet<string | undefined>,
  seen: Set<string>,
): boolean {
  if (seen.has(folder)) return true
  seen.add(folder)
  return (
    !creating.has(folder) &&
    moduleSources.every(({ local }) => {
      const called = local === undefined ? undefined : modules.get(local)
      return called !== undefined && holdsValues(called, modules, creating, seen)
    })
  )
}

/** Whether the text holds the parts in their order, the first at its start and the last at its end. */
function fits(text: string, parts: readonly string[]): boolean {
  let from = 0
  for (const [index, part] of parts.entries()) {
    const at = index === parts.length - 1 ? text.length - part.length : text.indexOf(part, from)
    if (at < from || (index === 0 && at !== 0) || !text.startsWith(part, at)) return false
    from = at + part.length
  }
  return true
}
