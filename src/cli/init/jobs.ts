import { NODE_IMAGE } from './pins.js'
import { yamlText } from './github-workflow.js'

/** What decides how a job looks. */
export interface JobChoices {
  readonly branch: string
  /** The version to run: `0.1.0`. */
  readonly version: string
}

/** Why each script starts npx in an empty folder and names the tree. */
const WHY_EMPTY = 'npx reads .npmrc and node_modules where it starts: nothing of the tree may choose what runs'

/** The job of GitLab CI, for a file that .gitlab-ci.yml includes. */
export function gitlabJob({ version }: JobChoices): string {
  return `# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
pillarlint:
  stage: test
  needs: []
  image: ${NODE_IMAGE}
  interruptible: true
  timeout: 10 minutes
  variables:
    GIT_DEPTH: '0' # the base of a merge request, and the history of delivery
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - empty=$(mktemp -d) && cd "$empty" # ${WHY_EMPTY}
    - >-
      npx --yes pillarlint@${version} "$CI_PROJECT_DIR"
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
      --output "$CI_PROJECT_DIR/gl-code-quality-report.json"
      --output "$CI_PROJECT_DIR/pillarlint.xml"
  artifacts:
    when: always
    expire_in: 1 month
    reports:
      codequality: gl-code-quality-report.json
      junit: pillarlint.xml
`
}

/** A pipeline of its own for Azure Pipelines: a file may hold one only. */
export function azurePipeline({ branch, version }: JobChoices): string {
  return `# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
trigger:
  branches:
    include: [${yamlText(branch)}]
pr:
  branches:
    include: [${yamlText(branch)}]

pool:
  vmImage: ubuntu-24.04

jobs:
  - job: pillarlint
    displayName: Automation practices
    timeoutInMinutes: 10
    steps:
      - checkout: self
        fetchDepth: 0 # the base of a pull request, and the history of delivery
        persistCredentials: false
      - task: UseNode@1
        inputs:
          version: 24.x
      - script: |
          set --
          if [ -n "\${SYSTEM_PULLREQUEST_TARGETBRANCH:-}" ]; then
            set -- --base "origin/\${SYSTEM_PULLREQUEST_TARGETBRANCH#refs/heads/}"
          fi
          tree=$PWD # ${WHY_EMPTY}
          empty=$(mktemp -d) && cd "$empty" || exit
          npx --yes pillarlint@${version} "$tree" "$@" --output "$tree/pillarlint.xml"
        displayName: Pillarlint
      - task: PublishTestResults@2
        condition: succeededOrFailed()
        inputs:
          testResultsFormat: JUnit
          testResultsFiles: pillarlint.xml
          testRunTitle: Pillarlint
`
}

/** The job of CircleCI. */
export function circleConfig({ branch, version }: JobChoices): string {
  return `# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
version: 2.1

jobs:
  pillarlint:
    docker:
      - image: ${NODE_IMAGE}
    resource_class: small
    steps:
      - checkout:
          method: full # the base of a change, and the history of delivery
      - run:
          name: Pillarlint
          no_output_timeout: 10m
          command: |
            set --
            if [ "$CIRCLE_BRANCH" != ${shellText(branch)} ]; then set -- --base ${shellText(`origin/${branch}`)}; fi
            tree=$PWD # ${WHY_EMPTY}
            empty=$(mktemp -d) && cd "$empty"
            npx --yes pillarlint@${version} "$tree" "$@" --output "$tree/test-results/pillarlint.xml"
      - store_test_results:
          path: test-results

workflows:
  pillarlint:
    jobs:
      - pillarlint
`
}

/** The step of Bitbucket Pipelines. */
export function bitbucketPipelines({ branch, version }: JobChoices): string {
  return `# Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
image: ${NODE_IMAGE}

clone:
  depth: full # the base of a pull request, and the history of delivery

pipelines:
  pull-requests:
    '**':
      - step:
          name: Pillarlint
          max-time: 10
          script:
            - git fetch origin "$BITBUCKET_PR_DESTINATION_BRANCH"
            - empty=$(mktemp -d) && cd "$empty" # ${WHY_EMPTY}
            - npx --yes pillarlint@${version} "$BITBUCKET_CLONE_DIR" --base FETCH_HEAD --output "$BITBUCKET_CLONE_DIR/test-results/pillarlint.xml"
  branches:
    ${yamlText(branch)}:
      - step:
          name: Pillarlint
          max-time: 10
          script:
            - empty=$(mktemp -d) && cd "$empty"
            - npx --yes pillarlint@${version} "$BITBUCKET_CLONE_DIR" --output "$BITBUCKET_CLONE_DIR/test-results/pillarlint.xml"
`
}

/** A declarative pipeline of Jenkins, for a multibranch project. */
export function jenkinsfile({ version }: JobChoices): string {
  return `// Automation practices: https://github.com/pillarlint/pillarlint/blob/main/docs/getting-started.md
pipeline {
  agent none
  stages {
    stage('Pillarlint') {
      agent {
        docker { image '${NODE_IMAGE}' }
      }
      options {
        timeout(time: 10, unit: 'MINUTES')
      }
      steps {
        sh '''
          set --
          if [ -n "\${CHANGE_TARGET:-}" ]; then set -- --base "origin/$CHANGE_TARGET"; fi
          tree=$PWD # ${WHY_EMPTY}
          empty=$(mktemp -d) && cd "$empty"
          npx --yes pillarlint@${version} "$tree" "$@" --output "$tree/pillarlint.xml"
        '''
      }
      post {
        always {
          junit 'pillarlint.xml'
        }
      }
    }
  }
}
`
}

/** The text as one word of a shell. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
