import {
  authoredInfrastructure,
  defineCheck,
  fileLocation,
  isForUse,
  z,
  type FileIndex,
  type Location,
} from '../../src/check-api/index.js'

/** Kinds of infrastructure code that are programs in a general-purpose language. */
const PROGRAMS: ReadonlySet<string> = new Set(['CDK', 'CDK for Terraform', 'cdk8s'])

/** Files of further ones by their names (their documentation). */
const FILES: readonly (readonly [kind: string, path: RegExp])[] = [
  ['SST', /(?:^|\/)sst\.config\.(?:ts|js|mjs)$/],
  ['Wing', /(?:^|\/)main\.w$/],
  ['AWS Chalice', /(?:^|\/)\.chalice\/config\.json$/],
  ['troposphere', /(?:^|\/)troposphere\/[^/]+\.py$/],
  ['Alchemy', /(?:^|\/)alchemy\.run\.ts$/],
]

/** Programs of Pulumi are beside their project file; a program in YAML is no general-purpose language. */
const PULUMI = /(?:^|\/)Pulumi\.ya?ml$/
const PULUMI_PROGRAM =
  /^(?:index|main|__main__|Program|MyStack|App)\.(?:ts|js|py|go|cs|fs|java|kt)$|^(?:package\.json|requirements\.txt|go\.mod|pom\.xml|build\.gradle)$|\.(?:cs|fs)proj$/

export default defineCheck({
  id: 'iac-general-language',
  title: 'Infrastructure is not expressed in a general-purpose language',
  severity: 'notice',
  confidence: 'high',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.6', 'OPS05-BP06'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({
    /** The team has decided for a general-purpose language: templates alone are then reported. */
    required: z._default(z.boolean(), false),
  }),
  messages: {
    templates: {
      text: 'Infrastructure is written in {kinds} only, although a general-purpose language is required here.',
      remedy:
        'Write it with AWS CDK, Pulumi, CDK for Terraform or cdk8s, in a language that the team tests its code in.',
    },
  },

  *run({ infrastructure, files }, { required }) {
    const authored = authoredInfrastructure(infrastructure, files)
    const program = authored.find(({ kind }) => PROGRAMS.has(kind)) ?? programNamed(files) ?? pulumiProgram(files)
    if (program !== undefined) {
      const { kind, at } = program
      return yield { kind: 'evidence', text: 'infrastructure is a program of {kind}', data: { kind }, at }
    }
    const [first] = authored
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'no infrastructure code is written here' }
    const kinds = authored.map(({ kind }) => kind).join(', ')
    if (required) return yield { kind: 'problem', message: 'templates', data: { kinds }, at: first.at }
    yield {
      kind: 'not-applicable',
      reason: 'whether templates in {kinds} are enough is for the team to decide, by the option required',
      data: { kinds },
    }
  },
})

interface Program {
  readonly kind: string
  readonly at: Location
}

function programNamed(files: FileIndex): Program | undefined {
  return FILES.flatMap(([kind, path]) => {
    const found = files.paths.find((each) => path.test(each) && isForUse(each, files))
    return found === undefined ? [] : [{ kind, at: fileLocation(found) }]
  })[0]
}

function pulumiProgram(files: FileIndex): Program | undefined {
  const project = files.paths.find((path) => {
    if (!PULUMI.test(path) || !isForUse(path, files)) return false
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    return files.paths.some((each) => each.startsWith(folder) && PULUMI_PROGRAM.test(each.slice(folder.length)))
  })
  return project === undefined ? undefined : { kind: 'Pulumi', at: fileLocation(project) }
}
