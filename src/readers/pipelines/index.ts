import type { Pipelines } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { createResolver } from '../resolve/index.js'
import { readGithubActions } from './github-actions/index.js'
import { foreignPipelines } from './foreign.js'

/** Whether the host would read the file as a workflow or an action. */
export function isPipelineFile(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(^|\/)action\.ya?ml$/.test(path)
}

/**
 * Reads every pipeline of the tree. Those of systems without an adapter, and those that do not parse, are listed as
 * unread: what they might hold is then unknown.
 */
export function readPipelines(context: ReaderContext): Pipelines {
  const resolver = createResolver(context.files, context.settings)
  const unread = [...foreignPipelines(context.files.paths)]
  for (const { file, system } of unread) {
    context.unread({ file, reason: `a pipeline of ${system}, which is recognised and not read yet` })
  }
  const broken = new Set<string>()
  const defect: ReaderContext['defect'] = (found) => {
    if (isPipelineFile(found.at.file)) broken.add(found.at.file)
    context.defect(found)
  }
  const all = readGithubActions({ ...context, defect }, resolver)
  for (const file of broken) unread.push({ file, system: 'GitHub Actions, not fully readable' })
  return { all, unread }
}
