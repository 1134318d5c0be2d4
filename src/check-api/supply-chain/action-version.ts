import type { ActionRef } from '../../models/index.js'

/** Numbers of a version; those that a moving tag (`v4`) leaves out are undefined. */
export interface ActionVersion {
  readonly major: number
  readonly minor?: number
  readonly patch?: number
}

const TAG = /^v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?$/
const COMMENT = /\bv(\d+)(?:\.(\d+)(?:\.(\d+))?)?/

/** The version of an action by its tag or, for a commit, by the comment behind it. */
export function versionOf({ ref = '', comment = '' }: ActionRef): ActionVersion | undefined {
  const [, major, minor, patch] = TAG.exec(ref) ?? COMMENT.exec(comment) ?? []
  if (major === undefined) return undefined
  return {
    major: Number(major),
    ...(minor !== undefined && { minor: Number(minor) }),
    ...(patch !== undefined && { patch: Number(patch) }),
  }
}
