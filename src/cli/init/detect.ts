import type { CiSystem, Models, OwnersHost, RepositoryKind } from '../../models/index.js'
import { NO_SETTINGS } from '../../models/settings.js'
import { noHosting } from '../../models/no-hosting.js'
import { readModels } from '../../readers/read-models.js'
import { createSnapshot } from '../../snapshot/create.js'
import { defaultBranch } from '../../snapshot/default-branch.js'
import { CHECKOUT } from './pins.js'

/** A commit with the version behind it. */
export interface Pin {
  readonly ref: string
  readonly comment: string
}

/** What a repository shows that its first configuration and its pipeline depend on. */
export interface Detected {
  /** CI systems with pipelines that are read, the one with most pipelines first. */
  readonly systems: readonly CiSystem[]
  /** Names of systems whose pipelines are recognised and not read. */
  readonly others: readonly string[]
  readonly host: OwnersHost | undefined
  readonly kind: RepositoryKind
  readonly branch: string
  /** The CODEOWNERS file, if there is one that the host reads. */
  readonly owners: string | undefined
  /** Names of environments that do not tell what they are for. */
  readonly environments: readonly string[]
  readonly hasMergeQueue: boolean
  readonly checkout: Pin
  readonly has: (path: string) => boolean
}

/** More names of environments than fit into a first configuration. */
const MOST_ENVIRONMENTS = 5

/** Reads the folder as every run does; nothing of it is run. */
export async function detect(root: string): Promise<Detected> {
  const snapshot = await createSnapshot({ root, hosting: noHosting('init asks no host') })
  if (!snapshot.known) throw new Error(snapshot.reason)
  const { files, host } = snapshot.value
  const { models } = readModels(snapshot.value, NO_SETTINGS)
  const pipelines = models.pipelines.known ? models.pipelines.value : { all: [], unread: [] }
  const counts = new Map<CiSystem, number>()
  for (const { system, kind } of pipelines.all)
    if (kind === 'workflow') counts.set(system, (counts.get(system) ?? 0) + 1)
  return {
    systems: [...counts].sort(([, a], [, b]) => b - a).map(([system]) => system),
    others: [...new Set(pipelines.unread.map(({ system }) => system))],
    host,
    kind: models.project.known ? models.project.value.kind : 'unknown',
    branch: defaultBranch(root),
    owners: models.codeowners.known ? models.codeowners.value.file : undefined,
    environments: unclearEnvironments(models),
    hasMergeQueue: pipelines.all.some(({ triggers }) => triggers.some(({ kind }) => kind === 'merge-queue')),
    checkout: checkoutIn(models) ?? CHECKOUT,
    has: (path) => files.has(path),
  }
}

/** Names without anything that would be more than a name in YAML. */
const PLAIN_NAME = /^[A-Za-z][\w-]{0,63}$/

function unclearEnvironments({ delivery }: Models): string[] {
  const deployments = delivery.known ? delivery.value.deployments : []
  const names = deployments.flatMap(({ environment }) =>
    environment?.resolved === true && environment.tier === 'unknown' ? [environment.name] : [],
  )
  return [...new Set(names)].filter((name) => PLAIN_NAME.test(name)).slice(0, MOST_ENVIRONMENTS)
}

/** The release of actions/checkout that the repository itself has pinned, so that it does not get a second one. */
function checkoutIn({ pipelines }: Models): Pin | undefined {
  const all = pipelines.known ? pipelines.value.all : []
  for (const { uses } of all.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps))) {
    const { repository, path, ref = '', comment = '' } = uses ?? {}
    if (repository !== 'actions/checkout' || path !== undefined || !/^[0-9a-f]{40}$/.test(ref)) continue
    if (/^v\d+(?:\.\d+){0,2}$/.test(comment)) return { ref, comment }
  }
  return undefined
}
