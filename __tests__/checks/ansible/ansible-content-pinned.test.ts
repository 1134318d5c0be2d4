import { expect, test } from '@jest/globals'
import check from '../../../checks/ansible/ansible-content-pinned.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const SITE = { 'site.yml': '- hosts: web\n  roles: [shop]\n' }
const wanted = (text: string, path = 'requirements.yml') => ({ ...SITE, [path]: text })
const role = (...lines: string[]) => wanted(`roles:\n  - ${lines.join('\n    ')}\n`)
const collection = (...lines: string[]) => wanted(`collections:\n  - ${lines.join('\n    ')}\n`)
const packages = (text: string, path = 'roles/shop/tasks/main.yml') => ({ [path]: text })

testCheck(check, {
  notApplicable: [
    { name: 'no Ansible', files: { 'README.md': '# shop' } },
    { name: 'requirements of a chart', files: { 'chart/requirements.yaml': 'dependencies:\n  - name: redis\n' } },
    { name: 'a list that is not of Ansible', files: { 'requirements.yml': '- name: flask\n' } },
    {
      name: 'roles of the tree',
      files: {
        ...SITE,
        'roles/shop/meta/main.yml': 'dependencies:\n  - base\n',
        'roles/base/defaults/main.yml': 'a: 1\n',
      },
    },
    { name: 'requirements of tests', files: wanted('roles:\n  - name: a.b\n', 'molecule/default/requirements.yml') },
    { name: 'packages that are there', files: packages('- apt: name=nginx state=present\n') },
    { name: 'an update of everything', files: packages("- apt: name='*' state=latest\n") },
    {
      name: 'what only updates',
      files: packages('- apt:\n    name: nginx\n    state: latest\n    only_upgrade: true\n'),
    },
    {
      name: 'a playbook that patches',
      files: packages('- apt: name=nginx state=latest\n', 'roles/x/tasks/patching.yml'),
    },
  ],
  passes: [
    { name: 'a version', files: collection('name: community.general', 'version: 11.2.1') },
    { name: 'a version behind the name', files: wanted("collections:\n  - 'community.general:11.2.1'\n") },
    { name: 'a range with an end', files: collection('name: community.general', "version: '>=11.0.0,<12.0.0'") },
    { name: 'a tag of a role', files: role('src: https://git.example.com/role.git', 'version: v1.4.0') },
    { name: 'the old form', files: wanted('- src: a.role\n  version: 1.0.0\n') },
    { name: 'the old short form', files: wanted("- 'a.role,1.0.0'\n") },
    { name: 'an archive with its version', files: collection('name: https://x.example/shop-base-1.4.2.tar.gz') },
    { name: 'a folder', files: collection('name: ./collections/shop', 'type: dir') },
    {
      name: 'the version of a dependency stands in the requirements',
      files: {
        ...role('name: a.role', 'version: 1.0.0'),
        'roles/shop/meta/main.yml': 'dependencies:\n  - role: a.role\n',
      },
    },
  ],
  unknown: [{ name: 'a version by an expression', files: collection('name: a.b', "version: '{{ general_version }}'") }],
  fails: [
    { name: 'a collection without version', files: collection('name: community.general # ! unpinned') },
    { name: 'a collection by its name alone', files: wanted('collections:\n  - community.general # ! unpinned\n') },
    { name: 'a role without version', files: role('name: a.role # ! unpinned') },
    { name: 'a role from git', files: role('src: git+https://git.example.com/role.git # ! unpinned') },
    { name: 'a branch', files: role('src: https://git.example.com/role.git', 'version: main # ! branch') },
    { name: 'any version', files: collection('name: a.b', "version: '*' # ! branch") },
    { name: 'a range without an end', files: collection('name: a.b', "version: '>=1.0.0' # ! open") },
    {
      name: 'a dependency that nothing here has',
      files: { ...SITE, 'roles/shop/meta/main.yml': 'dependencies:\n  - role: a.role # ! unpinned\n' },
    },
    { name: 'the newest package', files: packages('- apt: name=nginx state=latest # ! latest\n') },
    {
      name: 'the newest package of pip',
      files: packages('- name: x # ! latest\n  pip:\n    name: ansible\n    state: latest\n'),
    },
  ],
})

test('what floats in one file is one finding that names the others', () => {
  const { result } = run(check, { files: wanted('roles:\n  - name: a.one\n  - name: a.two\n  - name: a.three\n') })
  const found = result.outcomes.map((outcome) => 'because' in outcome && outcome.because.map(({ line }) => line))
  expect(found).toEqual([[3, 4]])
})
