import { known, unknown, type Known } from '../../core/known.js'
import type { Protection } from '../../models/hosting.js'
import { isReleaseBranch } from '../../models/change-words.js'
import { at, listAt, textAt } from '../json.js'
import type { Answer, GitHub } from '../types.js'
import { readProtection, type Asked } from './protection.js'
import { UPDATE_RULE } from './settings.js'

/** Release branches looked at, the newest: it takes two calls, one more with the right to administrators' settings. */
const LOOKED_AT = 1

const QUERY = `query PillarlintReleaseBranches($owner: String!, $repo: String!) {
  named: repository(owner: $owner, name: $repo) {
    refs(refPrefix: "refs/heads/", query: "release", first: 30, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      nodes {
        name
        ${UPDATE_RULE}
      }
    }
  }
  stable: repository(owner: $owner, name: $repo) {
    ref(qualifiedName: "refs/heads/stable") {
      name
      ${UPDATE_RULE}
    }
  }
}`

const NOT_ASKED = unknown('release branches are looked at with a settings-token only', {
  remedy: 'Give the run a settings-token.',
})

/**
 * Reads what protects the newest branch that is called after releases (`release/1.2`, `release-1.2`, `stable`), in three
 * calls at most. Whether anything is released from them only the pipelines tell.
 *
 * @param branch the branch that is read by itself, which is left out
 */
export async function readReleaseBranches(
  github: GitHub,
  branch: string,
  asked: Asked,
): Promise<Known<readonly Protection[]>> {
  // A job's token pays for its calls out of a budget that the history of delivery needs more.
  if (!github.hasSettingsToken) return NOT_ASKED
  // After the settings: where these cannot be read, there is no use in asking again.
  const settings = await asked.settings
  if (!settings.ok) return settings.why
  const { owner, repo } = github
  const answer = await github.query(QUERY, { owner, repo })
  if (!answer.ok) return answer.why
  const nodes = [at(answer.data, 'stable', 'ref'), ...listAt(answer.data, 'named', 'refs', 'nodes')]
  const found = nodes.flatMap((node) => {
    const name = textAt(node, 'name')
    return name !== undefined && name !== branch && isReleaseBranch(name) ? [{ name, node }] : []
  })
  const all = await Promise.all(
    found.slice(0, LOOKED_AT).map(async ({ name, node }) => readProtection(github, name, of(node, answer, asked))),
  )
  const hidden = all.find((each) => !each.known)
  return hidden?.known === false ? hidden : known(all.flatMap((each) => (each.known ? [each.value] : [])))
}

/** What the query told of one branch, in the form of the settings of the default branch. */
function of(node: unknown, answer: Answer, asked: Asked): Asked {
  return { ...asked, settings: Promise.resolve({ ...answer, data: { protection: { ref: node } } }) }
}
