import { commit, repository, runGit, write } from '../helpers/git-repository.js'

const lines = (count: number, more: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, index) => `${more[index + 1] ?? `line ${index + 1}`}\n`).join('')

/** A clone: two commits with a change, a rename and names that git quotes, and more that is not committed. */
export function cloneStory(): string {
  const root = repository({
    'a.txt': lines(40),
    'big.txt': lines(60),
    'old/name.txt': lines(30),
    'größe.txt': 'x\n',
    'sub/b.txt': 'b\n',
  })
  runGit(root, 'mv', 'old/name.txt', 'new.txt')
  write(root, {
    'a.txt': lines(40, { 3: 'changed', 5: 'changed', 20: 'changed  ' }),
    'big.txt': `${lines(2)}${lines(60)}`,
  })
  commit(root, 'Füge hinzu: größer\n\nText')
  write(root, { 'sub/b.txt': 'b\nc\n', 'sub/new.txt': 'n\n' })
  return root
}
