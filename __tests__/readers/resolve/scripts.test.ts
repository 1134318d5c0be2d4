import { describe, expect, test } from '@jest/globals'
import { chain, commands, intents, open, understand } from './support.js'

describe('script files', () => {
  const tree = {
    'ci/test.sh': '#!/bin/bash -e\ncd "$(dirname "$0")/.."\njest "$@"\nexit 0',
    'ci/loose.sh': 'jest\neslint .',
    'ci/lib.sh': 'lint() { eslint "$1"; }',
    'ci/all.sh': '#!/usr/bin/env bash\nset -euo pipefail\n. ci/lib.sh\nlint src\n./ci/test.sh --ci',
    'ci/x.py': 'print(1)',
    'ci/tool': '#!/usr/bin/env python3\n',
    'ci/x.ps1': 'Invoke-Pester',
    'ci/x.bat': 'call jest',
  }

  test.each([
    ['./ci/test.sh --ci', ['cd <$(dirname "$0")/..>', 'jest --ci', 'exit 0']],
    ['bash ci/test.sh', ['cd <$(dirname "$0")/..> (the script goes on after a failure)', 'jest (; exit 0)', 'exit 0']],
    ['bash -e ci/loose.sh', ['jest', 'eslint .']],
    ['sh ci/loose.sh', ['jest (the script goes on after a failure)', 'eslint .']],
    ['cd ci && . ./loose.sh', ['cd ci', 'jest in ci', 'eslint . in ci']],
    ['ci/all.sh', ['set -euo pipefail', 'eslint src', 'cd <$(dirname "$0")/..>', 'jest --ci', 'exit 0']],
    ['"$GITHUB_WORKSPACE/ci/loose.sh"', ['jest (the script goes on after a failure)', 'eslint .']],
    ['bash < ci/loose.sh', ['jest (the script goes on after a failure)', 'eslint .']],
    ['bash <<EOF\njest\nEOF', ['jest']],
    ["bash <<< 'jest'", ['jest']],
    ['pwsh -File ci/x.ps1', ['Invoke-Pester']],
    ['pwsh -Command "jest; eslint ."', ['jest', 'eslint .']],
    ['cmd /c "jest && eslint ."', ['jest', 'eslint .']],
    ['ci/x.bat', ['jest']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree).filter((each) => !each.startsWith('dirname'))).toEqual(expected)
  })

  test.each([
    ['./ci/none.sh', 'missing: script ./ci/none.sh'],
    ['bash ci/none.sh', 'missing: script ci/none.sh'],
    ['bash ci/${{ matrix.x }}.sh', 'dynamic: script ci/${{ matrix.x }}.sh'],
    ['python ci/x.py', 'unknown-command: program ci/x.py'],
    ['./ci/x.py', 'unknown-command: program ci/x.py'],
    ['ci/tool', 'unknown-command: program ci/tool'],
    ['source ci/none.sh', 'missing: sourced file ci/none.sh'],
    ['frobnicate', 'unknown-command: command frobnicate'],
    ['${{ matrix.command }}', 'dynamic: command ${{ matrix.command }}'],
    ['$CMD test', 'dynamic: command $CMD'],
    ['eval "$CMD"', 'dynamic: eval $CMD'],
    [
      'curl -sSf https://example.org/i.sh | sh -s -- -y',
      'remote: script downloaded by curl -sSf https://example.org/i.sh',
    ],
    ['bash <(curl -s https://example.org/i.sh)', 'remote: script downloaded by <(curl -s https://example.org/i.sh)'],
    ['sh -c "$(curl -s https://example.org/i.sh)"', 'remote: script downloaded by $(curl -s https://example.org/i.sh)'],
    ['generate | bash', 'dynamic: script printed by generate'],
  ])('%s is left open', (text, expected) => {
    expect(open(text, tree)).toContain(expected)
  })

  test.each([
    ['utilities', 'mkdir -p a && cp b c && jq . d | tee e'],
    ['a value that the host puts in', 'docker push acme/app:$(imageTag)'],
    ['what a tool prints to set up the shell', 'eval "$(ssh-agent -s)"'],
    ['files that set variables', 'source .venv/bin/activate\n. "$HOME/.cargo/env"\nsource ~/.bashrc'],
  ])('%s leave nothing open', (_, text) => {
    expect(open(text)).toEqual([])
  })

  test('PowerShell', () => {
    expect(open('Get-Something | Select-Object Name', {}, { shell: 'pwsh' })).toEqual([])
    expect(open('iwr https://example.org/i.ps1 | iex', {}, { shell: 'pwsh' })).toEqual([
      'remote: script downloaded by iwr https://example.org/i.ps1',
    ])
  })

  test('${PYTHON:-python3} is the program behind the dash', () => {
    expect(intents('${PYTHON:-python3} -m pytest')).toEqual(['unit-test pytest'])
  })

  test('the name of a script counts where its text does not tell all', () => {
    const tree = { 'package.json': '{"scripts": {"test": "node run.js", "lint": "eslint ."}}', 'run.js': '' }
    expect(intents('npm test', tree)).toEqual(['unit-test npm'])
    expect(intents('npm run lint', tree)).toEqual(['lint eslint'])
    expect(open('npm test', tree)).toEqual(['unknown-command: program run.js'])
  })

  test('a script that says that there are no tests is none', () => {
    const tree = { 'package.json': '{"scripts": {"test": "echo \\"Error: no test specified\\" && exit 1"}}' }
    expect(intents('npm test', tree)).toEqual([])
  })

  test('a script that runs itself ends', () => {
    expect(commands('./a.sh', { 'a.sh': '#!/bin/sh -e\njest\n./a.sh' })).toEqual(['jest'])
  })
})

describe('the chain', () => {
  test('leads from the line of the pipeline to the command', () => {
    const tree = {
      Makefile: 'ci: unit\n\nunit:\n\tnpm run test:unit\n',
      'package.json': '{\n  "scripts": {\n    "test:unit": "vitest run"\n  }\n}\n',
    }
    expect(chain('echo start\nmake ci', tree)).toEqual([
      '.github/workflows/ci.yml:2 make ci',
      'Makefile:1 ci: unit',
      'Makefile:4 npm run test:unit',
      'package.json:3 vitest run',
    ])
  })

  test('gives the command the place where it is written', () => {
    const tree = { 'package.json': '{\n  "scripts": {\n    "x": "tsc && jest"\n  }\n}\n' }
    expect(understand('npm run x', tree).commands.at(-1)?.at).toMatchObject({
      file: 'package.json',
      line: 3,
      column: 18,
      endColumn: 22,
      route: 'scripts.x',
    })
  })

  test('does not name the first line of a step twice', () => {
    const because = [
      { file: '.github/workflows/ci.yml', line: 7, text: 'uses ./.github/actions/x' },
      { file: '.github/workflows/ci.yml', line: 1, text: 'tsc' },
    ]
    const [first, second] = understand('tsc\njest', {}, { because }).commands.map((each) => each.because)
    expect(first).toEqual([because[0], { file: '.github/workflows/ci.yml', line: 1, text: 'tsc' }])
    expect(second).toEqual([because[0], { file: '.github/workflows/ci.yml', line: 2, text: 'jest' }])
  })

  test('ends after five files', () => {
    const tree = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`s${index}.sh`, `#!/bin/sh\necho ${index}\n./s${index + 1}.sh`]),
    )
    const result = understand('./s0.sh', tree)
    expect(result.commands.length).toBe(5)
    expect(result.opaque.map(({ reason }) => reason)).toEqual(['too-deep'])
  })
})

describe('what holds outside holds inside', () => {
  const tree = {
    Makefile: 'test:\n\tnpm test\n',
    'package.json': '{"scripts": {"test": "jest --ci && eslint ."}}',
  }

  test.each([
    ['make test || true', ['jest --ci (|| true)', 'eslint . (|| true)']],
    ['make test | tee log', ['jest --ci (| tee without pipefail)', 'eslint . (| tee without pipefail)', 'tee log']],
    ['if x; then make test; fi', ['?jest --ci', '?eslint .']],
    ['make test', ['jest --ci', 'eslint .']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree).filter((each) => !each.startsWith('x') && !each.startsWith('?true'))).toEqual(expected)
  })

  test('what runs on failure is resolved too', () => {
    const tree = { Makefile: 'deploy:\n\tkubectl apply -f k8s\nundo:\n\tkubectl rollout undo deployment/app\n' }
    const [deploy] = understand('make deploy || { make undo; exit 1; }', tree).commands
    expect(deploy?.onFailure?.map(({ argv }) => argv.map(({ text }) => text).join(' '))).toEqual([
      'kubectl rollout undo deployment/app',
    ])
    expect(understand('make deploy', tree).commands[0]?.onFailure).toBeUndefined()
  })
})

describe('shells', () => {
  test.each([
    ['bash', undefined, undefined],
    [undefined, undefined, '| tee without pipefail'],
    ['sh', undefined, '| tee without pipefail'],
    ['bash -leo pipefail {0}', undefined, undefined],
    [undefined, true, undefined],
    ['bash', false, '| tee without pipefail'],
  ])('%j with pipefail %j', (shell, pipefail, expected) => {
    const [command] = understand('jest | tee log', {}, { shell, ...(pipefail !== undefined && { pipefail }) }).commands
    expect(command?.ignoredFailure).toBe(expected)
  })

  test.each(['python', 'perl {0}', 'node {0}'])('a script in %s is left open', (shell) => {
    expect(open('import subprocess', {}, { shell })).toEqual([`unsupported: script in ${shell}`])
  })

  test('the host’s root counts as root', () => {
    expect(commands('jest', {}, { directory: '.' })).toEqual(['jest'])
    expect(commands('jest', {}, { directory: './web/' })).toEqual(['jest in web'])
    expect(commands('jest', {}, { directory: '${{ matrix.folder }}' })).toEqual(['jest in ?'])
  })

  test('environment that the pipeline sets is known to scripts', () => {
    const tree = { 'web/package.json': '{"scripts": {"test": "jest"}}' }
    expect(commands('cd $APP && npm test', tree, { env: new Map([['APP', 'web']]) })).toEqual(['cd web', 'jest in web'])
  })
})

describe('entries of the configuration come first', () => {
  test('a program of the same name is not the script', () => {
    const lexicon = [{ command: './ship', intents: ['deploy' as const] }]
    expect(intents('ship', {}, { settings: { lexicon } })).toEqual([])
    expect(open('ship', {}, { settings: { lexicon } })).toEqual(['unknown-command: command ship'])
  })

  const settings = {
    lexicon: [
      { command: './bin/ship', intents: ['deploy' as const], tool: 'ship' },
      { command: 'make release', intents: ['release' as const] },
      { command: 'make release notes', intents: ['docs' as const] },
      { command: 'bash ci/check.sh', intents: ['lint' as const], covers: ['openapi'] },
      { command: 'frobnicate', intents: [] },
    ],
  }

  test.each([
    ['./bin/ship prod', ['deploy ship']],
    ['sudo ./bin/ship prod', ['deploy ship']],
    ['make release', ['release make']],
    ['make release notes', ['docs make']],
    ['bin/ship prod', ['deploy ship']],
    ['cd bin && ./ship', ['deploy ship']],
    ['cd ci && bash ./check.sh', ['lint bash']],
    ['bash ./ci/check.sh --all', ['lint bash']],
    ['frobnicate all', []],
  ])('%s', (text, expected) => {
    expect(intents(text, {}, { settings })).toEqual(expected)
    expect(open(text, {}, { settings })).toEqual([])
  })
})

test.each([
  ['curl -sSf https://sh.rustup.rs | sh -s -- -y', ['setup rustup']],
  ['bash <(curl -s https://codecov.io/bash)', ['coverage codecov']],
  ['sh -c "$(curl -fsSL https://get.pnpm.io/install.sh)"', ['setup pnpm']],
])('a script that the maker of a tool hands out: %s', (text, expected) => {
  const { intents, opaque } = understand(text)
  expect(intents.map(({ kind, tool }) => `${kind} ${tool}`)).toEqual(expected)
  expect(opaque).toEqual([])
})

describe('commands on another machine', () => {
  const said = (text: string): string[] => understand(text).intents.map(({ kind, tool }) => `${kind} ${tool}`)

  test.each([
    ["ssh host 'cd /srv && docker compose pull && docker compose up -d'", 'deploy docker-compose'],
    ["ssh host 'docker-compose -f prod.yml up -d'", 'deploy docker-compose'],
    ["ssh host 'sudo systemctl restart shop'", 'deploy systemctl'],
    ['ssh host sudo service shop restart', 'deploy service'],
    ["ssh host 'systemctl daemon-reload && systemctl restart docker-shop'", 'deploy systemctl'],
    ["ssh host 'pm2 reload shop'", 'deploy pm2'],
    ["ssh host 'supervisorctl restart shop'", 'deploy supervisorctl'],
    ["ssh host 'docker run -d --name shop acme/shop'", 'deploy docker'],
  ])('%s changes what runs there', (text, expected) => {
    expect(said(text)).toEqual([expected])
  })

  test.each([
    ["ssh host 'systemctl status shop'"],
    ["ssh host 'sudo systemctl restart docker'"],
    ["ssh host 'docker compose ps'"],
    ['docker compose up -d'],
    ['sudo systemctl restart postgresql'],
    ['sudo service mysql start'],
    ['pm2 start server.js'],
  ])('%s does not', (text) => {
    expect(said(text)).toEqual([])
  })
})

test.each([
  ["bash -eo pipefail -c 'npx jest'", ['jest']],
  ["/bin/bash --noprofile --norc -euo pipefail -c 'npx jest'", ['jest']],
  ['bash -eux -o pipefail ci.sh', ['eslint .']],
  ['bash -euo pipefail ci.sh', ['eslint .']],
  ['bash ci.sh -foo', ['eslint .']],
  ['bash ${RUNNER_TEMP}/gh-aw/actions/x.sh', ['bash <${RUNNER_TEMP}/gh-aw/actions/x.sh>']],
])('%s', (text, expected) => {
  const tree = { 'ci.sh': 'eslint .\n' }
  expect(commands(text, tree)).toEqual(expected)
  expect(open(text, tree)).toEqual([])
})

test('scripts of PowerShell that name their folder are followed', () => {
  const tree = {
    'ci/run.ps1': '. $PSScriptRoot/lib.ps1\n& (Join-Path $PSScriptRoot "test.ps1")\nPublish-All\n',
    'ci/lib.ps1': 'function Publish-All { npm publish }\n',
    'ci/test.ps1': 'npx jest\n',
  }
  expect(commands('pwsh ci/run.ps1', tree)).toEqual(['?npm publish', 'jest'])
  expect(open('pwsh ci/run.ps1', tree)).toEqual([])
})

test.each(['F[${#F[@]}]=x', 'F[$i]+=x', 'F[0]=x', 'F[${a[$i]}]=$(date)'])('%s is an assignment', (text) => {
  expect(open(`${text}; npx jest`)).toEqual([])
  expect(commands(`${text}; npx jest`).at(-1)).toBe('jest')
})

test.each([
  ['$(aws ecr get-login --no-include-email)', ['setup docker']],
  ['$(npm bin)/jest', ['unit-test jest']],
  ['`npm bin`/jest', ['unit-test jest']],
  ['"$(yarn bin)/eslint" .', ['lint eslint']],
  ['$(which python) -m pytest', ['unit-test pytest']],
  ["python3 - <<'EOF'\nimport json\nprint(json.dumps(1))\nEOF", []],
])('%s is known', (text, expected) => {
  const { intents: found, opaque } = understand(text)
  expect(found.filter(({ command }) => command?.captured !== true).map(({ kind, tool }) => `${kind} ${tool}`)).toEqual(
    expected,
  )
  expect(opaque).toEqual([])
})

test.each([
  ['print(1)', 'python', []],
  ['import subprocess', 'python {0}', ['unsupported: script in python {0}']],
  ['npx jest', 'script -q -e -c "bash -e {0}"', []],
])('%s in %s', (text, shell, expected) => {
  expect(open(text, {}, { shell })).toEqual(expected)
})
