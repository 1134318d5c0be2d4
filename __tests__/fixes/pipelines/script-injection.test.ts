import { testFixer } from '../../helpers/fix-tester.js'

const HEAD =
  'on: {issues: {types: [opened]}}\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n'
const TITLE = '${{ github.event.issue.title }}'

testFixer('pipeline-script-injection', {
  refuses: [
    { name: 'words that the shell splits', before: `${HEAD}      - run: echo ${TITLE}\n`, reason: 'another way' },
    { name: 'single quotes', before: `${HEAD}      - run: |\n          echo '${TITLE}'\n`, reason: 'another way' },
    {
      name: 'a here-document',
      before: `${HEAD}      - run: |\n          cat <<X\n          "${TITLE}"\n          X\n`,
      reason: 'another way',
    },
    {
      name: 'another shell',
      before: `${HEAD}      - run: |\n          echo "${TITLE}"\n        shell: pwsh\n`,
      reason: 'its shell',
    },
    {
      name: 'an input of an action',
      before: `${HEAD}      - uses: actions/github-script@11bd71901bbe5b1630ceea73d27597364c9af683\n        with:\n          script: |\n            f("${TITLE}")\n`,
      reason: 'not pasted into the script',
    },
    {
      name: 'an expression that is more than a name',
      before: `${HEAD}      - run: |\n          echo "\${{ format('{0}', github.event.issue.title) }}"\n`,
      reason: 'more than the name',
    },
    {
      name: 'a variable of that name',
      before: `${HEAD}      - run: |\n          ISSUE_TITLE=x\n          echo "${TITLE}"\n`,
      reason: 'of its own',
    },
    {
      name: 'two texts of one name',
      before: `${HEAD}      - run: |\n          echo "\${{ github.event.issue.title }}" "\${{ github.event.issue-title }}"\n`,
      reason: 'of its own',
    },
  ],
  fixes: [
    {
      name: 'in double quotes',
      before: `${HEAD}      - name: Say it\n        run: |\n          # what came\n          echo "new: ${TITLE}!" # it's\n          echo "${TITLE}" "\${{ github.sha }}"\n`,
      after: `${HEAD}      - name: Say it\n        env:\n          ISSUE_TITLE: \${{ github.event.issue.title }}\n        run: |\n          # what came\n          echo "new: \${ISSUE_TITLE}!" # it's\n          echo "\${ISSUE_TITLE}" "\${{ github.sha }}"\n`,
    },
    {
      name: 'what a dispatch hands over',
      before: `on: repository_dispatch\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: |\n          echo "\${{ github.event.client_payload.home }}"\n`,
      after: `on: repository_dispatch\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: |\n          echo "\${CLIENT_PAYLOAD_HOME}"\n        env:\n          CLIENT_PAYLOAD_HOME: \${{ github.event.client_payload.home }}\n`,
    },
    {
      name: 'as a value, beside an env',
      before: `${HEAD}      - env:\n          A: b\n        run: |\n          T=${TITLE}\n          B="\${{ github.event.issue.body }}"\n`,
      after: `${HEAD}      - env:\n          A: b\n          ISSUE_TITLE: \${{ github.event.issue.title }}\n          ISSUE_BODY: \${{ github.event.issue.body }}\n        run: |\n          T="\${ISSUE_TITLE}"\n          B="\${ISSUE_BODY}"\n`,
    },
  ],
})
