import type { Adapter } from '../adapter.js'
import { readPipeline } from './pipeline.js'

/** Where GitLab looks for a pipeline, unless a project says otherwise (GitLab docs: Customize pipeline configuration). */
const PIPELINE_FILE = '.gitlab-ci.yml'

/** Files that a pipeline is put together from, by their usual names. */
const PART = /^\.gitlab\/ci\/.+\.ya?ml$|\.gitlab-ci\.ya?ml$/

/**
 * Reads the pipeline of GitLab CI: the one file at the root, with what it includes. Files of this name in folders are
 * parts of it, or somebody's templates.
 */
export const gitlabCi: Adapter = {
  system: 'gitlab-ci',
  label: 'GitLab CI',
  isPipelineFile: (path) => path === PIPELINE_FILE || (PART.test(path) && !path.endsWith(`/${PIPELINE_FILE}`)),
  read(reading) {
    if (!reading.context.files.has(PIPELINE_FILE)) return []
    const pipeline = readPipeline(reading, PIPELINE_FILE)
    return pipeline === undefined ? [] : [pipeline]
  },
}
