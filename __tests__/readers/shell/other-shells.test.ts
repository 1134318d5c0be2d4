import { describe, expect, test } from '@jest/globals'
import { evaluateBatch, evaluatePowerShell, type Evaluation } from '../../../src/readers/shell/index.js'
import { lineOf } from './support.js'

function shown({ commands }: Evaluation): string[] {
  return commands.map((command) => `${command.conditional ? '?' : ''}${lineOf(command)}`)
}

describe('PowerShell', () => {
  test.each([
    [
      'lines, semicolons and pipes',
      'npm ci; npm test | Out-File log\nls',
      ['npm ci', 'npm test', 'Out-File log', 'ls'],
    ],
    ['a backtick continues a line', 'dotnet test `\n  --no-build', ['dotnet test --no-build']],
    ['quotes', `npm run 'a b' "c $x"`, ['npm run a b <c $x>']],
    ['blocks are conditions', 'if ($x -eq 1) { npm test } else { exit 1 }', ['?npm test', '?exit 1']],
    [
      'try runs, catch may',
      'try { deploy } catch { rollback; throw } finally { clean }',
      ['deploy', '?rollback', 'clean'],
    ],
    ['loops', 'foreach ($d in $dirs) { npm test }', ['?npm test']],
    ['right of ||', 'npm test || echo failed', ['npm test', '?echo failed']],
    ['the call operator', '& "C:\\tools\\x.exe" a\n. .\\lib.ps1', ['C:\\tools\\x.exe a', '.\\lib.ps1']],
    ['an assignment of a command', '$v = git describe', ['git describe']],
    ['no expressions', '$x = 5\n[Environment]::Exit(1)\n"text"\n@{ a = 1; b = 2 }\n$env:A = "b"', []],
    ['no comments', '# npm ci\n<# npm ci\n#> npm test', ['npm test']],
    ['no text of here-strings', '@"\nnpm test\n"@ | Out-File x', ['Out-File x']],
    ['no redirections', 'npm test > log 2>&1', ['npm test']],
    ['no calls of its own functions', 'function Build { npm test }\nBuild', ['?npm test']],
    ['expressions of the host', 'npm run ${{ matrix.task }}', ['npm run <${{ matrix.task }}>']],
  ])('%s', (_, text, expected) => {
    expect(shown(evaluatePowerShell(text, ''))).toEqual(expected)
  })

  test.each([
    ['& $PSScriptRoot\\b.ps1 x', 'ci/b.ps1'],
    ['. "$PSScriptRoot/../b.ps1"', 'b.ps1'],
    ['& (Join-Path $PSScriptRoot "sub" "b.ps1")', 'ci/sub/b.ps1'],
    ["& (Join-Path -Path . -ChildPath 'b.ps1')", 'web/b.ps1'],
    ['& (Join-Path $env:GITHUB_WORKSPACE a b.ps1)', 'a/b.ps1'],
    ['& $PWD/b.ps1', 'web/b.ps1'],
    ['& $env:Build_SourcesDirectory/b.ps1', 'b.ps1'],
    ['& $env:HOME/b.ps1', undefined],
    ['& (Join-Path $root b.ps1)', undefined],
    ['& (Join-Path . (Get-Name))', undefined],
    ['& "$PSScriptRoot/$name.ps1"', undefined],
  ])('the path in %s', (text, path) => {
    expect(evaluatePowerShell(text, 'web', { scriptFolder: 'ci' }).commands[0]?.words[0]?.path).toBe(path)
  })

  test('calls of functions from files that it takes in are not commands', () => {
    const read = (path: string) => (path === 'ci/lib.ps1' ? 'function Deploy-It { helm upgrade a b }' : undefined)
    const { commands } = evaluatePowerShell('. $PSScriptRoot/lib.ps1\nDeploy-It\nnpm test', '', {
      scriptFolder: 'ci',
      read,
    })
    expect(commands.map(({ words }) => words[0]?.text)).toEqual(['./ci/lib.ps1', 'npm'])
  })

  test('folders', () => {
    const { commands } = evaluatePowerShell('cd web\nnpm ci\nPush-Location ..\\api\nnpm test\nPop-Location\nls', '')
    expect(commands.map(({ directory }) => directory)).toEqual(['', 'web', 'web', 'api', 'api', 'web'])
  })
})

describe('batch files', () => {
  test.each([
    ['lines and operators', 'npm ci && npm test\r\ncall make | more\r\n', ['npm ci', 'npm test', 'make', 'more']],
    ['a caret continues a line', 'npm run ^\r\n  build', ['npm run build']],
    [
      'conditions',
      'if exist x npm ci\nif "%A%"=="b" npm test\nif not defined C exit /b 1',
      ['?npm ci', '?npm test', '?exit /b 1'],
    ],
    ['blocks', 'if errorlevel 1 (\n  undo\n) else (\n  go\n)\nend', ['?undo', '?go', 'end']],
    ['loops', 'for %%i in (a b) do echo %%i', ['?echo <%%i>']],
    ['right of ||', 'npm test || exit /b 1', ['npm test', '?exit /b 1']],
    ['no comments and labels', 'rem npm ci\n:: npm ci\n:top\n@npm test', ['npm test']],
    ['variables', 'echo %A% !B! 100%', ['echo <%A%> <!B!> 100%']],
    ['expressions of the host', 'npm run ${{ matrix.task }} a', ['npm run <${{ matrix.task }}> a']],
  ])('%s', (_, text, expected) => {
    expect(shown(evaluateBatch(text, ''))).toEqual(expected)
  })
})
