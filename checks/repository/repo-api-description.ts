import {
  defineCheck,
  isForTrying,
  pathsFitting,
  z,
  type CheckOutcome,
  type Delivery,
  type FileIndex,
  type Project,
  type Trait,
} from '../../src/check-api/index.js'

/** Files that describe an interface to programs, by their names: in documentation as well as beside the code. */
const DESCRIPTION =
  /(?:^|[/_.-])(?:open-?api|swagger|async-?api|api-?spec|api-?docs?)(?:[_.-][\w.-]*)?\.(?:ya?ml|json|ts|tsp)$|(?:^|\/)(?:open-?api|swagger|async-?api|api-specs?)\/(?:[^/]+\/)*[^/]+\.(?:ya?ml|json)$|\.(?:proto|graphqls?|gql|wsdl|wadl|raml|smithy|tsp|thrift|avsc|avdl|apib|pact)$|(?:^|\/)[^/]*postman_?collection[^/]*\.json$/i

/** What others wrote, and what tests talk to. */
const NOT_ITS_OWN =
  /(?:^|\/)(?:node_modules|vendor|third_party|testdata|tests?|fixtures|__tests__|mocks?|examples?|samples?)\//i

export default defineCheck({
  id: 'repo-api-description',
  title: 'Service interface has no machine-readable description',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['OA.TI.9', 'QA.NT.7', 'OPS05-BP06'],
  judgesExamples: false,
  needs: ['project', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Other programs call this ({package}), and no file says in a form for machines what they may ask and get.',
      remedy:
        'Keep a description beside the code (openapi.yaml, asyncapi.yaml, schema.graphql, .proto), or let the framework make one.',
    },
  },

  *run({ project, delivery, files }): Generator<CheckOutcome<'none'>> {
    const servers = serversOf(project)
    const [first] = servers
    if (first === undefined)
      return yield { kind: 'not-applicable', reason: 'nothing here answers requests of other programs' }
    const described = describedBy(project, files)
    if (described !== undefined) return yield described
    if (project.traits.some(({ kind }) => kind === 'user-interface'))
      return yield {
        kind: 'not-applicable',
        reason: 'what answers requests here has pages of its own; nothing shows that others call it',
      }
    if (!isDeployed(project, delivery))
      return yield { kind: 'not-applicable', reason: 'nothing here is deployed that others could call' }
    const folders = new Map(servers.map((each) => [each.at.file.replace(/(?<![^/])[^/]*$/, ''), each]))
    for (const { what, at } of folders.values()) yield { kind: 'problem', message: 'none', data: { package: what }, at }
  },
})

/** The packages by which something here answers requests; those of samples and tests are none. */
function serversOf({ kind, traits }: Project): Trait[] {
  if (kind !== 'application') return []
  return traits.filter((trait) => trait.kind === 'request-server' && !isForTrying(trait.at.file))
}

function describedBy({ traits }: Project, files: FileIndex): CheckOutcome<never> | undefined {
  const file = pathsFitting(files.paths, [DESCRIPTION]).find((path) => !NOT_ITS_OWN.test(path))
  const trait = traits.find(({ kind }) => kind === 'interface-description')
  const shown = file ?? trait?.what
  if (shown !== undefined)
    return {
      kind: 'evidence',
      text: '{file} describes an interface',
      data: { file: shown },
      ...(trait && { at: trait.at }),
    }
  const maker = traits.find(({ kind }) => kind === 'interface-generator')
  return (
    maker && {
      kind: 'evidence',
      text: '{package} makes a description of the interface',
      data: { package: maker.what },
      at: maker.at,
    }
  )
}

function isDeployed({ deployables, pulledBy }: Project, { deployments, pulls }: Delivery): boolean {
  return (
    deployments.some(({ docsOnly }) => !docsOnly) || pulls.length > 0 || pulledBy.length > 0 || deployables.length > 0
  )
}
