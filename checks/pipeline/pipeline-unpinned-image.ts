import {
  defineCheck,
  jobsOf,
  movingEnd,
  movingPart,
  parseImage,
  unreadPipelines,
  z,
  type CheckOutcome,
  type JobImage,
  type JobInPipeline,
} from '../../src/check-api/index.js'

/** Images that the CI system's own maker builds and hands out by version alone. */
const MANAGED = /^aws\/codebuild\//

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
    const seen = new Set<string>()
    for (const where of jobsOf(pipelines)) {
      for (const image of imagesOf(where)) {
        // A default image stands once and is that of many jobs.
        const place = `${image.at.file}:${image.at.line}:${image.at.column} ${image.value}`
        if (seen.has(place)) continue
        seen.add(place)
        yield judge(image, where.job.id)
      }
    }
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

function judge({ value, at, service }: JobImage, job: string): CheckOutcome<'moving' | 'tag'> {
  const image = value.trim()
  const data = { job, image }
  if (image.includes('@sha256:') || MANAGED.test(image))
    return { kind: 'evidence', text: '{image} cannot change without a change here', data: { image }, at }
  if (image.includes('$')) {
    if (movingEnd(image) !== undefined) return { kind: 'problem', message: 'moving', data, at }
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'which image {image} is hangs on a variable',
      data: { image },
      at,
    }
  }
  const reference = parseImage(image)
  if (movingPart(reference) !== undefined) return { kind: 'problem', message: 'moving', data, at }
  if (service === true && /\d/.test(reference.tag ?? ''))
    return { kind: 'evidence', text: 'the service {image} has a version', data: { image }, at }
  return { kind: 'problem', message: 'tag', data, at, severity: 'notice' }
}
