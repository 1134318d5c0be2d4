/** The one way to GitHub. Nothing else of the project may import Octokit. */
export { readChangedFiles } from './changed-files.js'
export { CHECK_SUMMARY_LIMIT, createCheckRun, type CheckAnnotation, type CheckRun } from './check-runs.js'
export { COMMENT_LIMIT, commentMarker, writeComment, type CommentKey } from './comments.js'
export { readEvent, type Event, type PullRequest } from './event.js'
export { readFilesAt } from './files-at.js'
export { createGitHub } from './github.js'
export { readHosting } from './hosting.js'
export type { GitHub, GitHubOptions } from './types.js'
