import { describe, expect, test } from '@jest/globals'
import { githubScriptMeaning } from '../../src/lexicon/github-script.js'
import { tokensOf } from '../../src/lexicon/javascript.js'
import { processorTime } from '../helpers/processor-time.js'

describe('scripts that only write GitHub’s records', () => {
  test.each([
    ['a comment', "github.rest.issues.createComment({ issue_number: 1, body: 'make deploy' })"],
    ['data', "const names = context.payload.labels.map(({ name }) => name)\ncore.setOutput('n', names.length)"],
    [
      'a file',
      "const fs = require('fs')\nconst { join } = require('node:path')\ncore.info(fs.readFileSync(join('a', 'b')))",
    ],
    ['a page of results', 'const all = await github.paginate(github.rest.pulls.list, { state: `open` })'],
    [
      'a function of its own',
      'async function say(text) { core.info(text) }\nawait say(`a ${names.map((n) => `<${n}>`)} b`)',
    ],
    ['a name for one', 'const pick = (a) => a.id\nreturn pick(context)'],
    ['a query', "await github.graphql('query { viewer { login } }')"],
    ['a query with a name', 'const q = `\n  query($a: Int) { x }`\nawait github.graphql(q, {})'],
    ['a read by its path', "await github.request('GET /repos/{owner}/{repo}', {})"],
    ['a comment in it that names programs', "// exec('npm test')\n/* fetch('x') */\ncore.info('exec')"],
    ['a regular expression with quotes', `return context.ref.match(/["'/]deploy[/"]/) ? 'a' : "b"`],
    ['a property of that name', 'core.info(options.exec); return { fetch: true, exec: 1 }'],
    ['an expression of the workflow', "const data = ${{ toJSON(needs) }}\ncore.info('${{ github.actor }}', data)"],
    ['an older way to write it', 'await github.issues.addLabels({ labels: [] })'],
    ['an optional way', 'await github.rest.issues?.create({})'],
    [
      'scripts of an agentic workflow',
      "const { main } = require('${{ runner.temp }}/gh-aw/actions/x.cjs')\nawait main(core, exec, io)",
    ],
    ['a record of repositories', 'await github.rest.repos.createDeploymentStatus({ state: `success` })'],
  ])('%s', (_, script) => {
    expect(githubScriptMeaning(script)).toEqual({ intents: [] })
  })
})

test.each([
  'github.rest.repos.createRelease({})',
  'octokit.repos.uploadReleaseAsset({})',
  'github?.rest.repos.updateRelease({})',
])('a release: %s', (script) => {
  expect(githubScriptMeaning(`await ${script}`)).toEqual({ intents: ['release'] })
})

describe('scripts that may do anything', () => {
  test.each([
    ["await exec.exec('npm', ['test'])", 'it runs other programs'],
    ["await fetch('https://example.com')", 'it asks another service'],
    ["new Function('x')()", 'it makes code as it runs'],
    ["require('./.github/run.js')({ github })", 'it loads ./.github/run.js'],
    ["require('child_process').execSync('make')", 'it loads child_process'],
    ['const { run } = await import(`${process.env.GITHUB_WORKSPACE}/x.mjs`)', 'it loads '],
    ["require('./x.js')(github, exec)", 'it loads ./x.js'],
    ['require(process.env.X)', 'it loads other code'],
    ['await run()', 'it calls run, which is not in sight'],
    ["github.rest.actions.createWorkflowDispatch({ workflow_id: 'deploy.yml' })", 'it starts other pipelines'],
    ['const { actions } = github; actions.x()', undefined],
    ['github.rest.repos[name]({})', 'what it calls of the API is not known'],
    ['github[space].create()', 'what it calls of the API is not known'],
    ["github.request('POST /repos/a/b/dispatches')", 'what it calls of the API is not known'],
    ['github.graphql(query)', 'what it calls of the API is not known'],
    ['const q = `mutation { x }`, r = `query { y }`; github.graphql(q)', 'what it calls of the API is not known'],
    ["github.graphql('mutation { x }')", 'what it calls of the API is not known'],
    ['core.info(`${exec.getExecOutput("x")}`)', 'it runs other programs'],
    ['${{ inputs.script }}', 'its script is not known'],
    ['', 'no script is given'],
    ["core.info('unfinished)", 'its script cannot be read'],
  ])('%s', (script, opaque) => {
    const meaning = githubScriptMeaning(script)
    if (opaque === undefined) expect(meaning).toEqual({ intents: [] })
    else expect(meaning).toEqual({ intents: [], opaque })
  })
})

test('hostile scripts are read in linear time', () => {
  for (const text of ['`${', '/[', "'", '{', '}', '${{', 'a.', '(', '`', '/*', '\\']) {
    const started = processorTime()
    tokensOf(text.repeat(20_000))
    githubScriptMeaning(text.repeat(20_000))
    expect(processorTime() - started).toBeLessThan(20_000)
  }
})
