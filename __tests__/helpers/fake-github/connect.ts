import { createGitHub } from '../../../src/github/index.js'
import type { GitHub, GitHubOptions } from '../../../src/github/index.js'
import type { FakeGitHub } from './server.js'

/** Connects the way a run does, with seconds that last ten milliseconds, and patience for a busy machine. */
export function connect(fake: FakeGitHub, options: Partial<GitHubOptions> = {}): GitHub {
  const { apiUrl, graphqlUrl, state } = fake
  return createGitHub({
    token: 'job-token',
    apiUrl,
    graphqlUrl,
    owner: state.owner,
    repo: state.repo,
    ...options,
    patience: { totalMs: 200, timeoutMs: 10_000, secondMs: 10, ...options.patience },
  })
}
