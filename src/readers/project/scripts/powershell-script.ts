import type { ScriptFile } from '../../../models/index.js'
import { folderOf } from '../../paths.js'
import { fileSource, locationIn } from '../../resolve/source.js'
import { evaluatePowerShell } from '../../shell/index.js'
import { CHANGING_VERB } from './words.js'

/** What a script says of errors (Microsoft docs: about_Preference_Variables, about_Try_Catch_Finally, about_Automatic_Variables). */
const HANDLES =
  /\$ErrorActionPreference\b|-ErrorAction\b|-EA\b|\btry\s*\{|\btrap\b|\$LASTEXITCODE\b|\$\?|\bthrow\b|\bexit\b|\$Error\b/i

/** What a PowerShell script does. Without any word on errors most of them are shown, and the next line runs. */
export function readPowerShellScript(path: string, text: string): ScriptFile {
  const { commands } = evaluatePowerShell(text, '', { scriptFolder: folderOf(path) })
  const source = fileSource(path, text, 'script')
  const handlesErrors = HANDLES.test(text)
  return {
    file: path,
    language: 'powershell',
    lines: text.split('\n').length,
    hasFunctions: /^\s{0,20}(?:function|filter)\s/im.test(text),
    sourced: false,
    asks: /\bRead-Host\b/i.test(text),
    handlesErrors,
    work: commands
      .filter(({ words }) => CHANGING_VERB.test(words[0]?.text ?? ''))
      .map(({ words, conditional, start, end }) => ({
        name: (words[0]?.text ?? '').slice(0, 50),
        goesOn: !handlesErrors,
        conditional,
        at: locationIn(source, start, end),
      })),
    unsetRemovals: [],
  }
}
