import { all, refuse } from '../edits.js'
import { valueAt } from '../../readers/yaml/navigate.js'
import type { Job } from '../../models/index.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { replaceScalar } from '../yaml/replace.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { stepsAt } from './look.js'

/** Commands of git that ask the server, and so use the credentials that the checkout leaves (git docs). */
const ASKS_SERVER: ReadonlySet<string> = new Set([
  'push',
  'pull',
  'fetch',
  'clone',
  'ls-remote',
  'submodule',
  'lfs',
  'remote',
])

/** Keeps the token out of the workspace that is uploaded. */
export const checkoutCredentials: Fixer = {
  check: 'pipeline-secret-exposure',
  messages: ['uploaded'],
  fixability: 'suggestion',
  does: 'Adds `persist-credentials: false` to the checkouts of the job, where nothing behind them needs the credentials',
  leaves: 'Jobs with commands or actions that may ask the server again: it says which',
  propose(input: FixInput): Proposal {
    const source = input.yaml()
    const [where] = stepsAt(input, input.file, input.finding.at.route)
    if (source === undefined || where === undefined) return refuse(SHARED)
    const needs = whatNeedsThem(where.job)
    if (needs !== undefined) return refuse(`${needs} may need the credentials`)
    const checkouts = where.job.steps.filter(
      ({ uses, with: inputs }) =>
        uses?.repository === 'actions/checkout' && inputs.get('persist-credentials')?.value !== 'false',
    )
    return all(checkouts.map(({ at }) => withoutCredentials(source, at.route)))
  },
}

function withoutCredentials(source: YamlSource, route: string): Proposal {
  const step = source.at(route)?.node
  if (step === undefined) return refuse(SHARED)
  const inputs = valueAt(step, 'with')
  if (inputs === undefined)
    return insertKey(source, route, 'with', { 'persist-credentials': false }, { after: ['uses'] })
  const before = valueAt(inputs, 'persist-credentials')
  if (before === undefined) return insertKey(source, `${route}.with`, 'persist-credentials', false)
  if (before.kind !== 'scalar' || before.text !== 'true') return refuse('an expression decides it')
  return replaceScalar(source, `${route}.with.persist-credentials`, false)
}

/** What of the job may ask the server of the repository again. */
function whatNeedsThem({ steps }: Job): string | undefined {
  for (const { commands, opaque, uses, run } of steps) {
    const git = commands.find(({ argv }) => argv[0]?.text === 'git' && argv.some(({ text }) => ASKS_SERVER.has(text)))
    if (git !== undefined) return `"${git.argv.map(({ text }) => text).join(' ')}"`
    const [hidden] = run === undefined && uses?.kind !== 'local' ? [] : opaque
    if (hidden !== undefined) return hidden.what
    if (uses?.kind === 'remote' && uses.repository?.startsWith('actions/') !== true) return uses.text
  }
  return undefined
}
