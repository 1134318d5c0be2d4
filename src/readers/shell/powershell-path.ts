import { pathFrom } from './paths.js'

/** The folders that PowerShell's variables stand for. */
interface Folders {
  readonly scriptFolder: string | undefined
  readonly directory: string | undefined
}

/** A variable for a folder, and what follows it. */
const BELOW = /^\$\{?(PSScriptRoot|PWD|env:\w+)\}?(?:[\\/](.*))?$/i
/** Where CI systems check the repository out. */
const WORKSPACES: ReadonlySet<string> = new Set([
  'env:github_workspace',
  'env:build_sourcesdirectory',
  'env:build_repository_localpath',
  'env:system_defaultworkingdirectory',
  'env:ci_project_dir',
  'env:workspace',
])
const PARAMETERS: ReadonlySet<string> = new Set(['-path', '-childpath', '-additionalchildpath', '-resolve'])
const ARGUMENT = /'([^']*)'|"([^"]*)"|([^\s,'"]+)/g

/**
 * The path of the tree that a word with variables stands for: `$PSScriptRoot/x.ps1`, `(Join-Path $PWD 'ci' 'x.ps1')`;
 * undefined if that cannot be told.
 */
export function powerShellPath(text: string, folders: Folders): string | undefined {
  const joined = /^\(\s*Join-Path\s([^()]*)\)$/i.exec(text)?.[1]
  if (joined === undefined) return variablePath(text, folders)
  const [first, ...rest] = Array.from(
    joined.matchAll(ARGUMENT),
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  ).filter((each) => !PARAMETERS.has(each.toLowerCase()))
  if (first === undefined || rest.some((each) => each.includes('$'))) return undefined
  const base = first.includes('$')
    ? variablePath(first, folders)
    : pathFrom(folders.directory, first.replaceAll('\\', '/'))
  return base === undefined ? undefined : pathFrom(base, rest.join('/').replaceAll('\\', '/'))
}

function variablePath(text: string, { scriptFolder, directory }: Folders): string | undefined {
  const [, variable = '', rest = ''] = BELOW.exec(text) ?? []
  const name = variable.toLowerCase()
  const base =
    name === 'psscriptroot' ? scriptFolder : name === 'pwd' ? directory : WORKSPACES.has(name) ? '' : undefined
  return base === undefined || /[$()]/.test(rest) ? undefined : pathFrom(base, rest.replaceAll('\\', '/'))
}
