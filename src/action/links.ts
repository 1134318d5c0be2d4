import type { Event } from '../github/index.js'
import type { Links } from '../reporters/links.js'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Where the judged files can be seen; undefined where the event names no repository.
 * @param lineAt where lines of the judged files stand in the commit that is shown
 * @param folder the linted folder, with a slash at its end; empty if it is the repository
 */
export function linksTo(
  { event, folder }: { readonly event: Event; readonly folder: string },
  env: Env,
  lineAt?: Links['lineAt'],
): Links | undefined {
  const sha = event.pull?.headSha ?? event.sha
  if (sha === '' || event.repository === '') return undefined
  const pages = checkPages(env)
  return {
    server: env['GITHUB_SERVER_URL'] || 'https://github.com',
    repository: event.repository,
    sha,
    folder,
    ...(lineAt && { lineAt }),
    ...(pages !== undefined && { checkPages: pages }),
  }
}

/**
 * Where this Action keeps a page for each check: its own repository, as the runner names it (GitHub docs: Variables
 * reference, `GITHUB_ACTION_REPOSITORY` and `GITHUB_ACTION_REF`). Undefined for one that is used by its path.
 */
function checkPages(env: Env): string | undefined {
  const [repository, ref] = [env['GITHUB_ACTION_REPOSITORY'] ?? '', env['GITHUB_ACTION_REF'] ?? '']
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[\w./-]+$/.test(ref)) return undefined
  return `https://github.com/${repository}/blob/${ref}/docs/checks/`
}
