import {
  authoredInfrastructure,
  authoredResources,
  defineCheck,
  fileLocation,
  isForUse,
  pathsFitting,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Location,
  type Project,
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

/** Packages by which programs write templates, in lower case. */
const PACKAGES: readonly (readonly [kind: string, name: RegExp])[] = [
  ['troposphere', /^troposphere$/],
  ['GoFormation', /^github\.com\/awslabs\/goformation(?:\/v\d+)?$/],
]

type Message = 'templates' | 'unmaintained'

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
  needs: ['infrastructure', 'files', 'project'],
  options: z.strictObject({
    required: z
      ._default(z.boolean(), false)
      .check(z.describe('Whether the team has decided to write infrastructure in a general-purpose language')),
  }),
  messages: {
    templates: {
      text: 'Infrastructure is written in {kinds} only, although a general-purpose language is required here.',
      remedy:
        'Write what comes next with AWS CDK, Pulumi, cdk8s or SST, in a language that the team tests its code in.',
    },
    unmaintained: {
      text: 'CDK for Terraform is no longer maintained: its repository was archived in December 2025.',
      remedy: 'Move to AWS CDK or Pulumi, or keep what cdktf synth writes as Terraform code.',
    },
  },

  *run({ infrastructure, files, project }, { required }) {
    const authored = authoredInfrastructure(infrastructure, files)
    const program =
      authored.find(({ kind }) => PROGRAMS.has(kind)) ??
      programNamed(files) ??
      pulumiProgram(infrastructure, files) ??
      packageOf(project)
    const old = authored.find(({ kind }) => kind === 'CDK for Terraform')
    if (old !== undefined) yield unmaintained(old)
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
    const found = pathsFitting(files.paths, [path]).find((each) => isForUse(each, files))
    return found === undefined ? [] : [{ kind, at: fileLocation(found) }]
  })[0]
}

/** Projects of Pulumi whose program is no YAML (Pulumi docs: project file, `runtime`). */
function pulumiProgram(infrastructure: Infrastructure, files: FileIndex): Program | undefined {
  const project = authoredResources(infrastructure, files, 'pulumi-project').find(({ properties }) => {
    const runtime = valueAt(properties, 'runtime')
    const language = textOf(runtime) ?? textOf(valueAt(runtime, 'name'))
    return language !== undefined && language !== 'yaml'
  })
  return project && { kind: 'Pulumi', at: project.at }
}

function packageOf({ dependencies }: Project): Program | undefined {
  return dependencies.flatMap(({ name, development, at }) => {
    const [kind] = PACKAGES.find(([, pattern]) => !development && pattern.test(name)) ?? []
    return kind === undefined ? [] : [{ kind, at }]
  })[0]
}

function unmaintained({ at }: Program): CheckOutcome<Message> {
  return { kind: 'problem', message: 'unmaintained', at }
}
