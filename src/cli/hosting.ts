import { UserError } from '../core/errors.js'
import { unknown } from '../core/known.js'
import type { GitHub } from '../github/index.js'
import type { Hosting } from '../models/index.js'
import { noHosting } from '../models/no-hosting.js'
import type { RunOptions } from '../run.js'
import type { FromHost } from '../snapshot/delivery-history/choose.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

type ReadRemote = NonNullable<RunOptions['readRemote']>

const API = 'https://api.github.com'

/** What the host says, and the way to its history of delivery, which is asked when that is wanted. */
export interface Host {
  readonly hosting: Hosting
  readonly fromHost?: FromHost
}

/** What the host says about the repository that --repo names. Asks nothing, and loads nothing, without --repo. */
export async function hostFor({ values }: Invocation, ports: Ports): Promise<Host> {
  const { env } = ports
  const repository = values.get('repo')
  const token = tokenIn(env, values.get('token-env'))
  const branch = values.get('branch')
  if (repository === undefined) {
    if (branch !== undefined) throw new UserError('--branch needs --repo')
    return nothing('no repository was named', 'name it with --repo owner/name and put a token in GITHUB_TOKEN')
  }
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? []
  if (owner === undefined || repo === undefined) throw new UserError(`"${repository}" is not of the form owner/name`)
  if (values.has('offline')) return nothing('the run is offline', 'run it without --offline')
  if (token === undefined)
    return nothing('no token was given', 'put a token in GITHUB_TOKEN, or name one with --token-env')
  const { readDeliveryHistory, readHosting } = await import('../github/index.js')
  const github = await connect(token, { owner, repo }, values, ports)
  const hosting = await readHosting(github, { now: ports.now(), ...(branch !== undefined && { branch }) })
  return { hosting, fromHost: (window) => readDeliveryHistory(github, { ...window, hosting }) }
}

/** The way to files of other repositories that a configuration extends. Asks nothing, and loads nothing, before that. */
export function remoteReader({ values }: Pick<Invocation, 'values'>, ports: Ports): ReadRemote {
  return async (reference) => {
    const remedy = 'run it without --offline and with a token in GITHUB_TOKEN, or extend a copy in the repository'
    if (values.has('offline')) return unknown('the run is offline', { remedy })
    const token = tokenIn(ports.env, values.get('token-env'))
    if (token === undefined)
      return unknown('no token was given', {
        remedy: 'put a token in GITHUB_TOKEN, or extend a copy in the repository',
      })
    const { readRemoteFile } = await import('../github/index.js')
    return readRemoteFile(await connect(token, reference, values, ports), reference)
  }
}

async function connect(
  token: string,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  values: Invocation['values'],
  ports: Ports,
): Promise<GitHub> {
  const { createGitHub } = await import('../github/index.js')
  const { env } = ports
  const settingsToken = env['PILLARLINT_SETTINGS_TOKEN']
  return createGitHub({
    token,
    ...(settingsToken !== undefined && settingsToken !== '' && { settingsToken }),
    ...apiOf(env),
    owner,
    repo,
    // The command line publishes nothing.
    keep: 0,
    ...(ports.fetch && { fetch: ports.fetch }),
    ...(values.has('verbose') && { log: (line: string) => ports.stderr.write(`${line}\n`) }),
  })
}

function nothing(reason: string, remedy: string): Host {
  return { hosting: noHosting(reason, remedy) }
}

/** Where the host is asked. On GitHub Enterprise Server the one ends in /api/v3, the other in /api/graphql. */
export function apiOf(env: Ports['env']): { readonly apiUrl: string; readonly graphqlUrl: string } {
  const apiUrl = env['GITHUB_API_URL'] || API
  return { apiUrl, graphqlUrl: env['GITHUB_GRAPHQL_URL'] || `${apiUrl.replace(/\/v3\/?$/, '')}/graphql` }
}

/** A token on the command line would be seen by every process of the machine, so only its variable is named there. */
export function tokenIn(env: Ports['env'], name: string | undefined): string | undefined {
  if (name === undefined) return env['GITHUB_TOKEN'] || env['GH_TOKEN'] || undefined
  const token = env[name]
  if (token === undefined || token === '') throw new UserError(`the environment variable ${name} holds no token`)
  return token
}
