import type { Project, TestMark, Tests, TestSuite } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { CONVENTIONS } from './conventions.js'
import { readMarks, type FileMarks } from './marks.js'

/** Test files that are opened, and characters of them that are read: the rest of a large suite is like its beginning. */
const MAX_FILES = 2_000
const MAX_CHARACTERS = 12_000_000

/** What the test files of the project's languages say. */
export function readTests({ files }: Pick<ReaderContext, 'files'>, { languages }: Project): Tests {
  const suites: TestSuite[] = []
  const focused: TestMark[] = []
  let left = MAX_CHARACTERS
  let opened = 0
  let complete = true
  for (const { language, testFiles } of languages) {
    const convention = CONVENTIONS.get(language)
    if (convention === undefined) continue
    const read: FileMarks[] = []
    for (const path of testFiles) {
      if (opened >= MAX_FILES || left <= 0) {
        complete = false
        break
      }
      opened += 1
      const text = files.text(path)
      if (text === undefined) continue
      left -= text.length
      read.push(readMarks(path, text, language, convention))
    }
    suites.push(suiteOf(language, read))
    focused.push(...read.flatMap((each) => each.focused))
  }
  return { suites, focused, complete }
}

function suiteOf(language: string, read: readonly FileMarks[]): TestSuite {
  const sum = (count: (marks: FileMarks) => number): number => read.reduce((total, each) => total + count(each), 0)
  return {
    language,
    files: read.length,
    declared: sum(({ declared }) => declared),
    disabled: read.flatMap(({ disabled }) => disabled),
    explained: sum(({ explained }) => explained),
  }
}
