import type { Codeowners, FileIndex } from '../../models/index.js'

/** Settings of programs that merge by conditions of their own (documentation of Mergify, Bors-NG, Prow's Tide, Zuul). */
const SETTINGS = [
  '.mergify.yml',
  '.mergify/config.yml',
  '.github/mergify.yml',
  'bors.toml',
  '.github/bors.toml',
  '.prow.yaml',
  '.zuul.yaml',
  'zuul.yaml',
]

/** The file by which a program, not the host's protection, decides what is merged; undefined if there is none. */
export function mergeBotOf(files: FileIndex, { equivalents }: Codeowners): string | undefined {
  return SETTINGS.find((path) => files.has(path)) ?? equivalents[0]
}
