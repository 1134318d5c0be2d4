import { describe, expect, test } from '@jest/globals'
import { commands, intents, open, understand } from './support.js'

describe('what stands around a command is taken off', () => {
  test.each([
    ['sudo -E -u root make -v', 'make -v'],
    ['env -u X A=b jest', 'jest'],
    ['A=b nice -n 5 nohup jest', 'jest'],
    ['time jest', 'jest'],
    ['timeout -k 5 10m jest', 'jest'],
    ['timeout 5m sudo env A=b jest', 'jest'],
    ['command jest', 'jest'],
    ['ls | xargs -n 1 eslint', 'eslint'],
    ['npx jest', 'jest'],
    ['npx --yes -p jest@30 jest --ci', 'jest --ci'],
    ["npx -c 'jest --ci'", 'jest --ci'],
    ['npm exec -- jest', 'jest'],
    ['pnpm dlx jest', 'jest'],
    ['pnpm exec jest', 'jest'],
    ['yarn dlx jest', 'jest'],
    ['yarn exec jest', 'jest'],
    ['bunx jest', 'jest'],
    ['corepack yarn dlx jest', 'jest'],
    ['cross-env CI=1 jest', 'jest'],
    ['dotenv -e .env -- jest', 'jest'],
    ['xvfb-run -a jest', 'jest'],
    ['poetry run pytest -q', 'pytest -q'],
    ['uv run --frozen --group dev pytest', 'pytest'],
    ['uvx ruff check', 'ruff check'],
    ['pipenv run pytest', 'pytest'],
    ['pdm run pytest', 'pytest'],
    ['hatch run pytest', 'pytest'],
    ['python -m poetry run pytest', 'pytest'],
    ['conda run -n env pytest', 'pytest'],
    ['bundle exec rspec', 'rspec'],
    ['aws-vault exec prod -- terraform plan', 'terraform plan'],
    ['nix develop -c jest', 'jest'],
    ["nix-shell --run 'jest --ci'", 'jest --ci'],
    ["su app -c 'jest'", 'jest'],
    ['find . -name x -exec eslint {} +', 'eslint {}'],
    ['parallel eslint ::: a b', 'eslint'],
    ['./node_modules/.bin/jest --ci', 'jest --ci'],
    ['vendor/bin/phpunit', 'phpunit'],
    ['$HOME/go/bin/golangci-lint run', '<$HOME/go/bin/golangci-lint> run'],
    ['bash -c "jest && eslint ."', 'jest'],
    ['sh -ec jest', 'jest'],
    ["eval 'jest'", 'jest'],
    ['retry 3 jest', 'jest'],
    ['node_modules/.bin/nyc --reporter text jest', 'jest'],
  ])('%s', (text, expected) => {
    expect(
      commands(text)
        .filter((each) => !each.startsWith('ls'))[0]
        ?.replace(/ in \?$/, ''),
    ).toBe(expected)
  })

  test.each([
    ['command -v jest', 'command -v jest'],
    ['sudo -v', 'sudo -v'],
    ['corepack enable', 'corepack enable'],
    ['c8 --check-coverage --lines 80 mocha', 'mocha'],
    ['nyc report', 'nyc report'],
    ['npx', 'npx'],
    ['env', 'env'],
    ['docker build .', 'docker build .'],
  ])('%s is a command of its own', (text, expected) => {
    expect(commands(text)).toEqual([expected])
  })

  test('assignments of a wrapper belong to the command', () => {
    const [command] = understand('A=1 env B=2 cross-env C=3 jest').commands
    expect(Object.fromEntries(command?.env ?? [])).toEqual({ A: '1', B: '2', C: '3' })
  })

  test('a wrapper with a folder changes the folder', () => {
    expect(commands('env -C web jest')).toEqual(['jest in web'])
  })

  test('find forgets what -exec … ; comes to', () => {
    expect(commands(String.raw`find . -exec eslint {} \;`)).toEqual([String.raw`eslint {} (-exec … \;)`])
  })
})

describe('containers', () => {
  const tree = { 'web/package.json': '{"scripts": {"test": "jest"}}' }

  test.each([
    ['docker run --rm node:22 jest', ['jest in ?']],
    ['docker run --rm -v "$PWD:/src" -w /src/web node:22 jest', ['jest in web']],
    ['docker run --rm -v $(pwd):/src -w /src node:22 sh -c "cd web && npm test"', ['cd web', 'jest in web']],
    ['docker run -v ${{ github.workspace }}:/w -w /w/web node npm test', ['jest in web']],
    ['docker run --entrypoint sh img -c jest', ['jest in ?']],
    ['docker exec -u root app jest', ['jest in ?']],
    ['docker compose -f ci.yml run --rm app jest', ['jest in ?']],
    ['docker-compose exec -T app jest', ['jest in ?']],
    ['docker run aquasec/trivy image x', ['trivy image x in ?']],
  ])('%s', (text, expected) => {
    expect(commands(text, tree).filter((each) => !each.startsWith('pwd'))).toEqual(expected)
  })

  test('words behind an image that are no known command may be arguments of its program', () => {
    expect(commands('docker run acme/tool build --all')).toEqual(['docker run acme/tool build --all in ?'])
    expect(open('docker run acme/tool build --all')).toEqual(['unknown-command: image acme/tool'])
  })

  test('a service that is only started leaves nothing open', () => {
    expect(open('docker run -d --name db postgres:17')).toEqual([])
  })

  test('commands on another host count by their name, scripts there cannot be read', () => {
    const tree = { 'deploy.sh': 'kubectl apply -f .' }
    expect(intents('ssh -i key user@host "kubectl apply -f ."')).toEqual(['deploy kubectl'])
    expect(intents('ssh host <<EOF\nkubectl apply -f .\nEOF')).toEqual(['deploy kubectl'])
    expect(open('ssh host ./deploy.sh', tree)).toEqual(['remote: script ./deploy.sh'])
  })
})
