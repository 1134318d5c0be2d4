import type { Streams } from '../../models/index.js'
import type { Node, Redirect } from './ast.js'

/** Commands of one pipe that are remembered for those on their left. */
export const MAX_PIPED = 8

/** The streams of something that stands inside of something else: the nearest redirection counts. */
export function within(outer: Streams | undefined, inner: Streams | undefined): Streams | undefined {
  if (outer === undefined || inner === undefined) return inner ?? outer
  const pipedInto = [...(inner.pipedInto ?? []), ...(outer.pipedInto ?? [])].slice(0, MAX_PIPED)
  return { ...outer, ...inner, ...(pipedInto.length > 0 && { pipedInto }) }
}

type Files = readonly [stdout: string | undefined, stderr: string | undefined]

/** Where redirections lead the two outputs, in their order (Bash manual, Redirections). */
export function redirected(redirects: readonly Redirect[]): Streams | undefined {
  const [stdout, stderr] = redirects.reduce<Files>(after, [undefined, undefined])
  if (stdout === undefined && stderr === undefined) return undefined
  return { ...(stdout !== undefined && { stdout }), ...(stderr !== undefined && { stderr }) }
}

function after([stdout, stderr]: Files, { operator, target, fd = 1 }: Redirect): Files {
  const name = target?.text ?? ''
  if (operator === '>&' && /^\d+$/.test(name)) {
    if (fd === 2 && name === '1') return [stdout, stdout]
    return fd === 1 && name === '2' ? [stderr, stderr] : [stdout, stderr]
  }
  if (operator.startsWith('&>') || operator === '>&') return [name, name]
  if (!operator.startsWith('>') || fd > 2) return [stdout, stderr]
  return fd === 2 ? [stdout, name] : [name, stderr]
}

/** What stands right of each command of a pipe. */
export function pipedInto(commands: readonly Node[], index: number): Streams | undefined {
  const right = commands
    .slice(index + 1, index + 1 + MAX_PIPED)
    .map((node) => (node.kind === 'simple' ? node.words.map(({ text }) => text) : ['…']))
  return right.length === 0 ? undefined : { pipedInto: right }
}
