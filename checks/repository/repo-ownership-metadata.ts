import {
  defineCheck,
  folderOf,
  nameOf,
  isForUse,
  textOf,
  valueAt,
  workloadsOf,
  z,
  type CheckOutcome,
  type Codeowners,
  type Delivery,
  type FileIndex,
  type Infrastructure,
  type Location,
  type OwnershipEntry,
  type Project,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'nobody' | 'sibling'>

/** What generators write where an owner belongs, and words that stand for nobody. */
const NOBODY =
  /^(?:(?:user|group):)?(?:default\/)?(?:guests?|unknown|unowned|todo|tbd|none|nobody|n\/a|-|my-?team|your-?team|team-?name|change-?me|john@example\.com|user@example\.com)$/i

/** Labels and annotations of workloads that name who answers for them, without the prefix. */
const OWNER_KEY =
  /^(?:[\w.-]+\/)?(?:owner|owned-by|owners|team|team-name|squad|maintainer|maintainers|contact|slack|slack-channel)$/i

/** What others order by themselves, by the type of the resource that offers it. */
const SELF_SERVICE =
  /^(?:aws_servicecatalog_product|AWS::ServiceCatalog::CloudFormationProduct|azurerm_managed_application_definition|tfe_no_code_module|apiextensions\.crossplane\.io\/\w+\/CompositeResourceDefinition|kro\.run\/\w+\/ResourceGraphDefinition)$/

const MAINTAINERS = ['MAINTAINERS', 'MAINTAINERS.md', '.github/MAINTAINERS.md', 'docs/MAINTAINERS.md']

export default defineCheck({
  id: 'repo-ownership-metadata',
  title: 'Component has no catalogue entry or owner label',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'OA.TI.9',
    'ops05-bp10.guidance.owners',
    'OPS02-BP01',
    'OPS02-BP02',
    'hc.maturity.l3.developer-self-service',
    'hc.maturity.l4.no-ops-needed',
    'hc.maturity.l4.no-iac-authoring',
    'hc.full.self-service',
    'hc.culture.ownership',
  ],
  facets: {
    owner: ['ops05-bp10.guidance.owners', 'OPS02-BP01', 'OPS02-BP02', 'hc.culture.ownership'],
    interface: ['OA.TI.9'],
    'self-service': [
      'hc.maturity.l3.developer-self-service',
      'hc.maturity.l4.no-ops-needed',
      'hc.maturity.l4.no-iac-authoring',
      'hc.full.self-service',
    ],
  },
  judgesExamples: false,
  needs: ['project', 'infrastructure', 'delivery', 'codeowners', 'files'],
  options: z.strictObject({}),
  messages: {
    nobody: {
      text: '{what} is in the catalogue of {catalogue} and names nobody who answers for it ({owner}): who looks it up in an incident finds nobody to call.',
      remedy: 'Name the team that answers for it, as the catalogue knows it: owner: group:shop.',
    },
    sibling: {
      text: '{folder} has no entry for the catalogue, unlike the {count} components beside it: nobody finds there who answers for it.',
      remedy: 'Add {folder}/{name} with its owner, as the folders beside it have one.',
    },
  },

  *run({ project, infrastructure, delivery, codeowners, files }): Generator<Outcome> {
    const { ownership } = project
    if (ownership.length === 0 && !isOperated(project, delivery))
      return yield { kind: 'not-applicable', reason: 'nothing that somebody operates is kept or deployed here' }
    yield* ownership.filter(namesNobody).map(nobody)
    yield* withoutEntry(project)
    yield (
      ownerIn(ownership, infrastructure, codeowners, files) ?? { ...elsewhere('who answers for it'), facet: 'owner' }
    )
    yield interfaceIn(ownership)
    yield selfServiceIn(ownership, infrastructure, files)
  },
})

function isOperated({ kind, deployables, pulledBy }: Project, { deployments, pulls }: Delivery): boolean {
  if (kind === 'library' || kind === 'docs-only' || kind === 'pipeline-library') return false
  return deployables.length + pulledBy.length + pulls.length > 0 || deployments.some(({ docsOnly }) => !docsOnly)
}

const namesNobody = ({ kind, owner }: OwnershipEntry): boolean =>
  kind !== 'maintainers' && (owner === undefined || NOBODY.test(owner))

function nobody({ what, catalogue, owner, at }: OwnershipEntry): Outcome {
  return {
    kind: 'problem',
    message: 'nobody',
    data: { what, catalogue, owner: owner ?? 'no owner' },
    at,
    facet: 'owner',
  }
}

interface Found {
  readonly text: string
  readonly what: string
  readonly at?: Location
}

function ownerIn(
  ownership: readonly OwnershipEntry[],
  infrastructure: Infrastructure,
  codeowners: Codeowners,
  files: FileIndex,
): Outcome | undefined {
  const found =
    entryIn(ownership) ?? labelIn(infrastructure, files) ?? listed(codeowners, files) ?? catchAllIn(codeowners)
  if (found === undefined) return undefined
  const { text, what, at } = found
  return { kind: 'evidence', text, data: { what }, facet: 'owner', ...(at !== undefined && { at }) }
}

function entryIn(ownership: readonly OwnershipEntry[]): Found | undefined {
  const named = ownership.filter((each) => each.owner !== undefined && !namesNobody(each))
  const found = named.find(({ kind }) => kind === 'component') ?? named[0]
  return found && { text: '{what} names who answers for it', what: found.what, at: found.at }
}

/** A label of a workload, or of its pods, or an annotation. */
function labelIn(infrastructure: Infrastructure, files: FileIndex): Found | undefined {
  for (const { resource, podLabels } of workloadsOf(infrastructure)) {
    if (!isForUse(resource.file, files)) continue
    const maps = ['metadata.labels', 'metadata.annotations'].map((path) => valueAt(resource.properties, path))
    for (const map of [...maps, podLabels]) {
      if (map?.kind !== 'dict') continue
      const found = [...map.entries].find(([key, value]) => OWNER_KEY.test(key) && (textOf(value) ?? '') !== '')
      if (found !== undefined)
        return { text: 'a label of {what} names who answers for it', what: resource.name, at: found[1].at }
    }
  }
  return undefined
}

function listed({ equivalents }: Codeowners, files: FileIndex): Found | undefined {
  const file = [...equivalents, ...MAINTAINERS.filter((path) => files.has(path))][0]
  return file === undefined ? undefined : { text: '{what} lists who answers for what is here', what: file }
}

function catchAllIn(codeowners: Codeowners): Found | undefined {
  const rule = codeowners.rules.find(({ pattern, owners }) => /^\/?\*{1,2}$/.test(pattern) && owners.length > 0)
  return (
    rule && {
      text: 'CODEOWNERS gives every file to {what} that no other line names',
      what: rule.owners.join(' '),
      at: rule.at,
    }
  )
}

/** Folders of service images that have no entry where two others beside them have. */
function* withoutEntry({ ownership, deployables }: Project): Generator<Outcome> {
  const entries = ownership.filter(({ kind }) => kind === 'component')
  const folders = new Set(entries.map(({ at }) => folderOf(at.file)))
  const names = new Set(entries.map(({ what }) => what.replace(/^\S+ /, '')))
  for (const { kind, at } of deployables) {
    if (kind !== 'service-image') continue
    const folder = folderOf(at.file)
    const parent = folderOf(folder)
    if (parent === '' || names.has(nameOf(folder))) continue
    if ([...folders].some((each) => each === folder || each.startsWith(`${folder}/`))) continue
    const beside = entries.filter((each) => folderOf(folderOf(each.at.file)) === parent)
    const [first] = beside
    if (first === undefined || new Set(beside.map((each) => each.at.file)).size < 2) continue
    folders.add(folder)
    const data = { folder, count: beside.length, name: nameOf(first.at.file) }
    yield { kind: 'problem', message: 'sibling', data, at, facet: 'owner' }
  }
}

function interfaceIn(ownership: readonly OwnershipEntry[]): Outcome {
  const entry = ownership.find((each) => each.describesInterface && !namesNobody(each))
  if (entry === undefined) return { ...elsewhere('the interfaces that it offers'), facet: 'interface' }
  const { what, at } = entry
  const text = '{what} shows in the catalogue what it offers, and whose it is'
  return { kind: 'evidence', text, data: { what }, at, facet: 'interface' }
}

function selfServiceIn(ownership: readonly OwnershipEntry[], { resources }: Infrastructure, files: FileIndex): Outcome {
  const template = ownership.find(({ kind }) => kind === 'template')
  const resource = resources.find(({ type, file }) => SELF_SERVICE.test(type) && isForUse(file, files))
  const found = template ?? (resource && { what: resource.name, at: resource.at })
  if (found === undefined) return { ...elsewhere('what developers order by themselves'), facet: 'self-service' }
  const text = 'developers order what {what} describes by themselves'
  return { kind: 'evidence', text, data: { what: found.what }, at: found.at, facet: 'self-service' }
}

function elsewhere(what: string): Extract<Outcome, { kind: 'unknown' }> {
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason: `no file here tells ${what}; a catalogue may know it without one`,
    remedy: 'Add catalog-info.yaml with spec.owner, or the file of your catalogue.',
  }
}
