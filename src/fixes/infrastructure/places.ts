import type { HclSource } from '../hcl/source.js'
import { isRefused, refuse, together } from '../edits.js'
import { HCL } from '../kinds.js'
import type { Fix, FixInput, PlacedProblem, Proposal } from '../types.js'
import type { YamlSource } from '../yaml/source.js'

/** Why a file of another kind is left alone. */
export const OTHER_KIND = 'its file is of a kind that is not changed'

/** What a check says of a place that its finding only names: the same holds there (`orders, too`). */
const TOO = /, too$/

/** The lines of the finding's own file that it speaks about: its own, and those where the same holds. */
function linesOf({ at, because }: PlacedProblem): number[] {
  const others = because.filter(({ file, text }) => file === at.file && TOO.test(text)).map(({ line }) => line)
  return [at.line, ...others]
}

/** What changes the block at a route of a file of Terraform or Nomad. */
type ChangeBlock = (source: HclSource, route: string) => Proposal

/** Changes every block that the finding speaks about, or none. */
export function inHcl(input: FixInput, change: ChangeBlock): Proposal {
  const source = input.hcl()
  if (source === undefined) return refuse(OTHER_KIND)
  return all(linesOf(input.finding), (line) => {
    const start = source.tree.positions.lineStart(line)
    const column = (/^[ \t]*/.exec(source.text.slice(start, start + 200))?.[0].length ?? 0) + 1
    const route = source.routeAt({ line, column })
    return route === undefined ? refuse('the block is not written here') : change(source, route)
  })
}

/** Changes every mapping that the finding speaks about, or none. The finding stands at its key. */
export function inYaml(input: FixInput, change: ChangeMapping): Proposal {
  const source = /\.(?:tf|tofu)\.json$/i.test(input.file) ? undefined : input.yaml()
  if (source === undefined) return refuse(OTHER_KIND)
  const [own, ...others] = linesOf(input.finding)
  const first = change(source, input.finding.at.route)
  if (own === undefined || others.length === 0 || isRefused(first)) return first
  const rest = all(others, (line) => {
    const route = keyAt(source, line)
    return route === undefined ? refuse('the place is not written here') : change(source, route)
  })
  return isRefused(rest) ? rest : together([first, rest])
}

/** What changes the mapping at a route of a file of YAML or JSON. */
type ChangeMapping = (source: YamlSource, route: string) => Proposal

/** The same in Terraform and in CloudFormation: a change of blocks for the one, of mappings for the other. */
export function inEither(input: FixInput, inBlock: ChangeBlock, inMapping: ChangeMapping): Proposal {
  return HCL.test(input.file) ? inHcl(input, inBlock) : inYaml(input, inMapping)
}

/** The route of the outermost mapping whose key stands in the line. */
function keyAt(source: YamlSource, line: number): string | undefined {
  for (const route of source.routes()) if (source.at(route)?.key?.at.line === line) return route
  return undefined
}

function all(lines: readonly number[], change: (line: number) => Proposal): Proposal {
  const fixes: Fix[] = []
  for (const line of lines) {
    const proposal = change(line)
    if (isRefused(proposal)) return proposal
    fixes.push(proposal)
  }
  return together(fixes)
}

/** The text of the attribute at a route, as it is written. */
export function attributeText(source: HclSource, route: string): string | undefined {
  const value = source.attribute(route)?.item.value
  return value && source.text.slice(value.start, value.end)
}
