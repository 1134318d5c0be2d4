import type { FixPorts } from '../fixes/types.js'
import { apiOf, tokenIn } from './hosting.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'

/** Requests that one run may make to tell what tags stand for: without a token, GitHub answers 60 an hour. */
const REQUESTS = { withToken: 300, without: 50 }

/** Answers from GitHub, with the token if there is one. Loads nothing, and asks nothing, before the first question. */
export function fixPorts({ values }: Invocation, ports: Ports): FixPorts {
  if (values.has('offline')) return {}
  let resolver: ReturnType<typeof resolverFor> | undefined
  return {
    async resolveRef(repository, ref) {
      resolver ??= resolverFor(tokenIn(ports.env, values.get('token-env')) ?? '', ports)
      const resolved = await (await resolver)(repository, ref)
      return resolved.known ? resolved.value : { refused: resolved.reason }
    },
  }
}

async function resolverFor(token: string, ports: Ports) {
  const { createGitHub, tagResolver } = await import('../github/index.js')
  return tagResolver(
    createGitHub({
      token,
      ...apiOf(ports.env),
      // Every call names the repository that it is about.
      owner: '',
      repo: '',
      keep: 0,
      budget: token === '' ? REQUESTS.without : REQUESTS.withToken,
      ...(ports.fetch && { fetch: ports.fetch }),
    }),
  )
}
