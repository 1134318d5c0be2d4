/** What a command, an action or an image means. The entries are data: see data/README.md. */
export { classifyAction } from './actions.js'
export { classifyCommand } from './commands.js'
export { classifyDownload } from './downloads.js'
export { WORKFLOW_SCRIPTS } from './github-script.js'
export { classifyHook } from './hooks.js'
export { imageName, imageProgram } from './images.js'
export { toolNames } from './tool-names.js'
export type { ActionMeaning, CommandMeaning, LexiconWord } from './types.js'
