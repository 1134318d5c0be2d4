import { pathsFitting } from '../../core/path-index.js'
import { fileLocation } from '../../core/location.js'
import type { UnreadFile } from '../../core/report.js'
import { HIDDEN_FOLDER } from '../../core/unread.js'
import type { FileIndex, Infrastructure, Pipelines } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import type { ReaderContext } from '../context.js'
import { readFileIndex } from '../files.js'
import { createResolver } from '../resolve/index.js'
import type { Adapter } from './adapter.js'
import { argoWorkflows } from './argo-workflows/index.js'
import { awsCodeBuild } from './aws-codebuild/index.js'
import { awsCodeDeploy } from './aws-codedeploy/index.js'
import { awsCodePipeline } from './aws-codepipeline/index.js'
import { azurePipelines } from './azure-pipelines/index.js'
import { bitbucket } from './bitbucket/index.js'
import { buildkite } from './buildkite/index.js'
import { circleCi } from './circleci/index.js'
import { drone } from './drone/index.js'
import { foreignPipelines } from './foreign.js'
import { actionRuntimes } from './github-actions/action-runtimes.js'
import { githubActions } from './github-actions/index.js'
import { gitlabCi } from './gitlab-ci/index.js'
import { googleCloudBuild } from './google-cloud-build/index.js'
import { jenkins } from './jenkins/index.js'
import { excessOf } from './limits.js'
import { preCommitCi } from './pre-commit-ci/index.js'
import { tekton } from './tekton/index.js'
import { travisCi } from './travis-ci/index.js'
import { withUniqueIds } from './unique-ids.js'
import { woodpecker } from './woodpecker/index.js'

/** The adapters, in the order in which their pipelines are listed. */
export const ADAPTERS: readonly Adapter[] = [
  githubActions,
  gitlabCi,
  azurePipelines,
  bitbucket,
  awsCodeBuild,
  awsCodePipeline,
  awsCodeDeploy,
  googleCloudBuild,
  tekton,
  argoWorkflows,
  circleCi,
  buildkite,
  drone,
  woodpecker,
  jenkins,
  travisCi,
  preCommitCi,
]

/** What the names of all pipelines fit: asking every adapter of every source of a large tree takes long. */
export const PIPELINE_NAMES: readonly RegExp[] = [/\.(?:ya?ml|json)$/i, /jenkinsfile/i]

/** Whether a CI system would read the file as a pipeline, or as a part of one. */
export function isPipelineFile(path: string): boolean {
  return ADAPTERS.some((adapter) => adapter.isPipelineFile(path))
}

/** What systems keep in folders of their own, by the path in such a folder. */
const IN_FOLDERS = ['workflows/x.yml', 'config.yml', 'pipeline.yml', 'x.yaml']

/** Whether the path is that of a pipeline, or of a folder that a CI system reads pipelines from. */
export function hidesPipelines(path: string): boolean {
  return isPipelineFile(path) || IN_FOLDERS.some((file) => isPipelineFile(`${path}/${file}`))
}

/**
 * Reads every pipeline of the tree. Those of systems without an adapter, those that do not parse, and those beyond all
 * measure are listed as unread: what they might hold is then unknown.
 */
export function readPipelines(context: ReaderContext, infrastructure: () => Infrastructure): Pipelines {
  const unread = [...foreignPipelines(context.files)]
  for (const { file, system } of unread) {
    context.unread({ file, reason: `a pipeline of ${system}, which is recognised and not read yet` })
  }
  const broken = new Set<string>()
  const lost = new Set<string>()
  const defect: ReaderContext['defect'] = (found) => {
    // What adapters say of a file without text follows from that, and says less.
    if (lost.has(found.at.file)) return
    if (hidesPipelines(found.at.file)) broken.add(found.at.file)
    context.defect(found)
  }
  const resolver = createResolver(context.files, context.settings)
  let index: FileIndex | undefined
  const isExcluded = (path: string): boolean =>
    (index ??= readFileIndex(context.files, context.settings)).isExcluded(path)
  for (const { file, reason } of withoutText(context.files)) {
    if (isExcluded(file)) continue
    const what = reason.startsWith(HIDDEN_FOLDER) ? 'pipelines may be here' : 'this pipeline cannot be read'
    defect({ at: fileLocation(file), message: `${what}: ${reason}` })
    lost.add(file)
  }
  const reading = { context: { ...context, defect }, resolver, infrastructure, isExcluded }
  const all = ADAPTERS.flatMap((adapter) => adapter.read(reading))
    .filter((pipeline) => {
      const excess = excessOf(pipeline)
      if (excess !== undefined) defect(excess)
      return excess === undefined
    })
    .map(withUniqueIds)
  for (const file of broken) {
    const label = ADAPTERS.find((adapter) => adapter.isPipelineFile(file))?.label ?? 'pipelines'
    unread.push({ file, system: `${label}, not fully readable` })
  }
  return { all, unread, actionRuntimes: actionRuntimes(reading) }
}

/**
 * Pipelines that are there and have no text for us, and folders that may hold some: what they hold runs all the same. A
 * folder that has the name of a pipeline is none.
 */
function withoutText(files: Files): UnreadFile[] {
  const lost = new Set(
    pathsFitting(files.paths, PIPELINE_NAMES).filter((path) => isPipelineFile(path) && files.text(path) === undefined),
  )
  return files.unread.filter(({ file, reason }) =>
    reason.startsWith('it is a folder') ? reason.startsWith(HIDDEN_FOLDER) && hidesPipelines(file) : lost.has(file),
  )
}
