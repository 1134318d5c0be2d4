import {
  because,
  defineCheck,
  jobsOf,
  movingEnd,
  movingPart,
  parseImage,
  unreadPipelines,
  z,
  type Because,
  type CheckOutcome,
  type JobImage,
  type JobInPipeline,
} from '../../src/check-api/index.js'

/** Images that the CI system's own maker builds and hands out by version alone. */
const MANAGED = /^aws\/codebuild\//

/** Builders of Cloud Build itself: who does not trust them cannot use the system either. */
const FIRST_PARTY = /^gcr\.io\/cloud-builders\//

/** Other places of the same image that are named beside the first. */
const MOST_NAMED = 20

interface Found {
  readonly job: string
  readonly image: JobImage
  /** Other lines of the file that name the image. */
  readonly also: Map<number, Because>
}

export default defineCheck({
  id: 'pipeline-unpinned-image',
  title: 'Pipeline runs in a mutable container image',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.SAD.3', 'SEC06-BP02', 'SEC11-BP07', 'hc.semi.pitfall.inconsistent-tooling', 'ba.versioning'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    moving: {
      text: 'Job {job} runs in {image}, which is whatever was pushed last.',
      remedy: 'Name a version and its digest, as in node:22.11.0@sha256:… for Node.js.',
    },
    tag: {
      text: 'Job {job} runs in {image}, whose tag can be moved to another image.',
      remedy: 'Add the digest behind {image}, as @sha256:… of the image that you looked at.',
    },
  },

  *run({ pipelines }) {
    yield* unreadPipelines(pipelines)
    const found = new Map<string, Found>()
    for (const where of jobsOf(pipelines)) {
      for (const image of imagesOf(where)) {
        const { file, line } = image.at
        const key = `${file} ${image.service === true} ${image.value}`
        const same = found.get(key)
        if (same === undefined) found.set(key, { job: where.job.id, image, also: new Map() })
        else if (line !== same.image.at.line && same.also.size < MOST_NAMED)
          same.also.set(line, because(image.at, `job ${where.job.id} runs in it too`))
      }
    }
    for (const each of found.values()) yield judge(each)
  },
})

/** The job's images, and those that its steps name where no other check looks at them. */
function* imagesOf({ pipeline: { system }, job: { images, steps } }: JobInPipeline): Generator<JobImage> {
  yield* images ?? []
  if (system === 'github-actions') return
  for (const { uses } of steps) {
    if (uses?.kind === 'docker') yield { value: uses.text.replace(/^docker:\/\//, ''), at: uses.at }
  }
}

/** One outcome for an image, wherever the file names it. */
function judge({ job, image: { value, at, service }, also }: Found): CheckOutcome<'moving' | 'tag'> {
  const image = value.trim()
  const problem = { kind: 'problem', data: { job, image }, at, because: [...also.values()] } as const
  if (image.includes('@sha256:') || MANAGED.test(image))
    return { kind: 'evidence', text: '{image} cannot change without a change here', data: { image }, at }
  if (image.includes('$')) {
    if (movingEnd(image) !== undefined) return { ...problem, message: 'moving' }
    const reason = 'which image {image} is hangs on a variable'
    return { kind: 'unknown', origin: 'files', reason, data: { image }, at }
  }
  const reference = parseImage(image)
  if (movingPart(reference) !== undefined)
    return { ...problem, message: 'moving', severity: FIRST_PARTY.test(image) ? 'notice' : 'warning' }
  if (service === true && /\d/.test(reference.tag ?? ''))
    return { kind: 'evidence', text: 'the service {image} has a version', data: { image }, at }
  return { ...problem, message: 'tag', severity: 'notice' }
}
