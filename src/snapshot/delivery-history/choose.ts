import type { HistorySource } from '../../core/history-source.js'
import { once } from '../../core/once.js'
import { unknown, type Known } from '../../core/known.js'
import type { DeliveryHistory } from '../../models/index.js'
import { readGitDeliveryHistory, type GitHistoryRequest } from './index.js'

/** Asks the host for the history of so many days before `until`. */
export type FromHost = (window: { readonly days: number; readonly until: number }) => Promise<Known<DeliveryHistory>>

export interface HistoryRequest extends GitHistoryRequest {
  readonly source: HistorySource
  /** Absent where no token or no repository is known. */
  readonly fromHost?: FromHost
}

/** A check, as far as it matters here: its id and what it looks at. */
interface Asking {
  readonly id: string
  readonly needs: readonly string[]
  readonly wants?: readonly string[]
}

/** Whether a check that runs looks at the history of delivery: without one, neither host nor clone is asked for it. */
export function wantsHistory(
  checks: readonly Asking[],
  policies: ReadonlyMap<string, { readonly enabled: boolean }>,
): boolean {
  return checks.some(
    ({ id, needs, wants = [] }) =>
      policies.get(id)?.enabled !== false && [...needs, ...wants].includes('deliveryHistory'),
  )
}

/** How to read the history from where it is to be read. The host is asked at once, the clone when a check asks. */
export async function chooseHistory({
  source,
  fromHost,
  ...request
}: HistoryRequest): Promise<() => Known<DeliveryHistory>> {
  if (source === 'git') return once(() => readGitDeliveryHistory(request))
  if (source === 'api' && fromHost !== undefined) {
    const read = await fromHost({ days: request.days, until: request.until })
    return () => read
  }
  const why =
    source === 'off'
      ? unknown('the history of delivery is switched off', { remedy: 'Set `history: api` or `history: git`.' })
      : unknown('`history: api` needs a token and a repository', {
          remedy:
            'In the Action leave the input `token` at its default; on the command line use --repo and GITHUB_TOKEN.',
        })
  return () => why
}
