import {
  type Activity,
  type CheckOutcome,
  defineCheck,
  type Delivery,
  type Deployment,
  deployPaths,
  type MovingPush,
  movingPushesOf,
  oncePer,
  publishesImage,
  runsBefore,
  type Step,
  stepsAfter,
  versionMarkOf,
  z,
} from '../../src/check-api/index.js'

/** What a script may use to mark what it builds in a way that is not followed. */
const COMMIT = /\bgit\s+(?:describe|rev-parse|log)\b|(?:^|[^a-z])(?:sha1?|commit)(?:[^a-z]|$)/i

export default defineCheck({
  id: 'deploy-version-traceable',
  title: 'Running version cannot be traced to a commit',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'AG.ACG.9',
    'AG.CA.1',
    'ops05-bp10.workflows.audit-trail',
    'OPS05-BP01',
    'hc.maturity.l2.env-tags',
    'hc.maturity.l3.audit-trail',
    'hc.full.image-pipeline',
    'hc.automate.packaging.traceable-tags',
  ],
  judgesExamples: false,
  needs: ['delivery'],
  options: z.strictObject({}),
  messages: {
    untraced: {
      text: 'Job {job} pushes {image} as {tag} only, so nobody can tell which commit runs.',
      remedy:
        'Push a tag made from the commit or the version too, and label the image with org.opencontainers.image.revision.',
    },
  },

  *run({ delivery }) {
    const images = delivery.publications.filter(publishesImage)
    const deployed = deployPaths(delivery).filter(({ subject }) => subject === 'application')
    if (images.length + deployed.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline publishes an image or deploys an application' }
    const outcomes = [
      ...images.flatMap((each) => judge(each, delivery) ?? []),
      ...deployed.flatMap(({ job, step, at }) => evidenceOf([step], job.id, at) ?? []),
    ]
    yield* outcomes
    if (outcomes.length === 0) yield untold([...images, ...deployed])
  },
})

function judge(publication: Activity, delivery: Delivery): CheckOutcome<'untraced'> | undefined {
  const { job, step, at } = publication
  const steps = around(publication)
  const seen = evidenceOf(steps, job.id, at) ?? provenanceOf(step, job.id)
  if (seen !== undefined) return seen
  const pushes = movingPushesOf(step)
  const [push] = pushes ?? []
  if (push === undefined || [step, ...runsBefore(publication)].some(mayMark)) return undefined
  const elsewhere = delivery.publications.find((each) => each !== publication && isMarkedCopy(each, push))
  if (elsewhere !== undefined) return evidenceOf(around(elsewhere), elsewhere.job.id, elsewhere.at)
  const { image, tag, command } = push
  return {
    kind: 'problem',
    message: 'untraced',
    data: { job: job.id, image, tag },
    at: command.at,
    because: command.because,
  }
}

function around(place: Activity): Step[] {
  return [place.step, ...runsBefore(place), ...stepsAfter(place)]
}

function evidenceOf(steps: readonly Step[], job: string, at: Activity['at']): CheckOutcome<never> | undefined {
  const marked = steps.find((each) => versionMarkOf(each) !== undefined)
  const mark = marked && versionMarkOf(marked)
  const data = { job, mark: mark?.slice(0, 100) ?? '' }
  return mark === undefined ? undefined : { kind: 'evidence', text: 'job {job} names the version: {mark}', data, at }
}

/** BuildKit writes the commit into the provenance of what the action pushes (Docker docs: Build, Provenance attestation). */
function provenanceOf({ uses, with: inputs, at }: Step, job: string): CheckOutcome<never> | undefined {
  if (uses?.repository !== 'docker/build-push-action' || inputs.get('provenance')?.value === 'false') return undefined
  if (/^v[1-3](?:\.|$)/.test(/^v\d/.test(uses.ref ?? '') ? (uses.ref ?? '') : (uses.comment ?? ''))) return undefined
  return { kind: 'evidence', text: 'the image of job {job} carries its provenance', data: { job }, at }
}

/** Whether something in the step speaks of the commit, or cannot be looked into. */
const mayMark = oncePer(({ run, env, with: inputs, commands, opaque }: Step): boolean => {
  const texts = [run?.value ?? '', ...[...env, ...inputs].flatMap(([name, { value }]) => [name, value])]
  const words = commands.flatMap(({ argv }) => argv.map(({ text }) => text))
  return opaque.length > 0 || [...texts, ...words].some((text) => COMMIT.test(text))
})

/** Whether another job pushes an image of the same name that can be traced. */
function isMarkedCopy(other: Activity, { image }: MovingPush): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1)
  const texts = [...(other.intent.command?.argv ?? []).map(({ text }) => text), other.step.run?.value ?? '']
  const inputs = Array.from(other.step.with.values(), ({ value }) => value)
  return (
    [...texts, ...inputs].some((text) => text.includes(name)) &&
    around(other).some((each) => versionMarkOf(each) !== undefined)
  )
}

function untold([first]: readonly (Activity | Deployment)[]): CheckOutcome<never> {
  const reason = 'whether what job {job} brings out names its version cannot be told'
  return {
    kind: 'unknown',
    origin: 'files',
    reason,
    data: { job: first?.job.id ?? '' },
    ...(first && { at: first.at }),
  }
}
