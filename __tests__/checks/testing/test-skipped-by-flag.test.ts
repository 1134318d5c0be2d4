import check from '../../../checks/testing/test-skipped-by-flag.js'
import { testCheck } from '../../helpers/check-tester.js'

const tree = {
  'pom.xml': '<project/>',
  'src/main/java/Shop.java': 'class Shop {}',
  'src/test/java/ShopTest.java': 'class ShopTest {}',
}
const runner = 'runs-on: ubuntu-24.04'
const jobs = (on: string, ...lines: string[]) => ['on: ' + on, 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n')
const ci = (...lines: string[]) => ({ ...tree, '.github/workflows/ci.yml': jobs('[push, pull_request]', ...lines) })
const job = (id: string, command: string, more = '') => `${id}: { ${more} ${runner}, steps: [{ run: ${command} }] }`

/** A job of one step whose line is marked. */
const marked = (command: string, message: string) => [
  'build:',
  `  ${runner}`,
  '  steps:',
  `    - run: ${command} # ! ${message}`,
]
const tests = job('test', 'mvn -B verify')
const publish = (...lines: string[]) => ({
  ...tree,
  '.github/workflows/ci.yml': jobs('pull_request', tests),
  '.github/workflows/release.yml': jobs('{ push: { tags: [v*] } }', ...lines),
})

testCheck(check, {
  notApplicable: [
    { name: 'no build', files: { ...tree, '.github/workflows/ci.yml': jobs('push', job('hello', 'echo hi')) } },
    { name: 'a build tool whose builds run no tests', files: ci(job('build', 'cargo build --release')) },
    { name: 'compiling runs no tests anyway', files: ci(job('build', 'mvn compile -DskipTests')) },
    { name: 'checks of the sources without the tests', files: ci(job('check', './gradlew check -x test')) },
  ],
  implied: [
    {
      name: 'there is nothing to skip',
      files: {
        Dockerfile: 'FROM eclipse-temurin:25\nEXPOSE 80',
        'a/A.java': '',
        'a/B.java': '',
        'a/C.java': '',
        'a/D.java': '',
        'a/E.java': '',
        '.github/workflows/ci.yml': jobs('push', job('build', 'mvn package -DskipTests')),
      },
    },
  ],
  unknown: [
    {
      name: 'an unknown action may run them',
      files: ci(`build: { ${runner}, steps: [{ run: mvn package -DskipTests }, { uses: acme/verify@v1 }] }`),
      reason: 'acme/verify@v1',
    },
  ],
  passes: [
    { name: 'nothing is skipped', files: ci(job('build', 'mvn -B package')) },
    { name: 'the option is off', files: ci(job('build', 'mvn -B package -DskipTests=false')) },
    { name: 'only integration tests are left out', files: ci(job('build', 'mvn -B package -DskipITs')) },
    { name: 'another job tests beside it', files: ci(tests, job('image', 'mvn package -DskipTests')) },
    { name: 'a later step of the job tests', files: ci(job('build', 'mvn install -DskipTests && mvn verify')) },
    {
      name: 'the job that publishes needs the tests',
      files: ci(tests, job('publish', 'mvn -B deploy -DskipTests', 'needs: test,')),
    },
    {
      name: 'what is built without tests is published behind the tests',
      files: ci(tests, job('build', './gradlew build -x test'), job('out', 'npm publish', 'needs: [build, test],')),
    },
    { name: 'an image build of another workflow', files: publish(job('build', 'mvn package -DskipTests')) },
    {
      name: 'another workflow has passed before',
      files: {
        ...tree,
        '.github/workflows/ci.yml': `name: CI\n${jobs('push', tests)}`,
        '.github/workflows/release.yml': jobs(
          '{ workflow_run: { workflows: [CI] } }',
          job('out', 'mvn deploy -DskipTests', `if: "github.event.workflow_run.conclusion == 'success'",`),
        ),
      },
    },
    { name: 'gradle leaves out the tests of another task', files: ci(job('build', 'gradle build -x integrationTest')) },
  ],
  fails: [
    { name: 'Maven', files: ci(...marked('mvn -B package -DskipTests', 'nowhere')) },
    { name: 'Maven, with a value', files: ci(...marked('mvn verify -Dmaven.test.skip=true', 'nowhere')) },
    { name: 'Maven, in two words', files: ci(...marked('mvn install -D skipTests', 'nowhere')) },
    {
      name: 'the wrapper of Maven, beside other goals',
      files: ci(...marked('./mvnw -DskipTests deploy sonar:sonar', 'nowhere')),
    },
    { name: 'Gradle', files: ci(...marked('gradle build -x test', 'nowhere')) },
    {
      name: 'Gradle, in one project',
      files: ci(...marked('./gradlew :shop:build --exclude-task :shop:test', 'nowhere')),
    },
    {
      name: 'a target of make',
      files: { ...ci(job('build', 'make build')), Makefile: 'build:\n\tmvn package -DskipTests # ! nowhere' },
    },
    {
      name: 'a release of what no test of its run has seen',
      files: publish(...marked('mvn -B deploy -DskipTests', 'beforeRelease')),
    },
    {
      name: 'tests beside the job that publishes',
      files: {
        ...tree,
        '.github/workflows/ci.yml': jobs('push', tests, ...marked('mvn -B deploy -DskipTests', 'beforeRelease')),
      },
    },
  ],
})
