import type { FileIndex, Project, Tests, TestSuite } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { once } from '../../core/once.js'
import { CONVENTIONS } from './conventions.js'
import { readDataFiles } from './data-files.js'
import { readMarks, type FileMarks } from './marks.js'
import { readTestSettings } from './settings.js'
import { firstOfEach, signsOfCode, signsOfFiles, signsOfPackages, type OpenedTest } from './signs/index.js'

/** Test files that are opened, and characters of them that are read: the rest of a large suite is like its beginning. */
const MAX_FILES = 2_000
const MAX_CHARACTERS = 12_000_000

/** The test files of one language that were opened. */
interface OpenedSuite {
  readonly language: string
  readonly paths: readonly string[]
  readonly files: readonly OpenedTest[]
  readonly marks: readonly FileMarks[]
}

/** What the test files of the project's languages say. Nothing is opened before somebody asks. */
export function readTests(context: Pick<ReaderContext, 'files'>, index: FileIndex, project: Project): Tests {
  const opened = once(() => open(context, project))
  const signs = once(() => [
    ...firstOfEach(signsOfPackages(project.dependencies), ({ what }) => what),
    ...opened().suites.flatMap(({ language, paths, files }) => signsOfCode(language, paths, files)),
    ...firstOfEach(
      signsOfFiles(index, (path) => context.files.text(path)),
      ({ asserts, what }) => (asserts === undefined ? '' : what),
    ),
  ])
  const suites = once(() =>
    opened()
      .suites.filter(({ language }) => CONVENTIONS.has(language))
      .map(suiteOf),
  )
  const settings = once(() => readTestSettings(context, index))
  const dataFiles = once(() => readDataFiles(context, index))
  const focused = once(() => opened().suites.flatMap(({ marks }) => marks.flatMap((each) => each.focused)))
  return {
    get signs() {
      return signs()
    },
    get suites() {
      return suites()
    },
    get focused() {
      return focused()
    },
    get settings() {
      return settings()
    },
    get data() {
      return dataFiles().data
    },
    get dataUnread() {
      return dataFiles().dataUnread
    },
    get complete() {
      return opened().complete
    },
  }
}

function open(
  { files }: Pick<ReaderContext, 'files'>,
  { languages }: Project,
): { readonly suites: readonly OpenedSuite[]; readonly complete: boolean } {
  let characters = MAX_CHARACTERS
  let left = MAX_FILES
  let complete = true
  const suites = languages.map(({ language, testFiles }): OpenedSuite => {
    const convention = CONVENTIONS.get(language)
    const read: OpenedTest[] = []
    const marks: FileMarks[] = []
    for (const path of testFiles) {
      if (left <= 0 || characters <= 0) {
        complete = false
        break
      }
      left -= 1
      const text = files.text(path)
      if (text === undefined) continue
      characters -= text.length
      read.push({ path, text })
      if (convention !== undefined) marks.push(readMarks(path, text, language, convention))
    }
    return { language, paths: testFiles, files: read, marks }
  })
  return { suites, complete }
}

function suiteOf({ language, marks }: OpenedSuite): TestSuite {
  const sum = (count: (marks: FileMarks) => number): number => marks.reduce((total, each) => total + count(each), 0)
  return {
    language,
    files: marks.length,
    declared: sum(({ declared }) => declared),
    disabled: marks.flatMap(({ disabled }) => disabled),
    explained: sum(({ explained }) => explained),
  }
}
