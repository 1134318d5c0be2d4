import { fixOf, refuse } from '../edits.js'
import { replaceValue } from '../hcl/change.js'
import { HCL } from '../kinds.js'
import { rangeIn } from '../text.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { flipScalar } from '../yaml/flip.js'
import { attributeText, inHcl } from './places.js'

const NOT_PLAIN = 'the value is written in a way that is not changed'

/** What each way to write the switch becomes. */
const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['true', 'false'],
  ['false', 'true'],
  ['"DO_NOTHING"', '"ROLLBACK"'],
  ['DO_NOTHING', 'ROLLBACK'],
])

/** Takes back the setting that leaves a failed stack half changed. */
export const cfnRollbackSetting: Fixer = {
  check: 'rollback-cfn-disabled',
  messages: ['config'],
  fixability: 'safe-fix',
  does: 'Sets `disable_rollback`, `on_failure` and the like to what lets a failed stack return, in `samconfig.toml`, `serverless.yml`, `cdk.json` and Terraform',
  leaves: 'Values that are decided elsewhere',
  propose: (input) => {
    const { at } = input.finding
    if (HCL.test(input.file)) return inTerraform(input)
    const source = input.yaml()
    if (source === undefined) return inText(input)
    const node = source.at(at.route)?.node
    const opposite = node?.kind === 'scalar' ? OPPOSITE.get(node.text) : undefined
    return opposite === undefined ? refuse(NOT_PLAIN) : flipScalar(source, at.route, PLAIN, opposite)
  },
}

const PLAIN = /^(?:true|false|DO_NOTHING)$/

function inTerraform(input: FixInput): Proposal {
  return inHcl(input, (source, block) => {
    const route = `${block}.${input.finding.at.route.split('.').at(-1) ?? ''}`
    const opposite = OPPOSITE.get(attributeText(source, route) ?? '')
    return opposite === undefined ? refuse(NOT_PLAIN) : replaceValue(source, route, opposite)
  })
}

/** A value of TOML, by its place alone. */
function inText({ file, text, finding: { at } }: FixInput): Proposal {
  const range = rangeIn(text, at)
  const opposite = range && OPPOSITE.get(text.slice(range.from, range.to))
  if (range === undefined || opposite === undefined) return refuse(NOT_PLAIN)
  return fixOf(file, [at.route], [{ ...range, text: opposite }])
}
