import type { Located } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange, TrustKind } from '../../core/trust.js'
import { compareVersions } from '../../core/versions.js'
import type { ActionRef, Command } from '../../models/index.js'
import { linterCommand, linterRef, type LinterRun } from './runs.js'

/** Inputs by which a run can be made to say less, from the mildest value to the strictest; without an order: any change. */
const INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['fail-on', ['never', 'foundational', 'recommended', 'optional']],
  ['unknown', ['ignore', 'fail']],
  ['scope', ['changes', 'repository']],
  ['comment', ['remove', 'false', 'when-needed', 'true']],
  ['annotations', ['false', 'true']],
  ['config', []],
  ['path', []],
  ['base', []],
  ['sarif-inputs', []],
  ['publish', []],
])

/**
 * Variables that reach into the linter: an input that the step does not set is taken from its variable (GitHub docs:
 * Metadata syntax, `inputs`), and Node.js, git and the linter itself read others. The runner keeps its own ones as they are.
 */
const REACHES_IN = /^(?:INPUT_|NODE_|GIT_|PILLARLINT_|PATH$|LD_|HTTPS?_PROXY$|SSL_)/i

/** A tag of a version, whole or by its first numbers: `v0`, `1.2.3`. */
const VERSION = /^v?\d+(?:\.\d+){0,2}$/

/** Inputs that say less than before. */
export function inputsChanged({ step: was }: LinterRun, { step: is, at }: LinterRun): TrustChange[] {
  return [...INPUTS].flatMap(([name, order]): TrustChange[] => {
    const [before, now] = [was.with.get(name), is.with.get(name)]
    if (before?.value === now?.value) return []
    const [from, to] = [order.indexOf(before?.value ?? ''), order.indexOf(now?.value ?? '')]
    if (to >= 0 && (to === order.length - 1 || (from >= 0 && to > from))) return []
    const message: Message = ['The input ', { value: name }, ' of this linter goes from ', ...fromTo(before, now)]
    return [changed('step-loosened', message, now?.at ?? at)]
  })
}

function fromTo(before: Located<string> | undefined, now: Located<string> | undefined): Message {
  const said = (each: Located<string> | undefined): Message => [
    each === undefined ? 'its default' : { value: each.value },
  ]
  return [...said(before), ' to ', ...said(now), '.']
}

/** Variables of the step, its job or its workflow that reach into the linter. */
export function environmentChanged(was: LinterRun, is: LinterRun): TrustChange[] {
  const before = environmentOf(was)
  return [...environmentOf(is)].flatMap(([name, { value, at }]): TrustChange[] => {
    if (!REACHES_IN.test(name) || before.get(name)?.value === value) return []
    const message = ['The variable ', { value: name }, ' is set to ', { value }, ' where this linter runs.']
    return [changed('step-loosened', message, at)]
  })
}

function environmentOf({ pipeline, job, step }: LinterRun): ReadonlyMap<string, Located<string>> {
  return new Map([...pipeline.env, ...job.env, ...step.env])
}

/** Another action in the place of the linter, or another version that is not told to be a newer one. */
export function actionChanged(was: LinterRun, is: LinterRun): TrustChange[] {
  const [before, now] = [linterRef(was.step), linterRef(is.step)]
  if (before === undefined || now === undefined || before.text === now.text) return []
  if (before.repository === now.repository && before.path === now.path && isNewer(before, now)) return []
  const message = ['What runs this linter goes from ', { value: before.text }, ' to ', { value: now.text }, '.']
  return [changed('step-replaced', message, now.at)]
}

function isNewer({ ref: was }: ActionRef, { ref: is }: ActionRef): boolean {
  return (
    was !== undefined &&
    is !== undefined &&
    [was, is].every((ref) => VERSION.test(ref)) &&
    compareVersions(is.replace('v', ''), was.replace('v', '')) >= 0
  )
}

/** Another command line, or one whose failure is let pass. */
export function commandChanged(was: LinterRun, is: LinterRun): TrustChange[] {
  const [before, now] = [linterCommand(was.step), linterCommand(is.step)]
  if (now === undefined) return []
  const forgiven = (command: Command | undefined) => command?.ignoredFailure
  const [let1, let2] = [forgiven(before), forgiven(now)]
  if (let2 !== undefined && let1 === undefined)
    return [changed('step-disabled', ['A failure of this linter is let pass by ', { value: let2 }, '.'], now.at)]
  const [old, next] = [before, now].map((command) => command?.argv.map(({ text }) => text).join(' '))
  if (old === undefined || next === undefined || old === next) return []
  const message = ['The command of this linter goes from ', { value: old }, ' to ', { value: next }, '.']
  return [changed('step-loosened', message, now.at)]
}

/** A change of a kind at a place. */
export function changed(kind: TrustKind, message: Message, at: TrustChange['at']): TrustChange {
  return { kind, message, ...(at && { at }) }
}
