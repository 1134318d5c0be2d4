import { fixOf, refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { written } from '../yaml/insert.js'

/** Workflows that read their version from the tag that they are called by (its README: Referencing SLSA builders). */
const TAG_ONLY = /^slsa-framework\/slsa-github-generator\//

/** The version in a comment behind a reference, as people and tools write it: `v4`, `tag=v4.1`, `pin@v4`. */
const VERSION_COMMENT = /^((?:tag=|pin@|ratchet:\S*@|@)?)v?\d+(?:\.\d+)*(?=\s|$)/

/** Ties actions and reusable workflows to the commit that their tag stands for. */
export const pinAction: Fixer = {
  check: 'pipeline-unpinned-action',
  messages: ['movable'],
  fixability: 'safe-fix',
  does: 'Replaces the tag by the full commit id that it stands for now, asked of GitHub, and says the version in a comment (`# v4.2.1`); comments that are there stay',
  leaves: 'Branches, which have no version to name, and everything with `--offline`',
  async propose(input: FixInput): Promise<Proposal> {
    const source = input.yaml()
    const { route } = input.finding.at
    const node = source?.at(route)?.node
    if (source === undefined || node?.kind !== 'scalar') return refuse(SHARED)
    const { action, repository, ref } = partsOf(node.text)
    if (repository === undefined || ref === undefined) return refuse('the reference names no action and version')
    if (TAG_ONLY.test(action)) return refuse('it runs only if it is referenced by a tag')
    if (input.ports.resolveRef === undefined)
      return refuse('the commit has to be asked of GitHub, and this run is offline')
    const resolved = await input.ports.resolveRef(repository, ref)
    if ('refused' in resolved) return resolved
    return pinned(source, route, `${action}@${resolved.commit}`, resolved.version ?? ref)
  },
}

/** `owner/repo/path@ref` in its parts. */
function partsOf(text: string): { action: string; repository?: string; ref?: string } {
  const [action = '', ref] = text.split('@')
  const repository = /^[\w.-]+\/[\w.-]+/.exec(action)?.[0]
  return {
    action,
    ...(repository !== undefined && { repository }),
    ...(ref !== undefined && /^[\w./-]+$/.test(ref) && { ref }),
  }
}

function pinned(source: YamlSource, route: string, reference: string, version: string): Proposal {
  const node = source.at(route)?.node
  const text = node === undefined ? undefined : written(node, reference)
  if (node === undefined || text === undefined) return refuse('the value is written in a way that is not changed')
  const [from, to] = [source.start(node), source.end(node)]
  const lineEnd = source.positions.lineEnd(to)
  const rest = source.text.slice(to, lineEnd)
  // Brackets that are closed in the same line, as in `- {uses: actions/checkout@v4}`.
  const closing = /^(?:[ \t]*[}\]]+)?[ \t]*(?=#|$)/.exec(rest)?.[0]
  if (closing === undefined) return refuse('something else stands in the same line behind it, where the version would')
  const comment = rest.slice(closing.length)
  if (comment === '') {
    const at = to + closing.trimEnd().length
    const edits = [{ from, to, text: at === to ? `${text} # ${version}` : text }]
    if (at > to) edits.push({ from: at, to: at, text: ` # ${version}` })
    return fixOf(source.file, [route], edits)
  }
  const start = to + closing.length + (/^#[ \t]*/.exec(comment)?.[0].length ?? 1)
  const said = source.text.slice(start, lineEnd)
  const old = VERSION_COMMENT.exec(said)
  const replaced =
    old === null
      ? { from: start, to: start, text: `${version} # ` }
      : { from: start, to: start + old[0].length, text: `${old[1] ?? ''}${version}` }
  return fixOf(source.file, [route], [{ from, to, text }, replaced])
}
