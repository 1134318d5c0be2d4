import type { Because, Location } from '../../core/location.js'
import type { Command } from '../../models/index.js'
import { fetchedBy, type Fetched } from './download-commands.js'
import type { DownloadUrl } from './download-url.js'
import { isPipedIntoShell, isUnpackedIntoBin, ranInWords, runsFile } from './executed-downloads.js'
import { verificationBy } from './verifications.js'

/** Something from elsewhere that a script runs or installs. */
export interface Download {
  readonly url: DownloadUrl
  /** `piped`: straight into a shell. `run`: as a file that is then run or installed. */
  readonly how: 'piped' | 'run'
  /** What compares it with a checksum or a signature; only a file can be. */
  readonly verifiedBy?: string
  readonly at: Location
  readonly because: readonly Because[]
}

/** Downloads and later commands are compared with each other: of more than this number the rest is left out. */
const MOST_COMPARED = 200

/** What the commands of one job, or of one stage of an image, download and run. */
export function downloadsIn(commands: readonly Command[]): Download[] {
  const found: Download[] = []
  const kept: { readonly fetched: Fetched; readonly command: Command; readonly index: number }[] = []
  commands.forEach((command, index) => {
    const place = { at: command.at, because: command.because }
    for (const url of ranInWords(command)) found.push({ url, how: 'piped', ...place })
    const fetched = fetchedBy(command)
    if (fetched === undefined) return
    if (isPipedIntoShell(command)) found.push({ url: fetched.url, how: 'piped', ...place })
    else if (isUnpackedIntoBin(command)) found.push({ url: fetched.url, how: 'run', ...place })
    else if (kept.length < MOST_COMPARED) kept.push({ fetched, command, index })
  })
  for (const { fetched, command, index } of kept) {
    const later = commands.slice(index + 1)
    if (!fetched.files.some((file) => later.some((each) => runsFile(each, file)))) continue
    const by = verifierIn(later, fetched.files)
    const { at, because } = command
    found.push({ url: fetched.url, how: 'run', ...(by !== undefined && { verifiedBy: by }), at, because })
  }
  return found
}

/** The first tool that compares one of the files with a checksum or a signature. */
export function verifierIn(commands: readonly Command[], files: readonly string[]): string | undefined {
  for (const each of commands) {
    const tool = verificationBy(each, files)
    if (tool !== undefined) return tool
  }
  return undefined
}
