import check from '../../../checks/supply-chain/supply-publish-credentials.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release, releaseWith } from './release.js'

const IDENTITY = '{ id-token: write, contents: read }'
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': ['publish:', '  rules: [{ if: $CI_COMMIT_TAG }]', ...lines.map((line) => `  ${line}`)].join('\n'),
})
const circle = (...commands: string[]) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  publish:',
    '    docker: [{ image: "cimg/node:24.1" }]',
    '    steps:',
    ...commands.map((command) => `      - run: ${command}`),
    'workflows:',
    '  release: { jobs: [{ publish: { filters: { branches: { only: main } } } }] }',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is published', files: release('run: npm test') },
    {
      name: 'a registry that trusts no CI system',
      files: release('run: mvn deploy', 'env: { MAVEN_PASSWORD: "${{ secrets.OSSRH_TOKEN }}" }'),
    },
    {
      name: 'Jenkins: no registry trusts it',
      files: { Jenkinsfile: "pipeline { agent any\n stages { stage('p') { steps { sh 'npm publish' } } } }" },
    },
    {
      name: 'GitHub Packages, with the token of the run',
      files: release('run: npm publish', 'env: { NODE_AUTH_TOKEN: "${{ secrets.GITHUB_TOKEN }}" }'),
    },
    {
      name: 'another registry, by an option',
      files: release(
        'run: npm publish --registry https://npm.acme.example',
        'env: { NPM_TOKEN: "${{ secrets.NPM_TOKEN }}" }',
      ),
    },
    {
      name: 'another registry, by the set-up',
      files: release(
        'uses: actions/setup-node@v6',
        'with: { registry-url: "https://npm.acme.example" }',
        'run: npm publish',
        'env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" }',
      ),
    },
    {
      name: 'another registry, by package.json',
      files: {
        'package.json': '{ "name": "a", "publishConfig": { "registry": "https://npm.acme.example/" } }',
        ...release('run: npm publish', 'env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" }'),
      },
    },
    {
      name: 'another registry, by .npmrc',
      files: {
        '.npmrc': 'registry = https://npm.acme.example/\n',
        ...release('run: npm publish', 'env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" }'),
      },
    },
    {
      name: 'another repository of twine',
      files: release('run: twine upload -r acme dist/*', 'env: { TWINE_PASSWORD: "${{ secrets.PYPI_TOKEN }}" }'),
    },
    {
      name: 'a feed of NuGet that settings name',
      files: release('run: dotnet nuget push a.nupkg -k ${{ secrets.NUGET_KEY }}'),
    },
    { name: 'a release tool without a word of npm', files: release('run: npx semantic-release') },
    {
      name: 'a called workflow, whose secrets have names of their own',
      files: {
        '.github/workflows/release.yml':
          'on: { push: { tags: [v1] } }\njobs: { call: { uses: ./.github/workflows/push.yml, secrets: { password: "${{ secrets.GITHUB_TOKEN }}" } } }',
        '.github/workflows/push.yml': [
          'on: { workflow_call: { secrets: { password: { required: true } } } }',
          'jobs:',
          '  push:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - uses: docker/login-action@v3',
          '        with: { registry: ghcr.io, password: "${{ secrets.password }}" }',
          '      - run: docker push ghcr.io/acme/shop:1',
        ].join('\n'),
      },
    },
    { name: 'images elsewhere', files: release('run: docker push quay.io/acme/shop:1') },
  ],
  passes: [
    { name: 'npm trusts the workflow', files: releaseWith(IDENTITY, 'run: npm publish') },
    { name: 'PyPI trusts the workflow', files: releaseWith(IDENTITY, 'uses: pypa/gh-action-pypi-publish@release/v1') },
    {
      name: 'crates.io: the token is fetched',
      files: releaseWith(
        IDENTITY,
        'uses: rust-lang/crates-io-auth-action@v1',
        'run: cargo publish',
        'env: { CARGO_REGISTRY_TOKEN: "${{ steps.auth.outputs.token }}" }',
      ),
    },
    {
      name: 'NuGet: the key is fetched',
      files: releaseWith(
        IDENTITY,
        'run: dotnet nuget push a.nupkg -k ${{ steps.login.outputs.NUGET_API_KEY }} -s https://api.nuget.org/v3/index.json',
      ),
    },
    {
      name: 'the token of the run for ghcr.io',
      files: release(
        'uses: docker/login-action@v3',
        'with: { registry: ghcr.io, password: "${{ secrets.GITHUB_TOKEN }}" }',
        'run: docker push ghcr.io/acme/shop:1',
      ),
    },
    {
      name: 'GitLab: PyPI trusts the project',
      files: gitlab('id_tokens: { PYPI_ID_TOKEN: { aud: pypi } }', 'script: [twine upload dist/*]'),
    },
    {
      name: 'GitLab: the token that the script fetches is its own',
      files: gitlab(
        'id_tokens: { PYPI_ID_TOKEN: { aud: pypi } }',
        'script:',
        '  - PYPI_TOKEN=$(python -m mint)',
        '  - twine upload -p "$PYPI_TOKEN" dist/*',
      ),
    },
  ],
  unknown: [
    { name: 'no token in sight', files: release('run: npm publish'), reason: 'not to be seen here' },
    { name: 'CircleCI: a context may hold it', files: circle('npm publish'), reason: 'not to be seen here' },
    { name: 'GitLab: variables of the project', files: gitlab('script: [cargo publish]'), reason: 'crates.io' },
  ],
  fails: [
    {
      name: 'npm with a stored token',
      files: release('run: npm publish', 'env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" } # ! token'),
    },
    {
      name: 'the token beside an identity',
      files: releaseWith(
        IDENTITY,
        'run: npm publish --provenance',
        'env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" } # ! token',
      ),
    },
    {
      name: 'the token in a script',
      files: release(
        'run: echo "//registry.npmjs.org/:_authToken=${{ secrets.NPM_TOKEN }}" > .npmrc # ! token',
        'run: npm publish',
      ),
    },
    {
      name: 'a release tool with a token for npm',
      files: release('run: npx semantic-release', 'env: { NPM_TOKEN: "${{ secrets.NPM_TOKEN }}" } # ! token'),
    },
    {
      name: 'PyPI with a password',
      files: release(
        'uses: pypa/gh-action-pypi-publish@release/v1',
        'with: { password: "${{ secrets.UPLOAD }}" } # ! token',
      ),
    },
    {
      name: 'twine with a password',
      files: release('run: twine upload dist/*', 'env: { TWINE_PASSWORD: "${{ secrets.PYPI }}" } # ! token'),
    },
    {
      name: 'crates.io',
      files: release('run: cargo publish --token ${{ secrets.CRATES_TOKEN }} # ! token'),
    },
    {
      name: 'RubyGems',
      files: release('run: gem push a.gem', 'env: { GEM_HOST_API_KEY: "${{ secrets.RUBYGEMS_API_KEY }}" } # ! token'),
    },
    {
      name: 'NuGet',
      files: release(
        'run: dotnet nuget push a.nupkg -k ${{ secrets.NUGET_KEY }} -s https://api.nuget.org/v3/index.json # ! token',
      ),
    },
    {
      name: 'a personal token for ghcr.io',
      files: release(
        'uses: docker/login-action@v3',
        'with: { registry: ghcr.io, password: "${{ secrets.CR_PAT }}" } # ! personal',
        'run: docker push ghcr.io/acme/shop:1',
      ),
    },
    {
      name: 'GitLab: a variable of the project',
      files: gitlab('variables:', '  TWINE_PASSWORD: $PYPI_TOKEN # ! token', 'script: [twine upload dist/*]'),
    },
    {
      name: 'CircleCI: a token written to .npmrc',
      files: circle(`'echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc' # ! token`, 'npm publish'),
    },
  ],
})
