import {
  authoredResources,
  because,
  defineCheck,
  isOpen,
  noPipeline,
  packerBuilds,
  publishesImage,
  searchGap,
  stepsOf,
  textOf,
  usedImages,
  valueAt,
  z,
  type CheckOutcome,
  type Delivery,
  type Infrastructure,
  type Pipelines,
  type Project,
  type Resource,
  type StepInJob,
} from '../../src/check-api/index.js'

type Message = 'container' | 'machine' | 'recipe' | 'unscheduled'
type Subjects = { delivery: Delivery; pipelines: Pipelines; project: Project }

/** Tools that build an image of their own accord and bring it out when they deploy. */
const BUILDS_AND_DEPLOYS: ReadonlySet<string> = new Set(
  (
    'app-engine azd azure-containerapp cdk cloud-functions convox copilot devspace dokku fly garden heroku kamal okteto ' +
    'railway render sam serverless skaffold sst werf aws-elasticbeanstalk tilt draft cloudfoundry'
  ).split(' '),
)

/** Tools that bring out whatever their own configuration lists, images among it. */
const MAY_PUBLISH: ReadonlySet<string> = new Set([
  'bazel',
  'goreleaser',
  'nx',
  'semantic-release',
  'dagger',
  'earthly',
  'jreleaser',
])

const RECIPES = [
  'aws_imagebuilder_image_recipe',
  'aws_imagebuilder_container_recipe',
  'AWS::ImageBuilder::ImageRecipe',
  'AWS::ImageBuilder::ContainerRecipe',
]
const IMAGES = ['aws_imagebuilder_image', 'AWS::ImageBuilder::Image']
const PIPELINES = ['aws_imagebuilder_image_pipeline', 'AWS::ImageBuilder::ImagePipeline']

export default defineCheck({
  id: 'iac-image-pipeline',
  title: 'Images are not built and published by a pipeline',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.7',
    'SEC06-BP02',
    'REL08-BP04',
    'hc.app.package',
    'hc.maturity.l2.image-build',
    'hc.maturity.l2.exit.immutable-images',
    'hc.maturity.l3.image-pipeline',
    'hc.semi.image-as-code',
    'hc.full.image-pipeline',
    'hc.automate.packaging.machine-images',
    'hc.define.immutable.vm',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'imageBuilds', 'delivery', 'pipelines', 'project', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    container: {
      text: '{user} runs the image of {file}, and no pipeline builds and pushes it.',
      remedy: 'Build and push it in a pipeline on every change of the default branch, tagged by commit or version.',
    },
    machine: {
      text: 'No pipeline runs packer build for {name}, so its image is as new as the last time somebody ran it.',
      remedy: 'Run packer build in a pipeline on every change, and on a schedule so that patches get in.',
    },
    recipe: {
      text: 'Nothing builds the image of recipe {name}.',
      remedy: 'Add an image pipeline with a schedule that builds it.',
    },
    unscheduled: {
      text: 'Image pipeline {name} builds only when somebody starts it.',
      remedy: 'Give it a schedule, or start it from a pipeline of the repository.',
    },
  },

  *run({ infrastructure, imageBuilds, files, reportedChecks, ...subjects }) {
    const { pipelines } = subjects
    const used = usedImages(imageBuilds, infrastructure, files)
    const machines = packerBuilds(infrastructure, files)
    const steps = stepsOf(pipelines, { inlined: true })
    const reached = { pipelines: pipelines.all.filter(({ kind }) => kind === 'workflow'), steps }
    const gap = () =>
      noPipeline(pipelines, 'there is no pipeline that could build it') ??
      searchGap(reached, pipelines, reportedChecks, 'build and push images')
    const outcomes: CheckOutcome<Message>[] = [
      ...(imageBuilds.length === 0 ? [] : containers(subjects, steps)),
      ...imageBuilder(infrastructure, authoredResources(infrastructure, files, ...RECIPES, ...PIPELINES), steps),
    ]
    const [first, ...others] = used
    if (first !== undefined && outcomes.every(({ kind }) => kind !== 'evidence' && kind !== 'unknown')) {
      const { build, user } = first
      const also = others.slice(0, 10).map((each) => because(each.user.at, `runs the image of ${each.build.file}`))
      const data = { user: `${user.type} ${user.name}`, file: build.file }
      const at = build.resource.at
      const places = [because(user.at, `runs ${first.image}`), ...also]
      outcomes.push(gap() ?? { kind: 'problem', message: 'container', data, at, because: places })
    }
    const [machine, ...more] = machines
    if (machine !== undefined) {
      const seen = steps
        .flatMap(({ step }) => step.intents)
        .find(({ tool, kind }) => tool === 'packer' && kind === 'build')
      const also = more.slice(0, 10).map(({ at, name }) => because(at, `${name}, too`))
      outcomes.push(
        seen === undefined
          ? (gap() ?? {
              kind: 'problem',
              message: 'machine',
              data: { name: machine.name },
              at: machine.at,
              because: also,
            })
          : { kind: 'evidence', text: 'a pipeline builds images with Packer', at: seen.at, because: seen.because },
      )
    }
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no image is defined here of which it is known that it is used' }
    yield* outcomes
  },
})

/** What pipelines bring out as images, whichever of them it is. */
function containers({ delivery, project }: Subjects, steps: readonly StepInJob[]): CheckOutcome<Message>[] {
  const published = delivery.publications.find(publishesImage)
  if (published !== undefined) {
    const { job, intent, at } = published
    const text = 'job {job} builds and pushes images with {tool}'
    return [{ kind: 'evidence', text, data: { job: job.id, tool: intent.tool }, at, because: intent.because }]
  }
  const deployed = delivery.deployments.find(({ tool }) => BUILDS_AND_DEPLOYS.has(tool))
  if (deployed !== undefined) {
    const { tool, job, at } = deployed
    return [{ kind: 'evidence', text: '{tool} builds what job {job} deploys', data: { tool, job: job.id }, at }]
  }
  const hidden = steps
    .flatMap(({ step }) => step.intents)
    .find(({ tool, kind, command }) => MAY_PUBLISH.has(tool) || (kind === 'build' && command?.remote === true))
  if (hidden !== undefined) {
    const { tool, at, because: chain } = hidden
    return [
      {
        kind: 'unknown',
        origin: 'files',
        reason: '{tool} may build and push images',
        data: { tool },
        at,
        because: chain,
      },
    ]
  }
  const platform = project.pulledBy.find(({ value }) => !/flux|argo/i.test(value))
  if (platform === undefined) return []
  const reason = '{platform} may build the images'
  return [{ kind: 'unknown', origin: 'files', reason, data: { platform: platform.value }, at: platform.at }]
}

/** EC2 Image Builder (user guide: Manage image pipelines): a pipeline without a schedule waits for somebody. */
function imageBuilder(
  { resources }: Infrastructure,
  declared: readonly Resource[],
  steps: readonly StepInJob[],
): CheckOutcome<Message>[] {
  const recipes = declared.filter(({ type }) => RECIPES.includes(type))
  const pipelines = declared.filter(({ type }) => PIPELINES.includes(type))
  const started = steps.flatMap(({ step }) => step.intents).find(({ tool }) => tool === 'aws-imagebuilder')
  if (pipelines.length === 0 && recipes[0] !== undefined) {
    const { name, at } = recipes[0]
    const made = resources.find(({ type }) => IMAGES.includes(type))
    return [
      made === undefined
        ? { kind: 'problem', message: 'recipe', data: { name }, at }
        : {
            kind: 'evidence',
            text: '{name} is built when the code is applied',
            data: { name: made.name },
            at: made.at,
          },
    ]
  }
  return pipelines.map(({ name, properties, at, complete }): CheckOutcome<Message> => {
    const schedule =
      valueAt(properties, 'schedule.schedule_expression') ?? valueAt(properties, 'Schedule.ScheduleExpression')
    const block = properties.entries.get('schedule') ?? properties.entries.get('Schedule')
    const status = textOf(valueAt(properties, 'status') ?? valueAt(properties, 'Status'))
    const data = { name }
    if (started !== undefined)
      return { kind: 'evidence', text: 'a pipeline starts image builds', at: started.at, because: started.because }
    if (isOpen(schedule) || isOpen(block) || !complete)
      return { kind: 'unknown', origin: 'files', reason: 'when {name} builds is decided elsewhere', data, at }
    return schedule === undefined || status === 'DISABLED'
      ? { kind: 'problem', message: 'unscheduled', data, at }
      : { kind: 'evidence', text: 'image pipeline {name} builds on a schedule', data, at: schedule.at }
  })
}
