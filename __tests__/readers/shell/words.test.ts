import { describe, expect, test } from '@jest/globals'
import { parseShell } from '../../../src/readers/shell/index.js'
import { commandsOf, linesOf } from './support.js'

describe('words', () => {
  test.each([
    ['quotes are removed', `echo 'a b' "c d" e\\ f`, ['echo a b c d e f']],
    ['an escape in double quotes keeps what it does not escape', String.raw`echo "a\$b \d"`, [String.raw`echo a$b \d`]],
    ['a continued line is one line', 'npm \\\n  test \\\r\n  --ci', ['npm test --ci']],
    ['a line may end as on Windows', 'npm ci\r\nnpm test\r\n', ['npm ci', 'npm test']],
    ['ANSI quotes are decoded', String.raw`printf $'a\tb\'c'`, ["printf a\tb'c"]],
    ['a comment ends the line', 'npm test # and more\n# npm ci\nls', ['npm test', 'ls']],
    ['a number sign in a word is no comment', 'echo a#b "#c"', ['echo a#b #c']],
    ['redirections are dropped', 'npm test >log 2>&1 </dev/null &>x {fd}>y 3>&-', ['npm test']],
    ['a digit glued to a word is no descriptor', 'echo v2>file', ['echo v2']],
    ['a lone dollar is text', 'echo $ "$" a$', ['echo $ $ a$']],
    ['braces are text', 'cp a.{js,ts} {} \\;', ['cp a.{js,ts} {} ;']],
    ['an extended glob is one word', 'rm !(dist|src) @(a b)', ['rm <!(dist|src)> <@(a b)>']],
    ['blanks that are not the shell’s belong to the word', 'echo a\u00a0b', ['echo a\u00a0b']],
  ])('%s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected)
    expect(parseShell(text).defect).toBeUndefined()
  })

  test.each([
    ['variables', 'echo $A ${B} "${C:-x}" $1 $@', 'echo <$A> <${B}> <${C:-x}> <$1> <$@>'],
    [
      'braces with quotes and substitutions inside',
      'echo ${A:-"}"} "${B#*$(echo })}"',
      'echo <${A:-"}"}> <${B#*$(echo })}>',
    ],
    ['arithmetic', 'echo $((1 + (2 * 3))) x', 'echo <$((1 + (2 * 3)))> x'],
    ['substitutions of both kinds', 'echo $(date) `date`', 'echo <$(date)> <`date`>'],
    ['process substitution', 'diff <(sort a) b', 'diff <<(sort a)> b'],
  ])('%s make a word that is not literal', (_, text, expected) => {
    expect(linesOf(text).at(-1)).toBe(expected)
  })

  test('an assignment in front is environment, not a word', () => {
    const [command] = commandsOf('CI=1 NODE_ENV="test run" A=$B npm test X=y')
    expect(command?.words.map(({ text }) => text)).toEqual(['npm', 'test', 'X=y'])
    expect([...(command?.env ?? [])]).toEqual([
      ['CI', '1'],
      ['NODE_ENV', 'test run'],
      ['A', '$B'],
    ])
  })

  test('an array is an assignment, with the commands that fill it', () => {
    expect(linesOf('files=(a "b c" $(git ls-files)\n  # comment\n d)\nls')).toEqual(['git ls-files', 'ls'])
  })
})

describe('template expressions', () => {
  test.each([
    [
      'GitHub’s with blanks and quotes',
      `echo \${{ github.ref == 'a' && "b" }} c`,
      `echo <\${{ github.ref == 'a' && "b" }}> c`,
    ],
    ['in single quotes, with quotes of its own', `echo 'x\${{ a == 'b c' }}y' d`, `echo <x\${{ a == 'b c' }}y> d`],
    ['with closing braces in a string', `echo \${{ format('}}', a) }} b`, `echo <\${{ format('}}', a) }}> b`],
    ['GitLab’s inputs', 'echo $[[ inputs.name | expand_vars ]] b', 'echo <$[[ inputs.name | expand_vars ]]> b'],
    ['CircleCI’s parameters', 'echo << parameters.name >> b', 'echo <<< parameters.name >>> b'],
  ])('%s stay as written', (_, text, expected) => {
    expect(linesOf(text)).toEqual([expected])
  })

  test('an expression that is never closed is text', () => {
    expect(linesOf('echo a ${{ b')).toHaveLength(1)
  })

  test('stretches that the caller knows of are one part of a word', () => {
    const script = parseShell('$(FOO) test $(BAR)/x', [
      { start: 0, end: 6 },
      { start: 12, end: 18 },
    ])
    expect(script.defect).toBeUndefined()
    const [word] =
      script.body.statements[0]?.parts[0]?.pipeline.commands.flatMap((command) =>
        command.kind === 'simple' ? command.words : [],
      ) ?? []
    expect(word).toMatchObject({ text: '$(FOO)', literal: false, substitutions: [] })
  })
})

describe('variables whose values the script sets', () => {
  test.each([
    ['one word', 'DIR=web\nls "$DIR/src" ${DIR}', ['ls web/src web']],
    ['several words where the shell splits them', 'RUN="npm run x"\n$RUN', ['npm run x']],
    ['several words as one in quotes', 'RUN="npm run x"\necho "$RUN"', ['echo npm run x']],
    ['an export', 'export A=b\necho $A', ['export A=b', 'echo b']],
    ['one from another', 'A=b\nC=$A/d\necho $C', ['echo b/d']],
  ])('%s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected)
  })

  test.each([
    ['that a condition sets', 'A=b\nif x; then A=c; fi\necho $A', 'echo <$A>'],
    ['that a loop changes', 'A=b\nwhile x; do echo $A; A=c; done', 'echo <$A>'],
    ['that is read', 'A=b\nread A\necho $A', 'echo <$A>'],
    ['that is added to', 'A=b\nA+=c\necho $A', 'echo <$A>'],
    ['that only a subshell sets', '(A=b)\necho $A', 'echo <$A>'],
    ['of the environment', 'echo $HOME', 'echo <$HOME>'],
  ])('a variable %s stays as written', (_, text, expected) => {
    expect(linesOf(text)).toContain(expected)
  })

  test('the environment that the pipeline sets is known', () => {
    expect(linesOf('echo $A', { variables: new Map([['A', 'b']]) })).toEqual(['echo b'])
  })
})
