import { fixOf, refuse } from '../edits.js'
import type { Fixer } from '../types.js'
import { scalarRoute } from '../yaml/words.js'

/** `helm upgrade`, also behind the plug-in that decrypts values. */
const UPGRADE = /^helm(?:[ \t]+(?:secrets|diff))?[ \t]+upgrade(?=[ \t\r\n]|$)/

/** Adds Helm's own switch. It waits until the release is ready, five minutes at most: a person should know. */
export const helmRollback: Fixer = {
  check: 'rollback-helm-atomic',
  messages: ['command'],
  fixability: 'suggestion',
  does: 'Adds `--atomic` to `helm upgrade`, which then waits until the release is ready (five minutes unless `--timeout` says more) and takes it back if it is not',
  leaves: 'Helmfile, Helmsman and commands in scripts of their own',
  propose({ finding, yaml }) {
    const source = yaml()
    const route = source && scalarRoute(source, finding.at)
    if (source === undefined || route === undefined) return refuse('the command does not stand in a file of a pipeline')
    const from = source.offset(finding.at.line, finding.at.column)
    const found = UPGRADE.exec(source.text.slice(from, from + 200))
    if (found === null) return refuse('the command is not written as helm upgrade')
    const end = from + found[0].length
    return fixOf(source.file, [route], [{ from: end, to: end, text: ' --atomic' }])
  },
}
