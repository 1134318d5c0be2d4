import { HOST_TARGETS } from './targets/hosts.js'
import { INFRASTRUCTURE_TARGETS } from './targets/infrastructure.js'
import { PIPELINE_TARGETS } from './targets/pipelines.js'
import { REPOSITORY_TARGETS } from './targets/repository.js'
import { SCRIPT_TARGETS } from './targets/scripts.js'
import { SYNTAX_TARGETS } from './targets/syntax.js'
import { WHOLE_RUN } from './targets/whole-run.js'
import type { Target } from './target.js'

/** Every reader of the project: whatever takes text from a repository, an event, an artifact or a host. */
export const TARGETS: readonly Target[] = [
  ...SYNTAX_TARGETS,
  ...PIPELINE_TARGETS,
  ...SCRIPT_TARGETS,
  ...INFRASTRUCTURE_TARGETS,
  ...REPOSITORY_TARGETS,
  ...HOST_TARGETS,
  WHOLE_RUN,
]
