import { onName, pathsFitting } from '../../../core/path-index.js'
import type { FileIndex, Infrastructure } from '../../../models/index.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { inFolder, nameOf, resolveIn } from '../../paths.js'

/** Where a documented command would run. */
export interface Tree {
  readonly files: Files
  readonly index: FileIndex
  readonly infrastructure: Infrastructure
  /** The document's folder. */
  readonly folder: string
}

/**
 * What a command must find in this tree to be about this repository; else it is text for the users of something else.
 * `paths`: the files named by one of the options, or by the first word, exist here.
 */
type Fit =
  | { readonly paths: readonly string[] }
  | { readonly file: RegExp }
  | 'terraform-root'
  | 'chart'
  | 'first-word'
  | 'target'

interface DeployCommand {
  /** The words that begin it; options before the last of them are skipped. */
  readonly words: readonly string[]
  readonly fit: Fit
}

const MANIFEST_OPTIONS = { paths: ['-f', '--filename', '-k', '--kustomize'] }

/** Commands that change a running system, and what shows that they are meant for this repository. */
const COMMANDS: readonly DeployCommand[] = [
  { words: ['kubectl', 'apply'], fit: MANIFEST_OPTIONS },
  { words: ['kubectl', 'create'], fit: MANIFEST_OPTIONS },
  { words: ['kubectl', 'replace'], fit: MANIFEST_OPTIONS },
  { words: ['oc', 'apply'], fit: MANIFEST_OPTIONS },
  { words: ['helm', 'upgrade'], fit: 'chart' },
  { words: ['helm', 'install'], fit: 'chart' },
  { words: ['helmfile', 'apply'], fit: { file: /^helmfile\.ya?ml/ } },
  { words: ['helmfile', 'sync'], fit: { file: /^helmfile\.ya?ml/ } },
  { words: ['terraform', 'apply'], fit: 'terraform-root' },
  { words: ['tofu', 'apply'], fit: 'terraform-root' },
  { words: ['terragrunt', 'apply'], fit: { file: /^terragrunt\.hcl$/ } },
  { words: ['pulumi', 'up'], fit: { file: /^Pulumi\.ya?ml$/ } },
  { words: ['cdk', 'deploy'], fit: { file: /^cdk\.json$/ } },
  { words: ['sam', 'deploy'], fit: { file: /^(?:samconfig\.toml|template\.(?:ya?ml|json))$/ } },
  { words: ['serverless', 'deploy'], fit: { file: /^serverless\.(?:ya?ml|json|ts|js)$/ } },
  { words: ['sls', 'deploy'], fit: { file: /^serverless\.(?:ya?ml|json|ts|js)$/ } },
  { words: ['aws', 'cloudformation', 'deploy'], fit: { paths: ['--template-file'] } },
  { words: ['aws', 'cloudformation', 'create-stack'], fit: { paths: ['--template-body'] } },
  { words: ['aws', 'cloudformation', 'update-stack'], fit: { paths: ['--template-body'] } },
  { words: ['ansible-playbook'], fit: 'first-word' },
  { words: ['docker', 'stack', 'deploy'], fit: { paths: ['-c', '--compose-file'] } },
  { words: ['gcloud', 'app', 'deploy'], fit: { file: /^app\.ya?ml$/ } },
  { words: ['fly', 'deploy'], fit: { file: /^fly\.toml$/ } },
  { words: ['flyctl', 'deploy'], fit: { file: /^fly\.toml$/ } },
  { words: ['eb', 'deploy'], fit: { file: /^(?:Dockerrun\.aws\.json|Procfile)$/ } },
  { words: ['wrangler', 'deploy'], fit: { file: /^wrangler\.(?:toml|jsonc?)$/ } },
  { words: ['firebase', 'deploy'], fit: { file: /^firebase\.json$/ } },
  { words: ['kamal', 'deploy'], fit: { file: /^deploy\.yml$/ } },
  { words: ['azd', 'deploy'], fit: { file: /^azure\.yaml$/ } },
  { words: ['azd', 'up'], fit: { file: /^azure\.yaml$/ } },
  { words: ['copilot', 'deploy'], fit: { file: /^manifest\.yml$/ } },
  { words: ['cap', 'production', 'deploy'], fit: { file: /^Capfile$/ } },
  { words: ['git', 'push', 'heroku'], fit: { file: /^(?:Procfile|heroku\.yml|app\.json)$/ } },
  { words: ['make', 'deploy'], fit: 'target' },
]

/** Programs that only start another one. */
const STARTERS: ReadonlySet<string> = new Set(['sudo', 'npx', 'bunx', 'pnpx', 'time', 'bash', 'sh', 'then', 'do'])

const DEPLOY_SCRIPT = /^(?:deploy|rollout|ship)(?:[._-](?!docs?\b|site\b|pages\b).*)?(?:\.(?:sh|bash|ps1|py|rb))?$/

/** Whether one of the commands of a line deploys what is in this tree; in a pipe, what is applied may be named before. */
export function deploysThisTree(commands: readonly (readonly string[])[], tree: Tree): boolean {
  const piped = commands.slice(0, -1).some((words) => positionals(words.slice(1)).some((word) => exists(word, tree)))
  return commands.some((words) => deploys(words, tree, piped))
}

function deploys(words: readonly string[], tree: Tree, piped: boolean): boolean {
  const start = words.findIndex((word) => !STARTERS.has(word) && !/^[A-Za-z_]\w*=/.test(word))
  const argv = words.slice(Math.max(0, start))
  const [program = ''] = argv
  if (argv.some((word) => word === '--dry-run' || word.startsWith('--dry-run='))) return false
  if (program.includes('/') || program.endsWith('.sh')) {
    return DEPLOY_SCRIPT.test(nameOf(program)) && exists(program, tree)
  }
  return COMMANDS.some((command) => {
    const rest = after(argv, command.words)
    if (rest === undefined) return false
    return fits(command.fit, rest, tree) || (piped && rest.includes('-') && command.fit === MANIFEST_OPTIONS)
  })
}

/** The words behind `wanted`, which must begin `argv` with nothing but options and their values in between. */
function after(argv: readonly string[], wanted: readonly string[]): readonly string[] | undefined {
  let next = 0
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? ''
    if (word === wanted[next]) next += 1
    else if (next === 0 || !(word.startsWith('-') || argv[i - 1]?.startsWith('-'))) return undefined
    if (next === wanted.length) return argv.slice(i + 1)
  }
  return undefined
}

function fits(fit: Fit, rest: readonly string[], tree: Tree): boolean {
  const { index, infrastructure } = tree
  switch (fit) {
    case 'terraform-root':
      return infrastructure.terraform.some(({ isRoot, at }) => isRoot && !index.isExcluded(at.file))
    case 'chart':
      return positionals(rest).some((word) => exists(`${word}/Chart.yaml`, tree))
    case 'first-word':
      return positionals(rest).some((word) => /\.ya?ml$/.test(word) && exists(word, tree))
    case 'target':
      return makesTarget('deploy', tree)
    default:
      if ('file' in fit) return pathsFitting(index.paths, [fit.file], onName).some((path) => !index.isExcluded(path))
      return optionValues(rest, fit.paths).some((path) => exists(path, tree))
  }
}

const positionals = (words: readonly string[]): string[] => words.filter((word) => !word.startsWith('-'))

function optionValues(words: readonly string[], options: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    if (options.includes(word)) return [words[i + 1] ?? '']
    const option = options.find((each) => word.startsWith(`${each}=`))
    return option === undefined ? [] : [word.slice(option.length + 1)]
  })
}

/** Whether the path names a judged file or folder, seen from the document's folder or from the root. */
function exists(path: string, { index, folder }: Tree): boolean {
  const local = path.replace(/^file:\/\//, '')
  if (local === '' || local.includes('://') || /[<>${}*]/.test(local)) return false
  return [resolveIn(folder, local), resolveIn('', local)].some(
    (each) => each !== '' && ((index.has(each) && !index.isExcluded(each)) || holdsJudged(each, index)),
  )
}

function holdsJudged(folder: string, index: FileIndex): boolean {
  return index.hasFolder(folder) && !index.isExcluded(`${folder}/-`)
}

function makesTarget(target: string, { files, index, folder }: Tree): boolean {
  return [folder, '']
    .flatMap((each) => ['Makefile', 'makefile', 'GNUmakefile'].map((name) => inFolder(each, name)))
    .some(
      (path) => index.has(path) && (files.text(path) ?? '').split('\n').some((line) => line.startsWith(`${target}:`)),
    )
}
