import check from '../../../checks/ansible/ansible-command-idempotence.js'
import { testCheck } from '../../helpers/check-tester.js'

const PATH = 'roles/web/tasks/main.yml'
const tasks = (text: string, path = PATH) => ({ [path]: text })
const task = (...lines: string[]) => tasks(`- name: Set up\n${lines.map((line) => `  ${line}\n`).join('')}`)
const reported = (message: string, ...lines: string[]) =>
  tasks(`- name: Set up # ! ${message}\n${lines.map((line) => `  ${line}\n`).join('')}`)

testCheck(check, {
  notApplicable: [
    { name: 'no Ansible', files: { 'README.md': '# shop' } },
    { name: 'handlers', files: tasks('- name: reload\n  command: nginx -s reload\n', 'roles/web/handlers/main.yml') },
    { name: 'tests', files: tasks('- name: x\n  command: make\n', 'molecule/default/tasks/verify.yml') },
    {
      name: 'a role that Galaxy installed',
      files: { ...task('command: make install'), 'roles/web/meta/.galaxy_install_info': 'version: 1.0.0\n' },
    },
    { name: 'an example', files: tasks('- name: x\n  command: make install\n', 'examples/roles/web/tasks/main.yml') },
  ],
  passes: [
    { name: 'a module', files: task('ansible.builtin.service:', '  name: nginx', '  state: started') },
    { name: 'creates', files: task('command: make install creates=/opt/shop/bin') },
    { name: 'creates in args', files: task('shell: make install', 'args:', '  creates: /opt/shop/bin') },
    { name: 'removes', files: task('command:', '  cmd: rm /tmp/x', '  removes: /tmp/x') },
    { name: 'changed_when false', files: task('command: id', 'changed_when: false') },
    { name: 'changed_when an expression', files: task('command: deploy', 'changed_when: "\'done\' in out.stdout"') },
    { name: 'a condition on a result', files: task('command: make install', 'when: not installed.stat.exists') },
    { name: 'a condition on what changed', files: task('command: make', 'when: source is changed') },
    { name: 'a choice of who runs it', files: task('command: make install', 'when: shop_install_from_source') },
    {
      name: 'a condition on the block',
      files: tasks('- when: found.rc != 0\n  block:\n    - name: x\n      command: make install\n'),
    },
    {
      name: 'the rescue of a failure',
      files: tasks('- block:\n    - name: a\n      service: name=x\n  rescue:\n    - command: rollback\n'),
    },
    { name: 'only when asked for', files: task('command: make install', 'tags: [never, install]') },
    {
      name: 'a playbook that is run once',
      files: tasks('- hosts: web\n  tasks:\n    - command: make clean\n', 'reset.yml'),
    },
  ],
  fails: [
    { name: 'a command', files: reported('command', 'command: make install') },
    { name: 'its full name', files: reported('command', 'ansible.builtin.command: make install') },
    { name: 'arguments as a list', files: reported('command', 'command:', '  argv: [make, install]') },
    {
      name: 'what a module does',
      files: reported('module', 'shell: curl -sL https://shop.example/tool | tar xz -C /opt'),
    },
    { name: 'behind sudo', files: reported('module', 'shell: sudo -n systemctl restart nginx') },
    {
      name: 'on one kind of host',
      files: reported('module', 'command: apt-get update', "when: ansible_os_family == 'Debian'"),
    },
    { name: 'what only looks', files: reported('looks', 'command: cat /etc/os-release', 'register: release') },
    { name: 'a pipe that looks', files: reported('looks', 'shell: ps aux | grep nginx 2>/dev/null') },
    { name: 'a look that writes a file', files: reported('command', 'shell: cat a b > /etc/shop.conf') },
    {
      name: 'a program named by an expression',
      files: reported('module', "command: '{{ bin_dir }}/kubectl create -f x.yml'"),
    },
    {
      name: 'a script of several lines',
      files: reported('module', 'shell: |', '  # Node.js', '  cd /opt', '  npm install'),
    },
    { name: 'local_action', files: reported('command', 'local_action: command make x') },
    {
      name: 'a task of a play',
      files: tasks('- hosts: web\n  tasks:\n    - command: make install # ! command\n', 'site.yml'),
    },
  ],
})
