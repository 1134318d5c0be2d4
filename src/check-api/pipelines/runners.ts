import type { Job } from '../../models/index.js'

/**
 * Who keeps the machine of a job of GitHub Actions: `hosted` for one that the host or a provider makes for the job and
 * throws away, `own` for one that says that it is the owner's, `custom` for a name that its owner chose, be it of a larger
 * runner of GitHub or of a machine of theirs, `unknown` for an expression.
 */
export type RunnerKind = 'hosted' | 'own' | 'custom' | 'unknown'

/** Labels of GitHub's runners; its larger ones are often named after them (GitHub docs: GitHub-hosted runners reference). */
const GITHUB = /^(?:ubuntu|windows|macos)-(?:latest|slim|\d)/i

/** Labels of providers that make a machine for each job (their documentation on runner labels). */
const PROVIDERS =
  /^(?:depot-|namespace-profile-|nscloud-|blacksmith-|buildjet-|warp-|ubicloud|runs-on(?:[=,/]|$)|codspeed-|codebuild-|cirun-|ghcr\.io\/cirruslabs\/)/i

/** A value of an expression that is not worked out: `a && 'x' || 'y'`. */
const LITERAL = /(?:&&|\|\|)\s*'([^']*)'/g

const ORDER: readonly RunnerKind[] = ['own', 'custom', 'unknown', 'hosted']

/** The runners that the job may have, worst first: the kind, and the label that shows it. Empty where none is named. */
export function runnersOf({ runner, runnerSets }: Job): { kind: RunnerKind; label: string }[] {
  return (runnerSets ?? [runner])
    .filter((labels) => labels.length > 0)
    .map(kindOf)
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

/** A runner has all of the labels: one that a host offers tells whose it is, unless another says otherwise. */
function kindOf(labels: readonly string[]): { kind: RunnerKind; label: string } {
  const provided = labels.find((label) => PROVIDERS.test(label))
  if (provided !== undefined) return { kind: 'hosted', label: provided }
  const own = labels.find((label) => label.toLowerCase() === 'self-hosted')
  if (own !== undefined) return { kind: 'own', label: labels.join(', ') }
  const open = labels.find((label) => label.includes('${{'))
  if (open !== undefined) return { kind: kindOfExpression(open), label: open }
  const hosted = labels.find((label) => GITHUB.test(label))
  if (hosted !== undefined) return { kind: 'hosted', label: hosted }
  return { kind: 'custom', label: labels.join(', ') }
}

function kindOfExpression(text: string): RunnerKind {
  const values = Array.from(text.matchAll(LITERAL), ([, value = '']) => value)
  return values.length > 0 && values.every((value) => GITHUB.test(value) || PROVIDERS.test(value))
    ? 'hosted'
    : 'unknown'
}
