/** Names of branches and tags that conditions of a pipeline ask for, so that runs of them can be told apart. */
export interface Mentions {
  readonly branches: ReadonlySet<string>
  /** Beginnings of branches. */
  readonly branchStarts: ReadonlySet<string>
  /** Parts of branches. */
  readonly branchParts: ReadonlySet<string>
  /** Beginnings of tags; an empty one stands for any tag and is left out. */
  readonly tagStarts: ReadonlySet<string>
}

export const NO_MENTIONS: Mentions = {
  branches: new Set(),
  branchStarts: new Set(),
  branchParts: new Set(),
  tagStarts: new Set(),
}

/** Names of one kind beyond which no more are told apart. */
const MAX_NAMES = 6

const HEADS = 'refs/heads/'
const TAGS = 'refs/tags/'

/** A call of a function with the branch of the run as its first argument, and what follows up to the closing bracket. */
const ASKS = /\b(\w{2,12})\s*\(\s*variables(?:\.|\[\s*')Build\.SourceBranch(Name)?(?:'\s*\])?\s*,([^)\n]{1,300})\)/gi
const QUOTED = /'([^'\n]{1,100})'/g

/** Reads the texts of a pipeline's files. */
export function mentionsIn(texts: readonly string[]): Mentions {
  const found = {
    branches: [] as string[],
    branchStarts: [] as string[],
    branchParts: [] as string[],
    tagStarts: [] as string[],
  }
  for (const text of texts) {
    for (const [, name = '', , list = ''] of text.matchAll(ASKS)) {
      for (const [, written = ''] of list.matchAll(QUOTED)) {
        if (written.startsWith(TAGS)) found.tagStarts.push(written.slice(TAGS.length).replace(/\*$/, ''))
        else add(found, name.toLowerCase(), written.startsWith(HEADS) ? written.slice(HEADS.length) : written)
      }
    }
  }
  const distinct = (names: readonly string[]): Set<string> =>
    new Set(names.filter((name) => name !== '').slice(0, MAX_NAMES * 10))
  return {
    branches: limited(distinct(found.branches)),
    branchStarts: limited(distinct(found.branchStarts)),
    branchParts: limited(distinct(found.branchParts)),
    tagStarts: limited(distinct(found.tagStarts)),
  }
}

function add(
  found: { branches: string[]; branchStarts: string[]; branchParts: string[] },
  name: string,
  branch: string,
): void {
  if (branch.startsWith('refs/')) return
  if (name === 'startswith') found.branchStarts.push(branch)
  else if (name === 'contains' || name === 'endswith') found.branchParts.push(branch)
  else if (['eq', 'ne', 'in', 'notin'].includes(name)) found.branches.push(branch)
}

function limited(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].slice(0, MAX_NAMES))
}

/** Whether there are any. */
export function hasMentions({ branches, branchStarts, branchParts, tagStarts }: Mentions): boolean {
  return branches.size + branchStarts.size + branchParts.size + tagStarts.size > 0
}
