import { refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { SHARED } from '../yaml/source.js'
import { pipelinesOf } from './look.js'
import { tokenUseOf } from './token-use.js'

/** Limits the token to reading where that is all that any job does with it. */
export const tokenPermissions: Fixer = {
  check: 'pipeline-token-permissions',
  messages: ['missing'],
  fixability: 'suggestion',
  does: 'Adds `permissions: {contents: read}` to the workflow, with the other scopes that its actions read, where every action is known to read at most and nothing hands the token on',
  leaves: 'Workflows with a job whose use of the token is not known: it says which, and because of what',
  propose(input: FixInput): Proposal {
    const source = input.yaml()
    const root = source?.at('')?.node
    if (source === undefined || root?.kind !== 'mapping') return refuse(SHARED)
    const pipeline = pipelinesOf(input).find(({ file, kind }) => file === input.file && kind === 'workflow')
    if (pipeline === undefined) return refuse('the workflow stands elsewhere')
    if (
      [...pipeline.env].some(([key, { value }]) => /token/i.test(key) || /\bgithub\.token\b|GITHUB_TOKEN/i.test(value))
    )
      return refuse('the workflow hands its token to all jobs')
    const use = tokenUseOf(pipeline.jobs.filter(({ permissions }) => permissions === undefined))
    if (!use.known) return refuse(use.reason)
    const scopes = Object.fromEntries(['contents', ...use.reads].map((scope) => [scope, 'read']))
    return insertKey(source, '', 'permissions', scopes, { after: ['on'], apart: true })
  },
}
