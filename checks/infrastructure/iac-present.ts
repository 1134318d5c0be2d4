import {
  ancestorsOf,
  type CheckOutcome,
  creationOf,
  defineCheck,
  type Deployment,
  deployPaths,
  type FileIndex,
  fileLocation,
  type Infrastructure,
  isForUse,
  isGuardedCommand,
  noDeployment,
  onceForEachKey,
  oncePer,
  ownName,
  type Pipeline,
  type Project,
  pathsFitting,
  removes,
  type TargetKind,
  validatedCode,
  z,
} from '../../src/check-api/index.js'

type Message = 'created' | 'undeclared'

/** Tools of platforms that keep the infrastructure themselves: who deploys there has none to declare. */
const PLATFORMS: ReadonlySet<string> = new Set(
  (
    'alexa-skills-kit angular-cli app-engine aws-amplify azure-static-web-apps clasp cloud-foundry cloudfoundry ' +
    'deno-deploy digitalocean-apps eas firebase fly gcloud-app github-pages heroku netlify power-platform supabase ' +
    'surge vercel wrangler'
  ).split(' '),
)

/** Things that are declared and deployed to under one name. */
const DECLARED_KINDS: ReadonlySet<TargetKind> = new Set<TargetKind>(['service', 'function', 'deployment group'])

/** Files of kinds that no reader lists, whose names tell. */
const OTHER_FILES: readonly (readonly [kind: string, path: RegExp])[] = [
  ['SST', /(?:^|\/)sst\.config\.(?:ts|js|mjs)$/],
  ['Nomad', /\.nomad(?:\.hcl)?$/],
  ['Terragrunt', /(?:^|\/)terragrunt\.(?:stack\.)?hcl$/],
  ['helmfile', /(?:^|\/)helmfile\.ya?ml(?:\.gotmpl)?$/],
  ['AWS Copilot', /(?:^|\/)copilot\/[^/]+\/manifest\.ya?ml$/],
  ['templates of Azure Resource Manager', /(?:^|\/)azuredeploy\.json$/],
]

/** Kinds of repositories whose users run what they hold. */
const NOT_RUN: ReadonlySet<Project['kind']> = new Set<Project['kind']>(['library', 'pipeline-library', 'docs-only'])

export default defineCheck({
  id: 'iac-present',
  title: 'Deployed system has no infrastructure code in reach',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.2',
    'AG.CA.2',
    'OPS05-BP03',
    'REL08-BP05',
    'hc.infra.iac',
    'hc.integration.iac',
    'hc.maturity.l1.no-version-control',
    'hc.maturity.l1.poor-repeatability',
    'hc.maturity.l2.iac-tools',
    'hc.maturity.l2.exit.code-in-vcs',
    'hc.tf-maturity.adopt',
    'hc.semi',
    'hc.semi.version-control',
    'hc.automate.cicd.iac-environments',
    'hc.automate.deployments.iac',
    'hc.define.version-control',
    'hc.define.iac',
    'hc.define.orchestration',
    'ba.versioning',
    'ba.benefit.reproducible',
    'ba.step.3-versioned-iac',
    'ba.input.iac-templates',
    'ba.output.reproducible-environments',
  ],
  judgesExamples: false,
  needs: ['delivery', 'infrastructure', 'files', 'project'],
  options: z.strictObject({}),
  messages: {
    created: {
      text: 'Job {job} makes {what} by a command, so nothing but its log says how it was set up.',
      remedy: 'Declare it in infrastructure code, and let the pipeline apply that.',
    },
    undeclared: {
      text: 'Job {job} deploys to the {noun} {name}, which no infrastructure code here declares, while it declares {other}.',
      remedy: 'Declare {name} beside {other}, or import it into the state.',
    },
  },

  *run({ delivery, infrastructure, files, project }) {
    const paths = deployPaths(delivery)
    if (paths.length === 0 && delivery.pulls.length === 0 && NOT_RUN.has(project.kind))
      return yield { kind: 'not-applicable', reason: 'what the repository holds is run by others' }
    const declared = declaredIn(infrastructure, files)
    const places = new Map(paths.map((each) => [each.job, each])).values()
    const problems = [...[...places].flatMap(creationsOf), ...undeclared(paths, infrastructure)]
    yield* onceForEachKey(
      problems,
      ({ message, at, data }) => [message, at?.file, data?.['name']],
      ({ data }) => `it makes ${String(data?.['what'] ?? data?.['name'])} too`,
    )
    if (declared.length > 0) return yield* declared
    if (problems.length > 0) return
    const [first] = paths.filter(({ tool }) => !PLATFORMS.has(tool))
    if (first !== undefined) return yield elsewhere(first)
    yield paths.length > 0
      ? { kind: 'not-applicable', reason: 'the platforms that it is deployed to keep their own infrastructure' }
      : (noDeployment(delivery) ?? { kind: 'not-applicable', reason: 'nothing is deployed from here' })
  },
})

/** The kinds of code that declare something here, one for each. */
function declaredIn(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<never>[] {
  const code = validatedCode(infrastructure, files).map(({ kind, at }) => ({ kind, at }))
  const others = infrastructure.resources
    .filter(({ type, file }) => type === 'serverless-framework' && isForUse(file, files))
    .map(({ at }) => ({ kind: 'the Serverless Framework', at }))
  const named = OTHER_FILES.flatMap(([kind, path]) => {
    const first = pathsFitting(files.paths, [path]).find((each) => isForUse(each, files))
    return first === undefined ? [] : [{ kind, at: fileLocation(first) }]
  })
  return [...code, ...others.slice(0, 1), ...named].map(({ kind, at }) => ({
    kind: 'evidence',
    text: '{path} declares infrastructure with {kind}',
    data: { kind, path: at.file },
    at,
  }))
}

/** What the job, or one that it waits for, makes by commands and leaves there. */
function creationsOf({ pipeline, job }: Deployment): CheckOutcome<Message>[] {
  return [...ancestorsOf(pipeline, job), job].flatMap((each) => {
    const commands = each.steps.flatMap((step) => step.commands)
    return commands.flatMap((command, index): CheckOutcome<Message>[] => {
      const creation = creationOf(command)
      if (creation === undefined) return []
      const { at, because } = command
      const program = command.argv[0]?.text
      if (programsThatRemove(pipeline).has(program)) return []
      const guarded = isGuardedCommand(command, commands.slice(0, index))
      const reason = 'a command makes what code could declare'
      if (creation.once === true && !guarded) return [{ kind: 'implied', by: 'deploy-imperative-commands', reason, at }]
      return [{ kind: 'problem', message: 'created', data: { job: ownName(each), what: creation.makes }, at, because }]
    })
  })
}

/** Programs by which some job of the pipeline takes away again what was made. */
const programsThatRemove = oncePer(({ jobs }: Pipeline) => {
  const commands = jobs.flatMap(({ steps }) => steps.flatMap((step) => step.commands))
  return new Set(commands.filter(removes).map(({ argv }) => argv[0]?.text))
})

/** Deployments to what the code leaves out, although it declares others of the kind that are deployed to from here. */
function undeclared(paths: readonly Deployment[], { terraform }: Infrastructure): CheckOutcome<Message>[] {
  if (terraform.some(({ moduleSources }) => moduleSources.some(({ local }) => local === undefined))) return []
  return paths.flatMap(({ tool, job, intent, at, targets }): CheckOutcome<Message>[] => {
    const target = targets.find(({ kind }) => DECLARED_KINDS.has(kind))
    if (target === undefined || target.exists || !target.known || target.candidates.length > 0) return []
    const sibling = paths
      .filter((each) => each.tool === tool)
      .flatMap((each) => each.targets)
      .find(({ kind, exists }) => kind === target.kind && exists)?.resources[0]
    if (sibling === undefined) return []
    const data = { job: ownName(job), noun: target.kind, name: target.text, other: sibling.name }
    return [{ kind: 'problem', message: 'undeclared', data, at, because: intent?.because ?? [] }]
  })
}

function elsewhere({ job, at }: Deployment): CheckOutcome<never> {
  return {
    kind: 'unknown',
    origin: 'files',
    reason: 'nothing here declares what job {job} deploys to; another repository may',
    data: { job: ownName(job) },
    remedy: 'If no code declares it, write it; if another repository does, say so in an attestation.',
    at,
  }
}
