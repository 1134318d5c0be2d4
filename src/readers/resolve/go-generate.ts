import { folderOf } from '../paths.js'
import { reachedCall } from './called-text.js'
import { readOptions } from './options.js'
import { gap, type Follower, type Reach } from './reach.js'
import type { Tree } from './tree.js'

const VALUED: ReadonlySet<string> = new Set(['-run', '-skip', '-tags', '-C', '-mod', '-modfile', '-p'])

/** Go files that one `go generate` is followed into. */
const MAX_FILES = 500

/** `go generate packages`: the commands behind `//go:generate` (go command docs: Generate Go files by processing source). */
export const followGoGenerate: Follower = ({ words, directory }, tree) => {
  const { operands } = readOptions(words, VALUED)
  const [sub, ...packages] = operands.map(({ word }) => word)
  if (sub?.text !== 'generate') return undefined
  if (directory === undefined || packages.some(({ literal }) => !literal)) return gap('go generate', 'dynamic')
  const names = packages.length === 0 ? ['.'] : packages.map(({ text }) => text)
  return tree.kept('go:generate', [directory, ...names].join('\0'), () => generatorsIn(directory, names, tree))
}

/** The same for every job that generates the same packages. */
function generatorsIn(directory: string, names: readonly string[], tree: Tree): Reach {
  const folders = names.map((name) => folderIn(directory, name))
  const files = tree.files.paths.filter((path) => path.endsWith('.go') && folders.some((folder) => folder(path)))
  if (files.length > MAX_FILES) return gap(`the generators named in ${files.length} Go files`, 'too-deep')
  const scripts = files.flatMap((file) => generatorsOf(file, tree))
  return { scripts, gaps: [] }
}

function generatorsOf(file: string, tree: Tree): Reach['scripts'] {
  const source = tree.text(file) ?? ''
  if (!source.includes('//go:generate')) return []
  return source.split('\n').flatMap((line, index) => {
    const text = /^\/\/go:generate\s+(.*)/.exec(line)?.[1]
    return text === undefined ? [] : [reachedCall({ text, line: index + 1 }, 'go:generate', file, folderOf(file))]
  })
}

/** Whether a file is in the package, or with `/...` below it. */
function folderIn(directory: string, name: string): (path: string) => boolean {
  const all = name === '...' || name.endsWith('/...')
  const own = name.replace(/(?:^|\/)\.\.\.$/, '').replace(/^\.\/?/, '')
  const folder = [directory, own].filter((part) => part !== '').join('/')
  return (path) => (all ? folder === '' || path.startsWith(`${folder}/`) : folderOf(path) === folder)
}
