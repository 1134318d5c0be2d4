import {
  defineCheck,
  imageName,
  isForTrying,
  itemsOf,
  textOf,
  truthOf,
  valueAt,
  wordsIn,
  workloadsOf,
  z,
  type BuildStage,
  type CheckOutcome,
  type ImageBuild,
  type Infrastructure,
} from '../../src/check-api/index.js'

/** Official images whose processes run as root unless a USER is named (Docker Hub: the Dockerfiles of each). */
const ROOT: ReadonlySet<string> = new Set(
  (
    'almalinux alpine amazoncorretto amazonlinux bash busybox caddy centos composer debian docker eclipse-temurin erlang ' +
    'fedora golang gradle haskell httpd ibmjava julia maven mono nginx node openjdk oraclelinux perl php pypy python r-base ' +
    'rockylinux ruby rust swift tomcat ubuntu'
  ).split(' '),
)

/** Dockerfiles for building, not for running. */
const BUILDER = /(?:^|[^a-z])(?:build(?:er)?|base|ci|runner|agent|devcontainer)(?![a-z])/i

/** Programs by which an entry script gives up root. */
const DROPS = /\b(?:gosu|su-exec|setpriv|s6-setuidgid|chpst|runuser)\b/

type Message = 'root' | 'named'

export default defineCheck({
  id: 'docker-runtime-user',
  title: 'Container runs as root',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['SEC03-BP02', 'SEC06-BP02', 'hc.automate.packaging.minimal-images'],
  judgesExamples: false,
  definitions: ['dockerfile'],
  needs: ['imageBuilds', 'infrastructure'],
  options: z.strictObject({}),
  messages: {
    root: {
      text: 'The container runs as root, because {image} does and the last stage names no USER.',
      remedy: 'Name a USER of your own in the last stage, by its number where Kubernetes asks for runAsNonRoot.',
    },
    named: {
      text: 'The container runs as root: the last stage says so.',
      remedy: 'Name another USER at the end, and give files to it with COPY --chown.',
    },
  },

  *run({ imageBuilds, infrastructure }) {
    const run = imageBuilds.filter((each) => !isForTrying(each.file) && !BUILDER.test(each.file) && starts(each))
    if (run.length === 0)
      return yield { kind: 'not-applicable', reason: 'no Dockerfile here builds an image that runs' }
    const othersDecide = mustNotBeRoot(infrastructure)
    for (const build of run) yield judge(build, othersDecide)
  },
})

/** The last stage says what is started: images that others build on may leave that to them. */
function starts({ resource }: ImageBuild): boolean {
  const last = itemsOf(valueAt(resource.properties, 'stages')).at(-1)
  return itemsOf(valueAt(last, 'instructions')).some((each) =>
    ['CMD', 'ENTRYPOINT'].includes(textOf(valueAt(each, 'name')) ?? ''),
  )
}

/** Whether every workload of the tree refuses to run as root. */
function mustNotBeRoot(infrastructure: Infrastructure): boolean {
  const workloads = workloadsOf(infrastructure).filter(({ containers }) => containers.length > 0)
  return (
    workloads.length > 0 &&
    workloads.every(
      ({ podSpec, containers }) =>
        truthOf(valueAt(podSpec, 'securityContext.runAsNonRoot')) === true ||
        containers.every(({ properties }) => truthOf(valueAt(properties, 'securityContext.runAsNonRoot')) === true),
    )
  )
}

function judge({ file, stages, resource }: ImageBuild, othersDecide: boolean): CheckOutcome<Message> {
  const last = stages.at(-1)
  const user = last?.user?.value.trim()
  const at = last?.user?.at ?? last?.from.at ?? resource.at
  const image = bottomOf(last)
  const data = { file, image: imageName(image) }
  if (othersDecide) return { kind: 'evidence', text: 'every workload here refuses to run as root', at }
  if (user !== undefined) {
    if (user.includes('$'))
      return {
        kind: 'unknown',
        origin: 'files',
        reason: 'who runs what {file} builds hangs on a build argument',
        data,
        at,
      }
    const isRoot = /^(?:root|0)(?::|$)/.test(user)
    return isRoot && !DROPS.test(wordsIn(resource.properties))
      ? { kind: 'problem', message: 'named', data, at }
      : { kind: 'evidence', text: 'the container of {file} does not run as root', data, at }
  }
  if (/nonroot|unprivileged|rootless/.test(image))
    return { kind: 'evidence', text: '{image} does not run as root', data, at }
  const isKnown = ROOT.has(imageName(image).replace(/^(?:docker\.io\/)?(?:library\/)?/, '')) || image === 'scratch'
  if (!isKnown || DROPS.test(wordsIn(resource.properties)))
    return { kind: 'unknown', origin: 'files', reason: 'who runs what {image} starts is not known', data, at }
  return { kind: 'problem', message: 'root', data, at }
}

/** The image under the stage, and under the stages below it. */
function bottomOf(stage: BuildStage | undefined): string {
  let here = stage
  while (here?.base !== undefined) here = here.base
  return here?.image ?? here?.from.value ?? ''
}
