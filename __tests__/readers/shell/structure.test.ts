import { describe, expect, test } from '@jest/globals'
import { parseShell } from '../../../src/readers/shell/index.js'
import { commandsOf, lineOf, linesOf, literals } from './support.js'

/** Commands with a question mark in front of those that run only on a condition. */
function conditions(text: string): string[] {
  return commandsOf(text).map((command) => (command.conditional ? `?${lineOf(command)}` : lineOf(command)))
}

describe('order and conditions', () => {
  test.each([
    ['lists', 'a; b & c && d\ne', ['a', 'b', 'c', 'd', 'e']],
    ['a chain of work is no condition', 'cd web && npm ci && npm test', ['cd web', 'npm ci', 'npm test']],
    ['behind a test', '[ -f x ] && npm test && npm run b\nls', ['[ -f x ]', '?npm test', '?npm run b', 'ls']],
    ['behind ||', 'a || b', ['a', '?b']],
    ['if', 'if a; then b; elif c; then d; else e; fi; f', ['a', '?b', '?c', '?d', '?e', 'f']],
    ['while', 'while a; do b; done', ['a', '?b']],
    ['for over what is not known', 'for x in $LIST; do a; done', ['?a']],
    ['for over a pattern', 'for x in *.sh; do a; done', ['?a']],
    ['for over words, once for each', 'for x in a b; do make $x; done', ['make a', 'make b']],
    ['case', 'case $x in a) b ;; *) c; esac', ['?b', '?c']],
    ['groups and subshells', '{ a; b; }; (c; d)', ['a', 'b', 'c', 'd']],
    ['negation', '! a', ['a']],
    ['time', 'time -p a', ['a']],
    ['substitutions come first', 'echo "$(a | b)" `c`', ['a', 'b', 'c', 'echo <$(a | b)> <`c`>']],
    ['an early end without failure makes the rest conditional', 'if a; then exit 0; fi\nb', ['a', '?exit 0', '?b']],
    ['an early end with a failure does not', 'if a; then exit 1; fi\nb', ['a', '?exit 1', 'b']],
    ['nothing runs behind exit', 'a\nexit 0\nb', ['a', 'exit 0']],
    ['nor behind exec of a program', 'exec a\nb', ['exec a']],
    ['exec of redirections goes on', 'exec >log\na', ['exec', 'a']],
  ])('%s', (_, text, expected) => {
    expect(conditions(text)).toEqual(expected)
  })

  test('functions run where they are called, with their arguments', () => {
    const text = `
      run() { echo "+ $*"; "$@"; }
      function unused { rm -rf /; }
      build () (
        make "$1"
      )
      run npm test
      build all`
    expect(linesOf(text)).toEqual(['echo <+ $*>', 'npm test', 'make all'])
  })

  test('a function that calls itself ends', () => {
    expect(linesOf('f() { a; f; }\nf')).toEqual(['a'])
  })

  test.each([
    ['the branch of a known argument', 'case "$1" in build) a ;; t*|check) b ;; *) c ;; esac', ['b']],
    ['a program that is an argument', '"$@"', ['test --ci']],
    ['what is left after shift', 'shift\necho "$@"', ['shift', 'echo --ci']],
  ])('arguments of the script decide: %s', (_, text, expected) => {
    expect(linesOf(text, { positional: literals('test', '--ci') })).toEqual(expected)
  })

  test('a loop over arguments is not decided by the first of them', () => {
    const text = 'while [ $# -gt 0 ]; do case $1 in a) x ;; b) y ;; esac; shift; done'
    expect(linesOf(text, { positional: literals('a') })).toEqual(expect.arrayContaining(['x', 'y']))
  })

  test('heredocs are no commands', () => {
    const text = "cat <<EOF >a\nnpm test\nEOF\ncat <<-'X' <<Y\n\tnpm test\n\tX\nnpm ci\nY\nls"
    expect(linesOf(text)).toEqual(['cat', 'cat', 'ls'])
  })

  test('[[ … ]] and (( … )) are commands of their own grammar', () => {
    expect(linesOf('[[ $a =~ ^(x|y)$ && -n $b ]] && c; (( i > 1 || j )) || d')).toEqual([
      '[[ <$a> =~ ^(x|y)$ && -n <$b> ]]',
      'c',
      '(( < i > 1 || j ))>',
      'd',
    ])
  })

  test('a trap on EXIT runs at the end, eval at its place', () => {
    expect(linesOf("trap 'a; b' EXIT\neval 'c d'\ne")).toEqual(['c d', 'e', 'a', 'b'])
  })

  test('a sourced file runs in place, and defines functions', () => {
    const library = parseShell('setup\ngreet() { echo "$1"; }')
    const source = () => ({ script: library, folder: 'lib' })
    const commands = commandsOf('. ./lib.sh\ngreet hello', { source })
    expect(commands.map(lineOf)).toEqual(['setup', 'echo hello'])
    expect(commands[0]?.script).toBe(library)
  })

  test('a command knows what it reads from', () => {
    const [, shell] = commandsOf('curl -s https://example.org/x | sh')
    expect(lineOf(shell?.reads ?? { words: [] })).toBe('curl -s https://example.org/x')
  })
})

describe('folders', () => {
  /** `folder: command` for each command but cd. */
  const folders = (text: string, scriptFolder = 'scripts'): string[] =>
    commandsOf(text, { scriptFolder })
      .filter(({ words }) => !['cd', 'pushd', 'popd', 'pwd', 'dirname'].includes(words[0]?.text ?? ''))
      .map((command) => `${command.directory ?? '?'}: ${lineOf(command)}`)

  test.each([
    ['cd', 'cd web && a\nb\ncd ../api\nc', ['web: a', 'web: b', 'api: c']],
    ['a subshell comes back', '(cd web; a)\nb', ['web: a', ': b']],
    ['pushd and popd', 'pushd web\na\npopd\nb', ['web: a', ': b']],
    ['cd -', 'cd web\na\ncd -\nb', ['web: a', ': b']],
    ['outside of the repository', 'cd /tmp\na\ncd ../..\nb', ['?: a', '?: b']],
    ['a variable of the host', 'cd "$GITHUB_WORKSPACE/web"\na', ['web: a']],
    ['an expression of the host', 'cd ${{ github.workspace }}/web\na', ['web: a']],
    ['the folder of the script', 'cd "$(dirname "$0")/.."\na', [': a']],
    [
      'the folder of the script in a variable',
      'D=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)\ncd "$D/x"\na',
      ['scripts/x: a'],
    ],
    [
      'the root of the repository',
      'cd "$(git rev-parse --show-toplevel)"\na',
      [': git rev-parse --show-toplevel', ': a'],
    ],
    ['an unknown folder', 'cd $X\na', ['?: a']],
    ['a folder that a condition changes', 'if a; then cd web; fi\nb', [': a', '?: b']],
    [
      'a folder that a branch leaves with the script',
      'if a; then cd web; exit 1; fi\nb',
      [': a', 'web: exit 1', ': b'],
    ],
    ['behind a test', '[ -d web ] && cd web\na', [': [ -d web ]', '?: a']],
  ])('%s', (_, text, expected) => {
    expect(folders(text)).toEqual(expected)
  })

  test('a word that is a path knows it', () => {
    const [command] = commandsOf('"$GITHUB_WORKSPACE"/bin/x "$PWD"', { directory: 'web' })
    expect(command?.words.map(({ path }) => path)).toEqual(['bin/x', 'web'])
  })
})

describe('text that is not shell syntax', () => {
  test.each([
    ['open single quotes', "a\necho 'b", ['a', 'echo b'], 7],
    ['open double quotes', 'a\necho "b', ['a', 'echo b'], 7],
    ['an open substitution', 'echo $(a', ['a', 'echo <$(a>'], 5],
    ['a word that closes nothing', 'a; fi; b', ['a', 'b'], 3],
    ['a bracket that closes nothing', 'a ) b', ['a', 'b'], 2],
    ['a list that is not ended', 'if a; then b', ['a', 'b'], 12],
    ['a heredoc without end', 'a <<X\nb', ['a'], 6],
    ['text before a bracket', 'a b (c)', ['a b', 'c'], 4],
  ])('%s', (_, text, expected, offset) => {
    expect(linesOf(text)).toEqual(expected)
    expect(parseShell(text).defect?.offset).toBe(offset)
  })

  test('nothing is said about failures there', () => {
    expect(commandsOf('a || true\nfi').every(({ ignoredFailure }) => ignoredFailure === undefined)).toBe(true)
  })
})
