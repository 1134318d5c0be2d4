import check from '../../../checks/ansible/ansible-ignore-errors.js'
import { testCheck } from '../../helpers/check-tester.js'

const tasks = (text: string, path = 'roles/web/tasks/main.yml') => ({ [path]: text })
const NOTHING = '- name: Start\n  service:\n    name: shop\n    state: started\n'
const HANDLED = '- block:\n    - service: name=shop state=restarted\n  rescue:\n    - command: shop-rollback\n'

testCheck(check, {
  notApplicable: [
    { name: 'no Ansible', files: { 'README.md': '# shop' } },
    { name: 'nothing is ignored', files: tasks(NOTHING) },
    { name: 'ignore_errors: false', files: tasks(`${NOTHING}  ignore_errors: false\n`) },
    { name: 'only in check mode', files: tasks(`${NOTHING}  ignore_errors: '{{ ansible_check_mode }}'\n`) },
    { name: 'accepted failures are named', files: tasks(`${NOTHING}  failed_when: out.rc > 1\n`) },
    { name: 'what may be gone', files: tasks('- file: path=/tmp/x state=absent\n  ignore_errors: true\n') },
    { name: 'a removing command', files: tasks('- command: kubectl delete ns old\n  ignore_errors: true\n') },
    { name: 'a warning', files: tasks('- fail: msg=deprecated\n  ignore_errors: true\n') },
    { name: 'a look', files: tasks('- shell: cat /proc/cpuinfo | grep x\n  failed_when: false\n') },
    {
      name: 'in the handling of a failure',
      files: tasks('- block:\n    - service: name=shop\n  always:\n    - command: report\n      ignore_errors: true\n'),
    },
    {
      name: 'a playbook that takes everything down',
      files: tasks(`${NOTHING}  ignore_errors: yes\n`, 'roles/reset/tasks/main.yml'),
    },
    { name: 'tests', files: tasks(`${NOTHING}  ignore_errors: yes\n`, 'tests/roles/x/tasks/main.yml') },
  ],
  passes: [
    { name: 'failures are handled', files: tasks(HANDLED) },
    {
      name: 'the result is read in a condition',
      files: tasks(
        `${NOTHING}  register: started\n  ignore_errors: true\n- command: repair\n  when: started is failed\n`,
      ),
    },
    {
      name: 'the result is read in an argument',
      files: tasks(`${NOTHING}  register: started\n  failed_when: false\n- assert:\n    that: ['started.rc == 0']\n`),
    },
  ],
  fails: [
    { name: 'ignore_errors', files: tasks(`${NOTHING}  ignore_errors: true # ! ignored\n`) },
    { name: 'the old spelling', files: tasks(`${NOTHING}  ignore_errors: yes # ! ignored\n`) },
    { name: 'failed_when: false', files: tasks(`${NOTHING}  failed_when: false # ! ignored\n`) },
    { name: 'ignore_unreachable', files: tasks(`${NOTHING}  ignore_unreachable: true # ! ignored\n`) },
    {
      name: 'a result that nobody reads',
      files: tasks(`${NOTHING}  register: started\n  ignore_errors: true # ! ignored\n`),
    },
    {
      name: 'a whole block, once',
      files: tasks('- ignore_errors: true # ! ignored\n  block:\n    - command: a\n    - command: b\n'),
    },
  ],
})
