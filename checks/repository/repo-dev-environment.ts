import {
  defineCheck,
  givenUp,
  isForServers,
  isSample,
  isStarted,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Location,
  type Project,
  type StartCommand,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'none' | 'alone' | 'missing'>

/** Systems without which the application does not answer. */
const BESIDE: ReadonlySet<Project['traits'][number]['kind']> = new Set(['data-store', 'queue'])

export default defineCheck({
  id: 'repo-dev-environment',
  title: 'No described way to run the system locally',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.LD.1', 'OPS05-BP08', 'hc.define.dev-environment', 'ba.bottleneck.environment-provisioning'],
  judgesExamples: false,
  needs: ['project', 'infrastructure', 'files'],
  wants: ['repository'],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Nothing says how to run this application on one’s own machine, with what {package} talks to beside it: no container, script or target starts it, and no document shows a command that does.',
      remedy:
        'Add a compose.yaml with the databases and queues that it needs, or a dev container, and one command in the README that starts it all: docker compose up --wait && npm run dev.',
    },
    alone: {
      text: 'Nothing says how to run this application on one’s own machine: no container, script or target starts it, and no document shows a command that does.',
      remedy: 'Add a script or a target that starts it, and name it in the README: npm run dev, make run, flask run.',
    },
    missing: {
      text: '{file} tells people to run {command}, and no file of the repository has the {missing}.',
      remedy: 'Name the command that starts it now, or add the {missing}.',
    },
  },

  *run({ project, infrastructure, files, repository }): Generator<Outcome> {
    const reason = givenUp(repository)
    if (reason !== undefined) return yield { kind: 'not-applicable', reason }
    if (project.kind !== 'application')
      return yield {
        kind: 'not-applicable',
        reason: 'there is no application here that somebody would start ({kind})',
        data: { kind: project.kindBecause },
      }
    const { definitions, starts, guides } = project.localSetup
    yield* starts.filter(({ missing }) => missing !== undefined).map(missingOf)
    const [start] = starts.filter(({ missing }) => missing === undefined)
    const [definition] = definitions
    const compose = composeIn(infrastructure, files)
    if (definition !== undefined) return yield seen('{what} is described by {file}', definition.value, definition.at)
    if (compose !== undefined) return yield seen('{file} starts {what} on one machine', compose.what, compose.at)
    if (start !== undefined) return yield seen('{file} says to start it with {what}', start.command, start.at)
    if (starts.length > 0) return
    const [guide] = guides
    if (guide !== undefined) {
      const { value: what, at } = guide
      const said = '{what} may say how to run it, which is not read'
      return yield { kind: 'unknown', origin: 'hosting', reason: said, data: { what }, at }
    }
    if (isStarted(project)) yield none(project)
    else yield { kind: 'not-applicable', reason: 'nothing here serves, shows or deploys anything that one would start' }
  },
})

function seen(text: string, what: string, at: Location): Outcome {
  return { kind: 'evidence', text, data: { what, file: at.file }, at }
}

function missingOf({ command, missing = '', at }: StartCommand): Outcome {
  return { kind: 'problem', message: 'missing', data: { file: at.file, command, missing }, at }
}

/** A Compose file that builds something here, shows it the sources, or starts what it needs. */
function composeIn(
  { resources }: Infrastructure,
  files: FileIndex,
): { readonly what: string; readonly at: Location } | undefined {
  const found = resources.find(
    ({ technology, type, file, properties }) =>
      technology === 'compose' &&
      type === 'service' &&
      !files.isExcluded(file) &&
      !isSample(file) &&
      (!isForServers(file) || mountsSources(properties)),
  )
  return found && { what: `service ${found.name}`, at: found.at }
}

function mountsSources(properties: Infrastructure['resources'][number]['properties']): boolean {
  return textsIn(valueAt(properties, 'volumes')).some((text) => /^\.{1,2}(?:\/|:)/.test(text))
}

/** What runs by itself can be started by trial; what needs a database or a queue cannot. */
function none({ traits }: Project): Outcome {
  const beside = traits.find(({ kind }) => BESIDE.has(kind))
  if (beside === undefined) return { kind: 'problem', message: 'alone', severity: 'notice' }
  return { kind: 'problem', message: 'none', data: { package: beside.what } }
}
