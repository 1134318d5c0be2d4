import { parseReference } from '../../src/config/extends/reference.js'
import { readRange } from '../../src/core/glob-range.js'
import { compileGlob } from '../../src/core/glob.js'
import { imageName, imageProgram } from '../../src/lexicon/images.js'
import { isServiceUrl } from '../../src/lexicon/service-url.js'
import { splitWords } from '../../src/lexicon/split-words.js'
import { repairOf, versionOf } from '../../src/models/change-words.js'
import { exampleOf, fitsRegular } from '../../src/readers/pipelines/regular.js'
import { hostOfUrl } from '../../src/snapshot/remote-host.js'

/** Lines of one text that are read: each is read in a dozen ways. */
const MOST_LINES = 200

/** Expressions are compared with names of branches and tags; Git keeps each as a file, whose name ends at 255 bytes. */
const LONGEST_BRANCH = 255

/** A filter is compared with a few branches. Each comparison ends after a number of steps, so it is their number that counts. */
const MOST_BRANCHES = 20

const BESIDE = { kind: 'local', path: 'config/pillarlint.yml' } as const

/** Reads each line as each of the small forms that stand within files: images, addresses, versions, patterns. */
export function readNames(content: string): unknown {
  const lines = content.split('\n', MOST_LINES)
  const [first = ''] = lines
  const matches = compileGlob(first)
  const branch = first.slice(0, LONGEST_BRANCH)
  const read = lines.map((line) => [
    ...[imageName(line), imageProgram(line), hostOfUrl(line), versionOf(line), parseReference(line, BESIDE)],
    ...[splitWords(line), isServiceUrl({ text: line, literal: true }), repairOf({ title: line, branch: line })],
    ...[matches(line), compileGlob(line)(first), readRange(line, 0)?.end],
    ...[fitsRegular(line, branch, { whole: true }), exampleOf(line)],
  ])
  const names = lines.slice(0, MOST_BRANCHES).map((line) => line.slice(0, LONGEST_BRANCH))
  return [read, names.map((name) => fitsRegular(first, name, { whole: false }))]
}
