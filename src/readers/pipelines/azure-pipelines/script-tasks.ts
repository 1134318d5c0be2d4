/** Which shell runs a text: `script` is that of the agent's system. */
export type ShellName = 'script' | 'bash' | 'pwsh' | 'powershell' | 'cmd' | 'python'

/** How a task runs a script that its inputs hold or name. */
export interface ScriptTask {
  /** Input with the text of the script. */
  readonly inline?: string
  /** Input with the path of a script, and those that may hold its arguments. */
  readonly file?: string
  readonly arguments?: readonly string[]
  /** The input that says which of the two counts, and its value for a path. */
  readonly choice?: { readonly input: string; readonly forFile: string; readonly standard: string }
  /** Inputs that may hold the folder. */
  readonly directory?: readonly string[]
  readonly shell: ShellName
  /** Input that names the shell: `bash`, `pscore`, `ps`, `batch`. */
  readonly shellInput?: string
}

const TARGET = { input: 'targettype', forFile: 'filepath', standard: 'filepath' }

const POWERSHELL: ScriptTask = {
  inline: 'script',
  file: 'filepath',
  arguments: ['arguments'],
  choice: TARGET,
  directory: ['workingdirectory'],
  shell: 'pwsh',
}

const AZURE_CLI: ScriptTask = {
  inline: 'inlinescript',
  file: 'scriptpath',
  arguments: ['arguments', 'scriptarguments', 'args'],
  choice: { input: 'scriptlocation', forFile: 'scriptpath', standard: 'scriptpath' },
  directory: ['workingdirectory', 'cwd'],
  shell: 'script',
  shellInput: 'scripttype',
}

const AZURE_POWERSHELL: ScriptTask = {
  inline: 'inline',
  file: 'scriptpath',
  arguments: ['scriptarguments'],
  choice: { input: 'scripttype', forFile: 'filepath', standard: 'filepath' },
  directory: ['workingdirectory'],
  shell: 'pwsh',
}

const AWS_SHELL: ScriptTask = {
  inline: 'inlinescript',
  file: 'filepath',
  arguments: ['arguments'],
  choice: { input: 'scripttype', forFile: 'filepath', standard: 'filepath' },
  directory: ['workingdirectory'],
  shell: 'bash',
}

/**
 * Tasks that run scripts, by name in lower case (Azure Pipelines task reference; AWS Toolkit for Azure DevOps, Task
 * reference). Names of inputs are in lower case.
 */
export const SCRIPT_TASKS: ReadonlyMap<string, ScriptTask> = new Map<string, ScriptTask>([
  ['cmdline', { inline: 'script', directory: ['workingdirectory'], shell: 'script' }],
  ['bash', { ...POWERSHELL, shell: 'bash' }],
  ['shellscript', { file: 'scriptpath', arguments: ['args'], directory: ['cwd'], shell: 'bash' }],
  ['powershell', POWERSHELL],
  ['powershellonwindows', POWERSHELL],
  ['batchscript', { file: 'filename', arguments: ['arguments'], directory: ['workingfolder'], shell: 'cmd' }],
  [
    'pythonscript',
    {
      inline: 'script',
      file: 'scriptpath',
      arguments: ['arguments'],
      choice: { input: 'scriptsource', forFile: 'filepath', standard: 'filepath' },
      directory: ['workingdirectory'],
      shell: 'python',
    },
  ],
  ['azurecli', AZURE_CLI],
  ['azurepowershell', AZURE_POWERSHELL],
  ['awsshellscript', AWS_SHELL],
  ['awspowershellmodulescript', { ...AWS_SHELL, inline: 'inlinescript', file: 'scriptpath', shell: 'pwsh' }],
])

/** Values of inputs that name a shell. */
export const SHELLS_OF_INPUT: ReadonlyMap<string, ShellName> = new Map<string, ShellName>([
  ['bash', 'bash'],
  ['pscore', 'pwsh'],
  ['ps', 'powershell'],
  ['batch', 'cmd'],
])
