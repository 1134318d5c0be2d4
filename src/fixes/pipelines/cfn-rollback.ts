import { refuse } from '../edits.js'
import type { Fixer } from '../types.js'
import { removeKey } from '../yaml/replace.js'
import { SHARED } from '../yaml/source.js'
import { removeOption } from './options.js'

/** How the option stands in the command, by what the check calls it. */
const WRITTEN: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    'DO_NOTHING',
    [
      ['--on-failure', 'DO_NOTHING'],
      ['--on-failure=DO_NOTHING'],
      ['--on-stack-failure', 'DO_NOTHING'],
      ['--on-stack-failure=DO_NOTHING'],
    ],
  ],
  ['--rollback false', [['--rollback', 'false']]],
])

/** Takes the option out that leaves a stack half-changed. */
export const cfnRollbackOption: Fixer = {
  check: 'rollback-cfn-disabled',
  messages: ['command'],
  fixability: 'safe-fix',
  does: 'Takes `--disable-rollback`, `--no-rollback`, `--on-failure DO_NOTHING` and the like out of the command in the pipeline',
  leaves: 'Commands in scripts of their own',
  propose({ finding, yaml }) {
    const source = yaml()
    if (source === undefined) return refuse('the command does not stand in a file of a pipeline')
    const option = finding.message.find((part) => typeof part !== 'string')
    const name = typeof option === 'object' ? option.value : ''
    let last = refuse('the option is not written in the command itself')
    for (const words of WRITTEN.get(name) ?? [[name]]) {
      const proposal = removeOption(source, finding.at, words)
      if (!('refused' in proposal)) return proposal
      last = proposal
    }
    return last
  },
}

/** Takes the input out that says the same to the action. */
export const cfnRollbackInput: Fixer = {
  check: 'rollback-cfn-disabled',
  messages: ['action'],
  fixability: 'safe-fix',
  does: 'Takes the input `disable-rollback` out of the step',
  propose({ finding, yaml }) {
    const source = yaml()
    return source === undefined ? refuse(SHARED) : removeKey(source, finding.at.route)
  },
}

/** Lets Terraform lock the state again. */
export const terraformLock: Fixer = {
  check: 'tf-state-locking',
  messages: ['switchedOff'],
  fixability: 'safe-fix',
  does: 'Takes `-lock=false` out of the command in the pipeline',
  leaves: 'Commands in scripts of their own',
  propose({ finding, yaml }) {
    const source = yaml()
    if (source === undefined) return refuse('the command does not stand in a file of a pipeline')
    const proposal = removeOption(source, finding.at, ['-lock=false'])
    return 'refused' in proposal ? removeOption(source, finding.at, ['-lock', 'false']) : proposal
  },
}
