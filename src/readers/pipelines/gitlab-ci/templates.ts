import type { Location } from '../../../core/location.js'
import type { Include } from '../../../models/index.js'
import { composeYaml } from '../../yaml/compose.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { movedTo } from './nodes.js'
import { DELIVERY } from './template-delivery.js'
import { SCANS } from './template-scans.js'

const ENDING = '.gitlab-ci.yml'

const BY_NAME: ReadonlyMap<string, string> = new Map(
  [...SCANS, ...DELIVERY].flatMap(({ names, yaml }) => names.map((name) => [name, yaml] as const)),
)

/** Nodes that templates brought in: only there `uses` means anything. */
const known = new WeakSet<YamlNode>()

/**
 * What a template or component that GitLab hands out brings in, all of it at the place of the include; undefined for one
 * that is not known.
 * @param name in lower case: `jobs/sast.gitlab-ci.yml`, `components/sast/sast`
 */
export function knownTemplate(
  kind: Include['kind'],
  name: string,
  inputs: YamlNode | undefined,
  at: Location,
): YamlMapping | undefined {
  const isTemplate = kind === 'template' && name.endsWith(ENDING)
  const yaml = BY_NAME.get(isTemplate ? name.slice(0, -ENDING.length) : kind === 'component' ? name : '')
  if (yaml === undefined) return undefined
  const root = composeYaml(at.file, yaml).documents[0]
  if (root?.kind !== 'mapping') return undefined
  const moved = movedTo(withStage(root, inputs), at)
  for (const { value } of moved.kind === 'mapping' ? moved.entries : []) mark(value)
  return moved.kind === 'mapping' ? moved : undefined
}

/** What the lexicon calls the code that a job of a template runs, if it is one. */
export function templateCode(uses: YamlNode | undefined): string | undefined {
  return uses?.kind === 'scalar' && known.has(uses) ? uses.text : undefined
}

function mark(job: YamlNode): void {
  if (job.kind !== 'mapping') return
  for (const { key, value } of job.entries) if (key.text === 'uses') known.add(value)
}

/** Components take the stage of their job as an input. */
function withStage(root: YamlMapping, inputs: YamlNode | undefined): YamlMapping {
  const stage = inputs?.kind === 'mapping' ? inputs.entries.find(({ key }) => key.text === 'stage')?.value : undefined
  if (stage?.kind !== 'scalar') return root
  return {
    ...root,
    entries: root.entries.map((entry) =>
      entry.value.kind === 'mapping'
        ? {
            ...entry,
            value: {
              ...entry.value,
              entries: entry.value.entries.map((each) =>
                each.key.text === 'stage' ? { ...each, value: stage } : each,
              ),
            },
          }
        : entry,
    ),
  }
}
