import {
  defineCheck,
  deployPaths,
  isForUse,
  itemsOf,
  manifestSource,
  namesNoProduction,
  onceForEachKey,
  shownAddress,
  textOf,
  valueAt,
  valuesOf,
  z,
  type Because,
  type CheckOutcome,
  type Deployment,
  type FileIndex,
  type Infrastructure,
  type Known,
  type Location,
  type Pull,
  type RepositoryFacts,
} from '../../src/check-api/index.js'

type Message = 'branch' | 'newest'
type Outcome = CheckOutcome<Message>

/** Lists of a kustomization that take manifests (Kustomize reference: kustomization). */
const LISTS = ['resources', 'bases', 'components', 'crds'] as const

/** Options by which `kubectl` is given manifests (Kubernetes documentation: kubectl apply). */
const OPTIONS = ['-f', '--filename', '-k', '--kustomize'] as const

export default defineCheck({
  id: 'k8s-source-pinned',
  title: 'Cluster follows a moving source',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.CD.2', 'OPS05-BP03', 'ba.versioning', 'ba.trap.unversioned-config'],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    branch: {
      text: '{source} is taken from the branch {ref}, so what runs in the cluster changes without a change here.',
      remedy: 'Name a tag or a commit, and let a bot propose newer ones.',
    },
    newest: {
      text: '{source} names no version, so what runs in the cluster changes without a change here.',
      remedy: 'Name a tag, a commit or a release, and let a bot propose newer ones.',
    },
  },

  *run({ infrastructure, delivery, files, repository }) {
    const outcomes = [
      ...kustomizationsIn(infrastructure, files, repository),
      ...deployPaths(delivery).flatMap((deployment) => ofDeployment(deployment, files, repository)),
      ...pulledFrom(delivery.pulls, files, repository),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no manifests from elsewhere are deployed' }
    yield* onceForEachKey(
      outcomes,
      ({ message, data }) => [message, data?.['repository'], data?.['ref']],
      ({ data }) => `${String(data?.['source'])}, too`,
    )
  },
})

function kustomizationsIn({ resources }: Infrastructure, files: FileIndex, own: Known<RepositoryFacts>): Outcome[] {
  return resources
    .filter(({ type, file }) => type === 'kustomization' && isForUse(file, files) && !namesNoProduction(file))
    .flatMap(({ properties }) => LISTS.flatMap((list) => itemsOf(valueAt(properties, list))))
    .flatMap((item) => judge(textOf(item) ?? '', item.at, files, own))
}

function ofDeployment({ step, tier }: Deployment, files: FileIndex, own: Known<RepositoryFacts>): Outcome[] {
  if (tier !== 'production' && tier !== 'unknown') return []
  return step.intents
    .filter(({ kind, tool }) => kind === 'deploy' && tool === 'kubectl')
    .flatMap(({ command, at, because }) =>
      valuesOf(command?.argv ?? [], ...OPTIONS)
        .flatMap(({ text }) => text.split(','))
        .flatMap((text) => judge(text, at, files, own, because)),
    )
}

function judge(
  text: string,
  at: Location,
  files: FileIndex,
  own: Known<RepositoryFacts>,
  because: readonly Because[] = [],
): Outcome[] {
  const source = manifestSource(text)
  if (source === undefined) return []
  const { follows, ref = '', repository = source.text, path = '' } = source
  const data = { source: source.text, ref, repository }
  if (follows === 'state') return [{ kind: 'evidence', text: '{source} is taken at a version', data, at, because }]
  const open = { kind: 'unknown', origin: 'files', data, at, because } as const
  if (follows === 'open') return [{ ...open, reason: 'whether {source} is fixed cannot be told' }]
  if (own.known) {
    if (repository.endsWith(`/${own.value.fullName.toLowerCase()}`)) return []
  } else if (path !== '' && (files.has(path) || files.hasFolder(path))) {
    return [{ ...open, reason: '{source} may be this repository' }]
  }
  return [{ kind: 'problem', message: follows, data, at, because }]
}

/** What controllers pull from others. A team's own repository may be followed: its changes are reviewed there. */
function pulledFrom(pulls: readonly Pull[], files: FileIndex, own: Known<RepositoryFacts>): Outcome[] {
  const owners = ownersOf(pulls, own)
  if (owners.size === 0) return []
  return pulls
    .filter(({ tier, resource }) => (tier === 'production' || tier === 'unknown') && isForUse(resource.file, files))
    .flatMap(({ sources, resource, folders }) =>
      sources.flatMap(({ kind, url, revision, follows }): Outcome[] => {
        const owner = ownerOf(url)
        if (kind !== 'git' || url === undefined || owner === undefined || owners.has(owner) || folders.length > 0)
          return []
        const source = shownAddress(url)
        const data = { source, ref: revision?.value ?? '', repository: source }
        const at = revision?.at ?? resource.at
        if (follows === 'unknown')
          return [{ kind: 'unknown', origin: 'files', reason: 'whether {source} is fixed cannot be told', data, at }]
        if (follows !== 'branch' && follows !== 'range')
          return [{ kind: 'evidence', text: '{source} is taken at a version', data, at }]
        const named = follows === 'branch' && !['', 'HEAD'].includes(data.ref)
        return [{ kind: 'problem', message: named ? 'branch' : 'newest', data, at }]
      }),
    )
}

/** Owners of this repository, by what the host says and by the sources that lead back into this tree. */
function ownersOf(pulls: readonly Pull[], own: Known<RepositoryFacts>): ReadonlySet<string> {
  const sources = pulls.filter(({ folders }) => folders.length > 0).flatMap((pull) => pull.sources)
  const names = sources.flatMap(({ url }) => ownerOf(url) ?? [])
  return new Set([...names, ...(own.known ? [own.value.fullName.split('/')[0]?.toLowerCase() ?? ''] : [])])
}

/** `acme` of `https://github.com/acme/base.git`; undefined where an expression is part of it. */
function ownerOf(url: string | undefined): string | undefined {
  if (url === undefined || /\$|\{\{/.test(url)) return undefined
  return /^(?:\w+:\/\/)?(?:[^@/]*@)?[^/:]+(?::\d+)?[/:]([^/]+)\/[^/]/.exec(url)?.[1]?.toLowerCase()
}
