import check from '../../../checks/integration/ci-codebuild-post-build-unguarded.js'
import { testCheck } from '../../helpers/check-tester.js'

const spec = (...phases: string[]) => ({
  'buildspec.yml': ['version: 0.2', 'phases:', ...phases.map((line) => `  ${line}`)].join('\n'),
})
const BUILD = ['build:', '  commands: ["docker build -t $REPO:$TAG .", npm exec jest]']
const PUSH = ['post_build:', '  commands:', '    - docker push $REPO:$TAG']
const OPEN = [...PUSH.slice(0, 2), `${PUSH[2]} # ! unguarded`]

testCheck(check, {
  notApplicable: [
    {
      name: 'no buildspec',
      files: {
        '.github/workflows/ci.yml': 'on: push\njobs: { a: { runs-on: x, steps: [{ run: docker push shop }] } }',
      },
    },
    { name: 'nothing is brought out', files: spec(...BUILD, 'post_build:', '  commands: [docker images]') },
    {
      name: 'a push in the build phase, where a failure ends it',
      files: spec('build:', '  commands: [npm exec jest, docker push $REPO]'),
    },
    {
      name: 'tests before the build phase, whose failure ends the build',
      files: spec('pre_build:', '  commands: [npm exec jest]', ...PUSH),
    },
    {
      name: 'nothing but the build of the image may fail, and then there is none to push',
      files: spec('build:', '  commands: ["docker build -t $REPO:$TAG ."]', ...PUSH),
    },
    {
      name: 'tests before the build of the image, without which there is none to push',
      files: spec('build:', '  commands: [npm exec jest, "docker build -t $REPO:$TAG .", docker images]', ...PUSH),
    },
    { name: 'a build phase that tests nothing', files: spec('build:', '  commands: [echo hello]', ...PUSH) },
  ],
  passes: [
    { name: 'a build phase that aborts', files: spec('build:', '  on-failure: ABORT', ...BUILD.slice(1), ...PUSH) },
    {
      name: 'a guard in front',
      files: spec(
        ...BUILD,
        'post_build:',
        '  commands:',
        '    - test "$CODEBUILD_BUILD_SUCCEEDING" = 1',
        '    - docker push $REPO:$TAG',
      ),
    },
    {
      name: 'a guard around it',
      files: spec(
        ...BUILD,
        'post_build:',
        '  commands:',
        '    - if [ $CODEBUILD_BUILD_SUCCEEDING = 1 ]; then docker push $REPO:$TAG; fi',
      ),
    },
  ],
  unknown: [
    {
      name: 'another condition around it',
      files: spec(...BUILD, 'post_build:', '  commands:', '    - if [ -f image.txt ]; then docker push $REPO:$TAG; fi'),
      reason: 'hangs on a condition',
    },
  ],
  fails: [
    { name: 'a push', files: spec(...BUILD, ...OPEN) },
    {
      name: 'a deployment',
      files: spec(...BUILD, 'post_build:', '  commands:', '    - kubectl apply -f k8s/ # ! unguarded'),
    },
    {
      name: 'an image that the phase before has built',
      files: spec(
        'pre_build:',
        '  commands: [docker build -t $REPO:$TAG .]',
        'build:',
        '  commands: [npm exec jest]',
        ...OPEN,
      ),
    },
    {
      name: 'a deployment, whatever image there is',
      files: spec(
        'build:',
        '  commands: ["docker build -t $REPO:$TAG ."]',
        'post_build:',
        '  commands: [terraform apply -auto-approve] # ! unguarded',
      ),
    },
    { name: 'a build phase that goes on', files: spec('build:', '  on-failure: CONTINUE', ...BUILD.slice(1), ...OPEN) },
    {
      name: 'behind other commands',
      files: spec(
        ...BUILD,
        'post_build:',
        '  commands:',
        '    - echo pushing',
        '    - docker push $REPO:$TAG # ! unguarded',
      ),
    },
    {
      name: 'one finding for a buildspec of two projects',
      files: {
        ...spec(...BUILD, ...OPEN),
        'ci.yaml': [
          'Resources:',
          ...['One', 'Two'].flatMap((name) => [
            `  ${name}:`,
            '    Type: AWS::CodeBuild::Project',
            '    Properties:',
            '      Source: { Type: GITHUB, Location: x }',
            '      Triggers: { Webhook: true }',
          ]),
        ].join('\n'),
      },
    },
  ],
})
