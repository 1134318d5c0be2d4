import type { Dialect } from './pattern.js'

const EMAIL = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/

/** How each host writes users and groups. E-mail addresses are owners on all of them. */
const OWNERS: Readonly<Record<Dialect, readonly RegExp[]>> = {
  // GitHub docs: About code owners, "CODEOWNERS syntax".
  github: [/^@[A-Za-z0-9][A-Za-z0-9_-]*$/, /^@[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9_.-]+$/],
  // GitLab docs: Syntax of CODEOWNERS file, "Entry owners" and "Add a role as a Code Owner".
  gitlab: [/^@[A-Za-z0-9_.][A-Za-z0-9_./-]*$/, /^@@(?:developer|maintainer|owner)s?$/i],
  // Atlassian docs: Set up and use code owners, "User references"; groups and teams may say how reviewers are chosen.
  bitbucket: [/^@[A-Za-z0-9_.{}-]+(?:\/[A-Za-z0-9_.-]+)?(?::(?:all|random|least_busy)(?:\(\d+\))?)?$/],
}

/** Whether the host takes the word for an owner. */
export function isOwner(text: string, dialect: Dialect): boolean {
  return EMAIL.test(text) || OWNERS[dialect].some((form) => form.test(text))
}

/** What is wrong with a word that is no owner, as a sentence part. */
export function ownerProblem(text: string, dialect: Dialect): string {
  if (/[,;]/.test(text)) return 'owners are separated by spaces'
  if (dialect === 'gitlab' && text.startsWith('@@')) return 'the roles are @@developer, @@maintainer and @@owner'
  return text.includes('@')
    ? 'this is no user, team or e-mail address'
    : 'an owner starts with @ or is an e-mail address'
}

/** Whether two owners stand together without a space: `@a@b`. */
export function isGlued(text: string, dialect: Dialect): boolean {
  if (!text.startsWith('@')) return false
  const parts = text.split('@').slice(1)
  return parts.length > 1 && parts.every((each) => isOwner(`@${each}`, dialect))
}
