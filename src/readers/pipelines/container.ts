import type { Location } from '../../core/location.js'
import { imageProgram } from '../../lexicon/index.js'
import type { Step } from '../../models/index.js'
import { commandLine, invented, shellCall } from './command-line.js'
import { opaqueStep, scriptStep, unresolved, type StepFields } from './parts.js'
import type { AdapterReading } from './reading.js'
import type { ScriptSettings, SourceText } from './source-text.js'

/** What a container is started with. */
export interface Container {
  readonly image?: SourceText
  /** Takes the place of the program that the image starts. */
  readonly command: readonly SourceText[]
  readonly args: readonly SourceText[]
}

/** A step that starts a container without a shell: its command, or the program of its image, with its arguments. */
export function containerStep(
  { resolver }: AdapterReading,
  { image, command, args }: Container,
  settings: ScriptSettings,
  fields: StepFields,
  at: Location,
): Step {
  if (image !== undefined && command.length + args.length === 0 && imageProgram(image.text) === undefined) {
    return opaqueStep(unresolved(`image ${image.text}`, 'unknown-command', at, settings.because), fields)
  }
  const words = command.length > 0 ? [...command, ...args] : image === undefined ? args : startedBy(image, args)
  const call = shellCall(words)
  if (call !== undefined) {
    const { script, ...how } = call
    return scriptStep(resolver, script, { ...settings, ...how }, fields)
  }
  const line = commandLine(words)
  if (line !== undefined && line.text.trim() !== '') return scriptStep(resolver, line, settings, fields)
  return opaqueStep(unresolved('a container without image and command', 'unsupported', at, settings.because), fields)
}

/** The program that the image is known for; else it is left to the container whether its arguments are a command. */
function startedBy(image: SourceText, args: readonly SourceText[]): SourceText[] {
  const program = imageProgram(image.text)
  if (program === undefined) {
    const run = ['docker', 'run', '-v', './:/workspace', '-w', '/workspace'].map((word) => invented(word, image))
    return [...run, image, ...args]
  }
  // Images that start a program by themselves take its name in front of its arguments as well.
  return [invented(program, image), ...(args[0]?.text === program ? args.slice(1) : args)]
}
