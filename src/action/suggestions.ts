import type { SuggestedChange } from '../core/suggested-change.js'
import type { Event, GitHub } from '../github/index.js'
import type { RunResult } from '../run.js'
import type { Inputs } from './inputs.js'

/** What the fixes of findings in changed lines would change; undefined where nobody asks for it. Loads nothing then. */
export async function suggestionsFor(
  { inputs, event, github }: { readonly inputs: Inputs; readonly event: Event; readonly github: GitHub | undefined },
  { files, again }: Extract<RunResult, { ok: true }>,
): Promise<readonly SuggestedChange[] | undefined> {
  if (!inputs.suggestions || event.pull === undefined) return undefined
  const [{ suggestedChanges }, { FIXERS }] = await Promise.all([
    import('../fixes/suggest.js'),
    import('../fixes/registry.js'),
  ])
  return suggestedChanges({
    files,
    report: again.report(files),
    relint: again,
    fixers: FIXERS,
    ports: github === undefined ? {} : { resolveRef: await resolverOf(github) },
  })
}

async function resolverOf(github: GitHub) {
  const { tagResolver } = await import('../github/index.js')
  const resolve = tagResolver(github)
  return async (repository: string, ref: string) => {
    const resolved = await resolve(repository, ref)
    return resolved.known ? resolved.value : { refused: resolved.reason }
  }
}
