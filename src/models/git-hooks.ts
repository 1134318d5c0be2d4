import type { Location } from '../core/location.js'
import type { Command, Intent, Unresolved } from './command.js'

/** When git runs a hook (Git docs: githooks). `manual` hooks are listed, and no git command runs them. */
export type GitHookStage = 'pre-commit' | 'pre-push' | 'commit-msg' | 'manual'

/** What runs on the machines of developers when they commit or push, as far as the tree tells. */
export interface GitHook {
  readonly stage: GitHookStage
  /** What brings it there: `husky`, `lefthook`, `pre-commit`, `simple-git-hooks`, `overcommit` …, or `git` for a script of the tree. */
  readonly tool: string
  readonly commands: readonly Command[]
  readonly intents: readonly Intent[]
  readonly opaque: readonly Unresolved[]
  readonly at: Location
}
