import { actionPage, toolPage } from './link-pages.js'

/** Where a tool of the lexicon documents itself; undefined for one that only a configuration knows. */
export async function linkOfTool(tool: string): Promise<string | undefined> {
  const { TOOLS } = await import('./links.generated.js')
  return toolPage(TOOLS, tool)
}

/** Where an action documents itself: `owner/repo/path`, `docker://image` or `system:name` (`circleci:circleci/node/test`). */
export async function linkOfAction(action: string): Promise<string | undefined> {
  const { SYSTEMS } = await import('./links.generated.js')
  return actionPage(SYSTEMS, action.toLowerCase())
}
