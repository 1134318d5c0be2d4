import { fixOf, refuse } from '../edits.js'
import { replaceValue } from '../hcl/change.js'
import { rangeIn } from '../text.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { flipScalar } from '../yaml/flip.js'
import { replaceScalar } from '../yaml/replace.js'
import { commandAt, replaceWords } from '../yaml/words.js'
import { inHcl, isHcl } from './places.js'

const NOT_PLAIN = 'the value is written in a way that is not changed'

/** What each way to write the switch becomes. */
const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['true', 'false'],
  ['false', 'true'],
  ['"DO_NOTHING"', '"ROLLBACK"'],
  ['DO_NOTHING', 'ROLLBACK'],
])

/** Takes back what leaves a failed stack half changed. */
export const cfnRollback: Fixer = {
  check: 'rollback-cfn-disabled',
  messages: ['config', 'action', 'command'],
  fixability: 'safe-fix',
  does: 'Sets the switch that keeps a failed stack as it is to its opposite, in `samconfig.toml`, `serverless.yml`, `cdk.json`, Terraform and the action, or removes `--disable-rollback` or `--no-rollback` from the command',
  leaves: 'Commands with variables, quotation marks or several lines, and stack policies',
  propose: (input) => {
    const { messageId, at } = input.finding
    if (messageId === 'command') return withoutOption(input)
    if (isHcl(input.file)) return inTerraform(input)
    const source = input.yaml()
    const node = source?.at(at.route)?.node
    if (source === undefined || node?.kind !== 'scalar') return inText(input)
    const opposite = OPPOSITE.get(node.text)
    if (messageId === 'action') return replaceScalar(source, at.route, '0')
    return opposite === undefined
      ? refuse(NOT_PLAIN)
      : node.text === 'DO_NOTHING'
        ? replaceScalar(source, at.route, opposite)
        : flipScalar(source, at.route, /^(?:true|false)$/i, opposite)
  },
}

function inTerraform(input: FixInput): Proposal {
  return inHcl(input, (source, block) => {
    const name = input.finding.at.route.split('.').at(-1) ?? ''
    const value = source.attribute(`${block}.${name}`)?.item.value
    const opposite = value && OPPOSITE.get(source.text.slice(value.start, value.end))
    return opposite === undefined ? refuse(NOT_PLAIN) : replaceValue(source, `${block}.${name}`, opposite)
  })
}

/** A value of TOML, by its place alone. */
function inText({ file, text, finding: { at } }: FixInput): Proposal {
  const range = rangeIn(text, at)
  const opposite = range && OPPOSITE.get(text.slice(range.from, range.to))
  if (range === undefined || opposite === undefined) return refuse(NOT_PLAIN)
  return fixOf(file, [at.route], [{ ...range, text: opposite }])
}

function withoutOption(input: FixInput): Proposal {
  const source = input.yaml()
  const { at } = input.finding
  const command = source && commandAt(source, at)
  if (source === undefined || command === undefined) return refuse('the command is more than plain words in one line')
  const option = / --(?:disable|no)-rollback(?= |$)/.exec(command.text)
  if (option === null) return refuse('the option is written in a way that is not changed')
  const from = command.from + option.index
  return replaceWords(source, at, from, from + option[0].length, '')
}
