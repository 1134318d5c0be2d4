import {
  because,
  defineCheck,
  isForTrying,
  movingEnd,
  movingPart,
  parseImage,
  z,
  type Because,
  type BuildStage,
  type CheckOutcome,
  type ImageBuild,
} from '../../src/check-api/index.js'

type Message = 'moving' | 'tag'

/** Other stages of the same image that one finding names. */
const MOST_NAMED = 20

export default defineCheck({
  id: 'docker-base-pinned',
  title: 'Base image is not fixed',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.7',
    'DL.CI.7',
    'SEC06-BP02',
    'REL08-BP04',
    'hc.maturity.l2.image-build',
    'hc.maturity.l2.golden-images',
    'hc.automate.packaging',
    'hc.define.immutable.containers',
    'ba.versioning',
  ],
  judgesExamples: false,
  definitions: ['dockerfile'],
  needs: ['imageBuilds'],
  options: z.strictObject({}),
  messages: {
    moving: {
      text: 'This image builds on {image}, which is whatever was pushed last: the same commit gives another image tomorrow.',
      remedy: 'Name a version and its digest, as in node:22.11.0@sha256:… for Node.js.',
    },
    tag: {
      text: 'This image builds on {image}, whose tag can be moved to another image.',
      remedy: 'Add the digest behind {image}, as @sha256:…, and let Dependabot or Renovate keep it fresh.',
    },
  },

  *run({ imageBuilds }) {
    const stages = imageBuilds.filter(({ file }) => !isForTrying(file)).flatMap(basesOf)
    if (stages.length === 0) return yield { kind: 'not-applicable', reason: 'no Dockerfile builds on an image' }
    const found = new Map<string, { stage: BuildStage; also: Because[] }>()
    for (const stage of stages) {
      const same = found.get(nameOf(stage))
      if (same === undefined) found.set(nameOf(stage), { stage, also: [] })
      else if (same.also.length < MOST_NAMED) same.also.push(because(stage.from.at, 'this one builds on it, too'))
    }
    for (const { stage, also } of found.values()) yield judge(stage, also)
  },
})

/** The stages that build on an image, and not on an earlier stage or on nothing. */
function basesOf({ stages }: ImageBuild): BuildStage[] {
  return stages.filter(({ base, from }) => base === undefined && from.value !== 'scratch')
}

function nameOf({ image, from }: BuildStage): string {
  return image ?? from.value
}

function judge(stage: BuildStage, also: readonly Because[]): CheckOutcome<Message> {
  const { at } = stage.from
  const image = nameOf(stage)
  const problem = { kind: 'problem', data: { image }, at, because: also } as const
  if (image.includes('@sha256:'))
    return { kind: 'evidence', text: '{image} cannot change without a change here', data: { image }, at }
  if (image.includes('$')) {
    if (movingEnd(image) !== undefined) return { ...problem, message: 'moving' }
    const reason = 'which image {image} is hangs on a build argument'
    return { kind: 'unknown', origin: 'files', reason, data: { image }, at }
  }
  const isMoving = movingPart(parseImage(image)) !== undefined
  return isMoving ? { ...problem, message: 'moving' } : { ...problem, message: 'tag', severity: 'notice' }
}
