import { onLowerCase, pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Dependency, FileIndex, TestPurpose, TestSign } from '../../../models/index.js'
import { CODE_SIGNS } from './code.js'
import { SIGN_FILES } from './files.js'
import { LANGUAGE_OF, SIGN_PACKAGES } from './packages.js'

/** A test file that was opened. */
export interface OpenedTest {
  readonly path: string
  readonly text: string
}

type Namer = (name: string) => TestPurpose[]

let namers: ReadonlyMap<string, Namer> | undefined

function namerOf(ecosystem: string): Namer | undefined {
  namers ??= new Map(Object.entries(SIGN_PACKAGES).map(([name, purposes]) => [name, compile(purposes)]))
  return namers.get(ecosystem === 'gradle' ? 'maven' : ecosystem)
}

function compile(purposes: Readonly<Partial<Record<TestPurpose, string>>>): Namer {
  const table = (Object.entries(purposes) as [TestPurpose, string][]).map(([purpose, names]) => {
    const all = names.split(' ')
    const exact = new Set(all.filter((name) => !name.endsWith('*')))
    const prefixes = all.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1))
    return { purpose, exact, prefixes }
  })
  return (name) =>
    table
      .filter(({ exact, prefixes }) => exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix)))
      .map(({ purpose }) => purpose)
}

/** Signs in the packages that manifests name. */
export function signsOfPackages(dependencies: readonly Dependency[]): TestSign[] {
  return dependencies.flatMap(({ ecosystem, name, at }) => {
    const language = LANGUAGE_OF.get(ecosystem)
    return (namerOf(ecosystem)?.(name) ?? []).map((purpose): TestSign => ({
      purpose,
      what: name,
      named: true,
      at,
      ...(language !== undefined && { language }),
    }))
  })
}

/** Files that are opened for what their paths leave open: those of a large suite are like each other. */
const MAX_OPENED = 400

/** Signs in files that tools of their own read: by their paths and, where those do not tell, by what stands in them. */
export function signsOfFiles(
  { paths, has, isExcluded }: FileIndex,
  textOf: (path: string) => string | undefined,
): TestSign[] {
  let left = MAX_OPENED
  const patterns = SIGN_FILES.map(({ path }) => path)
  return pathsFitting(paths, patterns, onLowerCase).flatMap((path): TestSign[] => {
    const lower = path.toLowerCase()
    const found = SIGN_FILES.filter((each) => each.path.test(lower))
    if (found.length === 0 || isExcluded(path)) return []
    const isRead = found.some((each) => each.text !== undefined || each.asserts !== undefined)
    const content = isRead && left > 0 ? textOf(path) : undefined
    if (isRead) left -= 1
    return found.flatMap(({ purpose, text, asserts }): TestSign[] => {
      // A generator of load in an image of its own is deployed, and runs for good.
      if (purpose === 'performance' && path.includes('/') && has(path.replace(/(?<![^/])[^/]*$/, 'Dockerfile')))
        return []
      const match = content === undefined ? null : (text?.exec(content) ?? null)
      if (text !== undefined && match === null) return []
      const at = match === null ? fileLocation(path) : placeOf({ path, text: content ?? '' }, match.index)
      const told = asserts !== undefined && content !== undefined
      return [{ purpose, what: path, at, ...(told && { asserts: asserts.test(content) }) }]
    })
  })
}

/** Signs in the paths and the code of tests of one language, the first of each purpose. */
export function signsOfCode(language: string, paths: readonly string[], opened: readonly OpenedTest[]): TestSign[] {
  const signs: TestSign[] = []
  const has = (purpose: TestPurpose): boolean => signs.some((sign) => sign.purpose === purpose)
  for (const { purpose, path: pattern, text: code } of CODE_SIGNS.get(language) ?? []) {
    if (has(purpose)) continue
    const path = pattern && paths.find((each) => pattern.test(each))
    if (path !== undefined) signs.push({ purpose, language, what: path, at: fileLocation(path) })
    for (const each of code === undefined || path !== undefined ? [] : opened) {
      const match = code?.exec(each.text) ?? null
      if (match === null) continue
      signs.push({ purpose, language, what: match[0].trim(), at: placeOf(each, match.index) })
      break
    }
  }
  return signs
}

function placeOf({ path, text }: OpenedTest, offset: number): TestSign['at'] {
  const line = text.slice(0, offset).split('\n').length
  return { ...fileLocation(path), line, endLine: line }
}

/** The first sign that `keyOf` tells apart, of each purpose and language. */
export function firstOfEach(signs: readonly TestSign[], keyOf: (sign: TestSign) => string = () => ''): TestSign[] {
  const seen = new Set<string>()
  return signs.filter((sign) => {
    const key = `${sign.purpose} ${sign.language ?? ''} ${keyOf(sign)}`
    return !seen.has(key) && seen.add(key)
  })
}
