import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Pipelines, Step } from '../../models/index.js'
import { textOf } from '../../models/value.js'
import { imageName, imagesRun } from '../containers/images.js'
import { isForUse } from '../common/paths.js'
import { stepsOf } from '../pipelines/pipelines.js'

/** Something that shows a practice, and what a report calls it. */
export interface Sign {
  readonly what: string
  readonly at: Location
}

/** What a step must use or run to be a sign. */
export interface StepSigns {
  /** Whether a ready-made step of this name is one; names as the lexicon has them. */
  action(repository: string): boolean
  /** Whether a command of these words is one. */
  command(words: readonly string[]): boolean
}

/** The first step of the pipelines that is a sign; with `actions`, those of the tree's own actions too. */
export function signInSteps(
  pipelines: Pipelines,
  signs: StepSigns,
  options: { readonly actions?: boolean } = {},
): Sign | undefined {
  for (const { step } of stepsOf(pipelines, options)) {
    const sign = signOf(step, signs)
    if (sign !== undefined) return sign
  }
  return undefined
}

function signOf({ uses, commands }: Step, { action, command }: StepSigns): Sign | undefined {
  if (uses !== undefined && action(uses.repository ?? '')) return { what: uses.text, at: uses.at }
  const found = commands.find(({ argv }) => command(argv.map(({ text }) => text)))
  return found && { what: found.argv[0]?.text ?? '', at: found.at }
}

/** The first image with such a name that a container runs; with `files`, only where the file is meant to be run. */
export function signInImages(
  infrastructure: Pick<Infrastructure, 'resources'>,
  name: RegExp,
  files?: FileIndex,
): Sign | undefined {
  return imagesRun(infrastructure)
    .map(({ image }) => ({ what: imageName(textOf(image) ?? ''), at: image.at }))
    .find(({ what, at }) => name.test(what) && (files === undefined || isForUse(at.file, files)))
}
