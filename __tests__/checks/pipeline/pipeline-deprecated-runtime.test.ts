import check from '../../../checks/pipeline/pipeline-deprecated-runtime.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (runner: string, ...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: push',
    'jobs:',
    '  build:' + (runner.endsWith('# ! label') ? ' # ! label' : ''),
    `    runs-on: ${runner.replace(' # ! label', '')}`,
    '    steps:',
    ...steps.map((step) => (step.startsWith(' ') ? `      ${step}` : `      - ${step}`)),
  ].join('\n'),
})

const action = (using: string, file = 'action.yml') => ({
  [file]: `name: greet\ndescription: Greets\nruns:\n  using: ${using}\n  main: index.js\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no workflow', files: { 'README.md': '# shop' } },
    { name: 'an action in a package of others', files: action('node16', 'node_modules/greet/action.yml') },
    { name: 'a file of the same name', files: { 'rules/action.yml': 'using: node16\n' } },
  ],
  unknown: [{ name: 'a workflow that does not parse', files: { '.github/workflows/ci.yml': 'on: [push' } }],
  passes: [
    { name: 'an action on a current runtime', files: action('node24') },
    {
      name: 'an action that runs in a container',
      files: { ...action('docker'), ...workflow('ubuntu-24.04', 'run: make') },
    },
    { name: 'current images and actions', files: workflow('ubuntu-24.04', 'uses: actions/upload-artifact@v4') },
    { name: 'a label of a machine of its own', files: workflow('[self-hosted, ubuntu-20.04]', 'run: make') },
    { name: 'a label that the run decides', files: workflow('${{ matrix.os }}', 'run: make') },
    {
      name: 'a commit of a current version',
      files: workflow('ubuntu-24.04', `uses: actions/cache@${'a'.repeat(40)} # v4.2.0`),
    },
    { name: 'a commit without a version', files: workflow('ubuntu-24.04', `uses: actions/cache@${'a'.repeat(40)}`) },
    { name: 'an action of the same name elsewhere', files: workflow('ubuntu-24.04', 'uses: acme/upload-artifact@v1') },
    { name: 'another workflow command', files: workflow('ubuntu-24.04', 'run: echo "::add-mask::$TOKEN"') },
    { name: 'a C++ name', files: workflow('ubuntu-24.04', 'run: grep std::set_output::x') },
  ],
  fails: [
    { name: 'an action on Node.js 20', files: action('node20 # ! runtime') },
    { name: 'in quotation marks', files: action("'node16' # ! runtime") },
    {
      name: 'an action beside others, which a workflow uses',
      files: {
        ...workflow('ubuntu-24.04', 'uses: ./actions/greet'),
        ...action('node12 # ! runtime', 'actions/greet/action.yaml'),
      },
    },
    { name: 'a withdrawn image', files: workflow('ubuntu-20.04 # ! label', 'run: make') },
    { name: 'a withdrawn image, one of several labels', files: workflow('[Windows-2019] # ! label', 'run: make') },
    {
      name: 'an action that is refused',
      files: workflow('ubuntu-24.04', 'uses: actions/upload-artifact@v3 # ! action'),
    },
    { name: 'a part of one', files: workflow('ubuntu-24.04', 'uses: github/codeql-action/analyze@v2 # ! action') },
    {
      name: 'a commit whose comment says an old version',
      files: workflow('ubuntu-24.04', `uses: actions/cache@${'a'.repeat(40)} # v2.1.7 # ! action`),
    },
    {
      name: 'old commands',
      files: workflow(
        'ubuntu-24.04',
        'run: |',
        '    echo "::set-output name=tag::1" # ! command',
        '    echo "::add-path::/opt/bin" # ! command',
      ),
    },
  ],
})
