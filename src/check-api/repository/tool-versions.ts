import type { Located } from '../../core/location.js'
import type { Pipelines, Step, ToolPin } from '../../models/index.js'
import { stepsOf } from '../pipelines/pipelines.js'
import { setupOf } from '../supply-chain/tool-setups.js'

/** What runs a build of another version than the one that starts it: toolchains are fetched (Go) or only aimed at (Java). */
const FETCHED: ReadonlySet<string> = new Set(['go', 'java'])

/**
 * The version that pipelines install of a pinned tool, where all that they install differ from the pin. Undefined where
 * one of them is the same, reads a file, or hangs on an expression: a matrix may hold the pinned version too.
 */
export function differingSetup({ tool, version, at }: ToolPin, pipelines: Pipelines): Located<string> | undefined {
  // Of a pin further down it is not known which pipelines are meant.
  if (version === undefined || FETCHED.has(tool) || at.file.includes('/') || !/^\d/.test(version)) return undefined
  const used = stepsOf(pipelines, { actions: true }).flatMap(({ step }) => versionsIn(step, tool))
  if (used.length === 0 || used.some((each) => each === undefined || mayBe(each.value, version))) return undefined
  return used[0]
}

/** What the step installs of the tool; undefined where that cannot be told. */
function versionsIn({ uses, with: inputs }: Step, tool: string): (Located<string> | undefined)[] {
  const setup = setupOf(uses)
  if (setup?.tool !== tool) return []
  const given = new Map(Array.from(inputs, ([name, text]) => [name.toLowerCase(), text]))
  return [setup.versions.map((name) => given.get(name)).find((text) => text !== undefined)]
}

/** Whether a version as pipelines write it may be the pinned one: `20`, `20.x`, `>=18`, several on lines of their own. */
function mayBe(used: string, pinned: string): boolean {
  return used.split('\n').some((line) => {
    const text = line.trim().replace(/^v(?=\d)/, '')
    if (text === '' || !/^\d[\w.]*$/.test(text)) return true
    const [own, others] = [partsOf(text), partsOf(pinned)]
    return own.every((part, i) => others[i] === undefined || others[i] === part)
  })
}

/** Numbers up to the first that is left open: `20.x` is 20. */
function partsOf(version: string): string[] {
  const parts = version.split(/[.+-]/)
  const end = parts.findIndex((part) => !/^\d+$/.test(part))
  return end < 0 ? parts : parts.slice(0, end)
}
