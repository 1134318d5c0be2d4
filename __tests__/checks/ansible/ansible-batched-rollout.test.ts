import check from '../../../checks/ansible/ansible-batched-rollout.js'
import { testCheck } from '../../helpers/check-tester.js'

const RESTART = '  tasks:\n    - name: Restart\n      service: name=shop state=restarted\n'
const play = (hosts: string, lines = '', rest = RESTART) => ({ 'deploy.yml': `- hosts: ${hosts}\n${lines}${rest}` })
const reported = (message: string, hosts: string, rest = RESTART) => ({
  'deploy.yml': `- hosts: ${hosts} # ! ${message}\n${rest}`,
})
const inventory = (text: string, path = 'inventories/production/hosts') => ({ [path]: text })
const THREE = inventory('[web]\nweb[1:3].shop.example\n[db]\ndb1.shop.example\n')

testCheck(check, {
  notApplicable: [
    { name: 'no Ansible', files: { 'README.md': '# shop' } },
    { name: 'the controller', files: play('localhost') },
    { name: 'a local connection', files: play('web', '  connection: local\n') },
    { name: 'one host of a group', files: play("'web[0]'") },
    { name: 'a host by name', files: play('web1.shop.example') },
    { name: 'a group of one', files: { ...play('db'), ...THREE } },
    { name: 'a play that sets hosts up', files: { 'site.yml': `- hosts: web\n${RESTART}` } },
    { name: 'nothing starts anew', files: play('web', '', '  tasks:\n    - copy: src=a dest=/b\n') },
    { name: 'it stops a service', files: play('web', '', '  tasks:\n    - service: name=shop state=stopped\n') },
  ],
  unknown: [{ name: 'a group by an expression', files: play("'{{ target }}'"), reason: 'decided elsewhere' }],
  passes: [
    { name: 'serial', files: { ...play('web', '  serial: 1\n'), ...THREE } },
    { name: 'growing batches', files: play('web', "  serial: [1, '25%']\n") },
    { name: 'serial by an expression', files: play('web', "  serial: '{{ batch | default(1) }}'\n") },
    {
      name: 'throttled',
      files: play('web', '', `${RESTART}      throttle: 1\n`),
    },
    {
      name: 'another play of the playbook is batched',
      files: { 'deploy.yml': `- hosts: web\n${RESTART}- hosts: db\n  serial: 1\n${RESTART}` },
    },
  ],
  fails: [
    { name: 'a group of three', files: { ...reported('several', 'web'), ...THREE } },
    { name: 'all', files: { ...reported('several', 'all'), ...THREE } },
    { name: 'two groups', files: { ...reported('several', 'db:web'), ...THREE } },
    {
      name: 'groups in a YAML inventory',
      files: {
        ...reported('several', 'shop'),
        ...inventory(
          'all:\n  children:\n    shop:\n      children:\n        web:\n          hosts:\n            a: {}\n            b: {}\n',
          'inventory.yml',
        ),
      },
    },
    { name: 'a group that no inventory tells of', files: reported('unknownNumber', 'web') },
    { name: 'serial of everything', files: reported('unknownNumber', 'web', `  serial: 100%\n${RESTART}`) },
    {
      name: 'a command restarts',
      files: reported('unknownNumber', 'web', '  tasks:\n    - command: systemctl restart shop\n'),
    },
    {
      name: 'a container',
      files: reported(
        'unknownNumber',
        'web',
        '  tasks:\n    - community.docker.docker_container:\n        name: shop\n        image: shop:1.2\n',
      ),
    },
    {
      name: 'a handler of a role restarts',
      files: {
        'site.yml': '- hosts: web # ! unknownNumber\n  roles: [shop_deploy]\n',
        'roles/shop_deploy/tasks/main.yml': '- copy: src=a dest=/b\n  notify: restart\n',
        'roles/shop_deploy/handlers/main.yml': '- name: restart\n  service: name=shop state=restarted\n',
      },
    },
    {
      name: 'a role that a role depends on',
      files: {
        'site.yml': '- name: Release # ! unknownNumber\n  hosts: web\n  roles: [shop]\n',
        'roles/shop/meta/main.yml': 'dependencies:\n  - role: service\n',
        'roles/service/tasks/main.yml': '- service: name=shop state=restarted\n',
      },
    },
  ],
})
