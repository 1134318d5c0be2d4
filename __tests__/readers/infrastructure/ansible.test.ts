import { describe, expect, test } from '@jest/globals'
import type { AnsibleTask } from '../../../src/models/index.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'
import { plain } from '../hcl/plain.js'

function read(texts: Readonly<Record<string, string>>) {
  const context = readerContext(memoryFiles(texts))
  const { ansible, technologies, unread } = readInfrastructure(context)
  return { ...ansible, technologies, unread, defects: context.defects, unreadFiles: context.unreadFiles }
}

const tasks = (text: string) => read({ 'roles/web/tasks/main.yml': text }).tasks
const only = (text: string): AnsibleTask => {
  const [task, ...others] = tasks(text)
  if (task === undefined || others.length > 0) throw new Error(`${others.length + 1} tasks`)
  return task
}
const open = (text: string, ...of: string[]) => ({ '?': text, of })

describe('a task', () => {
  test('has name, module, arguments, keywords and place', () => {
    const task = only('---\n- name: Restart\n  service:\n    name: nginx\n    state: restarted\n  when: changed\n')
    expect(task).toMatchObject({
      kind: 'task',
      name: 'Restart',
      module: 'ansible.builtin.service',
      blocks: [],
      file: 'roles/web/tasks/main.yml',
      at: { line: 2, column: 3, endLine: 2, endColumn: 16 },
    })
    expect(plain(task.arguments)).toEqual({ name: 'nginx', state: 'restarted' })
    expect(plain(task.keywords)).toEqual({ name: 'Restart', when: 'changed' })
  })

  test.each([
    ['command', 'ansible.builtin.command'],
    ['ansible.builtin.shell', 'ansible.builtin.shell'],
    ['ansible.legacy.copy', 'ansible.builtin.copy'],
    ['community.general.ufw', 'community.general.ufw'],
  ])('that calls %s calls %s', (written, module) => {
    expect(only(`- ${written}:\n    a: b\n`).module).toBe(module)
  })

  test.each<[string, unknown]>([
    ['command: make install', { _raw_params: 'make install' }],
    [
      'command: make install creates=/opt/x chdir="/a b"',
      { _raw_params: 'make install', creates: '/opt/x', chdir: '/a b' },
    ],
    ['command: env A=1 b=2 run', { _raw_params: 'env A=1 b=2 run' }],
    ['shell: "echo {{ a b }} > x"', { _raw_params: open('echo {{ a b }} > x', 'a') }],
    ['service: name=nginx state=restarted', { name: 'nginx', state: 'restarted' }],
    ['apt: name={{ item }} state=latest', { name: open('{{ item }}', 'item'), state: 'latest' }],
    ['include_tasks: setup.yml', { _raw_params: 'setup.yml' }],
    ['meta: flush_handlers', { _raw_params: 'flush_handlers' }],
    ['command: a\n  args:\n    creates: /x', { _raw_params: 'a', creates: '/x' }],
    ['command:\n    argv: [a, b]', { argv: ['a', 'b'] }],
    ['debug:', {}],
    ['copy:\n    content: "{{ lookup(\'file\', x) }}"', { content: open("{{ lookup('file', x) }}", 'lookup') }],
    [
      'user:\n    password: !vault |\n      $ANSIBLE_VAULT;1.1',
      { password: { '?': expect.any(String), of: expect.any(Array) } },
    ],
  ])('%s has these arguments', (text, expected) => {
    expect(plain(only(`- ${text}\n`).arguments)).toEqual(expected)
  })

  test.each([
    ['action: command make', 'ansible.builtin.command', { _raw_params: 'make' }],
    ['local_action: shell make', 'ansible.builtin.shell', { _raw_params: 'make' }],
    ['action:\n    module: copy\n    src: a', 'ansible.builtin.copy', { module: 'copy', src: 'a' }],
  ])('%s is a call', (text, module, expected) => {
    const list = tasks(`- ${text}\n- ping:\n`)
    expect([list[0]?.module, plain(list[0]?.arguments)]).toEqual([module, expected])
  })

  test('of a block knows the block and its part', () => {
    const list = tasks(`
- when: x
  block:
    - command: a
    - block:
        - command: b
  rescue:
    - command: c
  always:
    - command: d
`)
    expect(
      list.map(({ arguments: given, blocks }) => [
        plain(given),
        blocks.map(({ part, hasRescue }) => [part, hasRescue]),
      ]),
    ).toEqual([
      [{ _raw_params: 'a' }, [['block', true]]],
      [
        { _raw_params: 'b' },
        [
          ['block', true],
          ['block', false],
        ],
      ],
      [{ _raw_params: 'c' }, [['rescue', true]]],
      [{ _raw_params: 'd' }, [['always', true]]],
    ])
    expect(plain(list[0]?.blocks[0]?.keywords)).toEqual({ when: 'x' })
  })

  test('of handlers is a handler', () => {
    expect(
      read({ 'roles/web/handlers/main.yml': '- name: restart\n  service: name=a state=restarted\n' }).tasks,
    ).toMatchObject([{ kind: 'handler', name: 'restart' }])
  })
})

describe('a play', () => {
  const site = (play: string, texts: Readonly<Record<string, string>> = {}) => {
    const { plays } = read({ 'site.yml': play, ...texts })
    const [first] = plays
    if (first === undefined) throw new Error('no play')
    return first
  }
  const commands = (list: readonly AnsibleTask[]) =>
    list.map((task) => plain(task.arguments.entries.get('_raw_params')))

  test('has hosts, keywords, roles, tasks and handlers in the order in which they run', () => {
    const play = site(
      `- name: Web
  hosts: web
  serial: 1
  pre_tasks:
    - command: before
  roles:
    - nginx
    - role: app
      tags: x
  tasks:
    - command: main
  post_tasks:
    - command: after
  handlers:
    - command: handled
`,
      {
        'roles/nginx/tasks/main.yml': '- command: of nginx\n- include_tasks: more.yml\n',
        'roles/nginx/tasks/more.yml': '- command: of more\n',
        'roles/nginx/handlers/main.yml': '- command: handled by nginx\n',
        'roles/app/tasks/main.yaml': '- import_role:\n    name: base\n    tasks_from: first\n',
        'roles/base/tasks/first.yml': '- command: of base\n',
      },
    )
    expect(play).toMatchObject({
      name: 'Web',
      file: 'site.yml',
      complete: true,
      at: { line: 1, column: 3 },
      roles: [
        { name: 'nginx', folder: 'roles/nginx' },
        { name: 'app', folder: 'roles/app' },
      ],
    })
    expect([plain(play.hosts), plain(play.keywords)]).toEqual(['web', { name: 'Web', hosts: 'web', serial: 1 }])
    expect(commands(play.tasks).filter((text) => !String(text).endsWith('.yml'))).toEqual([
      'before',
      'of nginx',
      'of more',
      undefined,
      'of base',
      'main',
      'after',
    ])
    expect(commands(play.handlers)).toEqual(['handled', 'handled by nginx'])
  })

  test.each([
    ['a role of somebody else', '- hosts: web\n  roles: [geerlingguy.nginx]\n'],
    ['a role that an expression names', '- hosts: web\n  tasks:\n    - include_role:\n        name: "{{ x }}"\n'],
    ['a file that an expression names', '- hosts: web\n  tasks:\n    - include_tasks: "{{ x }}.yml"\n'],
    ['a file that is not there', '- hosts: web\n  tasks:\n    - include_tasks: x.yml\n'],
  ])('with %s is incomplete', (_, text) => {
    expect(site(text).complete).toBe(false)
  })

  test('finds a role above its playbook, and files beside it', () => {
    const { plays, tasks: all } = read({
      'playbooks/web.yml': '- hosts: web\n  roles: [ns.collection.app]\n  tasks:\n    - include_tasks: steps/x.yml\n',
      'playbooks/steps/x.yml': '- command: x\n',
      'roles/app/tasks/main.yml': '- command: app\n',
    })
    expect(plays).toMatchObject([{ complete: true, roles: [{ folder: 'roles/app' }] }])
    expect(all.map(({ file }) => file).sort()).toEqual([
      'playbooks/steps/x.yml',
      'playbooks/web.yml',
      'roles/app/tasks/main.yml',
    ])
  })

  test('that includes itself in a circle ends', () => {
    const play = site('- hosts: web\n  roles: [a]\n', {
      'roles/a/tasks/main.yml': '- include_role: name=a\n- include_tasks: main.yml\n',
    })
    expect(play.tasks).toHaveLength(2)
  })
})

describe('files', () => {
  test('of Ansible show the technology and are read', () => {
    const { technologies, unread, unreadFiles } = read({ 'site.yml': '- hosts: all\n  tasks:\n    - ping:\n' })
    expect([[...technologies], unread, unreadFiles]).toEqual([['ansible'], [], []])
  })

  test.each([
    ['a list of something else', { 'tasks/list.yml': '- name: a\n  value: b\n' }],
    ['a manifest', { 'tasks/x.yaml': 'apiVersion: tekton.dev/v1\nkind: Task\nitems:\n- name: a\n' }],
    ['a mapping', { 'tasks/x.yml': 'name: a\nitems:\n- b\n' }],
    ['a list of hosts', { 'hosts.yml': '- hosts: web\n' }],
  ])('that hold %s are none of Ansible', (_, texts) => {
    const { plays, tasks: all, defects } = read(texts)
    expect([plays, all, defects]).toEqual([[], [], []])
  })

  test('that are broken are a defect, and read up to there', () => {
    const { tasks: all, defects } = read({ 'roles/a/tasks/main.yml': '- command: a\n- command: "b\n' })
    expect(all.length).toBeLessThanOrEqual(2)
    expect(defects).toMatchObject([{ at: { file: 'roles/a/tasks/main.yml' } }])
  })

  test.each([
    '- hosts:\n  tasks: x\n',
    '- hosts: a\n  tasks: [1, null, [a]]\n  roles: {a: b}\n',
    '- hosts: a\n  tasks:\n    - {}\n    - block: 1\n',
  ])('%j is read without an exception', (text) => {
    expect(read({ 'site.yml': text }).tasks).toEqual([])
  })

  test('with blocks in blocks without end are read without an exception', () => {
    const deep = `- hosts: a\n  tasks:\n${Array.from({ length: 80 }, (_, depth) => `${' '.repeat(4 + depth * 2)}- block:\n`).join('')}${' '.repeat(164)}- ping:\n`
    expect(read({ 'site.yml': deep }).tasks).toEqual([])
  })
})

describe('inventories', () => {
  const groups = (text: string, path = 'inventories/production/hosts') => {
    const [inventory] = read({ 'site.yml': '- hosts: web\n  roles: [web]\n', [path]: text }).inventories
    return inventory && Object.fromEntries([...inventory.groups].map(([name, hosts]) => [name, hosts.size]))
  }

  test.each<[string, string, string | undefined, Record<string, number> | undefined]>([
    ['groups', '[web]\na\nb ansible_port=22\n[db]\na\n', undefined, { all: 2, web: 2, db: 1 }],
    ['hosts in no group', 'a\n[web]\nb\n', undefined, { all: 2, ungrouped: 1, web: 1 }],
    ['ranges', '[web]\nweb[01:10].example\nx[a:c]\n', undefined, { all: 13, web: 13 }],
    ['a range with steps', '[web]\nweb[1:9:2]\n', undefined, { all: 5, web: 5 }],
    ['an endless range', '[web]\nweb[1:99999999]\n', undefined, { all: 1_000, web: 1_000 }],
    [
      'groups of groups',
      '[web]\na\n[shop:children]\nweb\ndb\n[db]\nb\n',
      undefined,
      { all: 2, web: 1, shop: 2, db: 1 },
    ],
    ['groups in a ring', '[a:children]\nb\n[b:children]\na\n[b]\nx\n', undefined, { all: 1, a: 1, b: 1 }],
    ['variables', '[web:vars]\nport=80\n[web]\na\n# b\n', undefined, { all: 1, web: 1 }],
    ['no inventory', '127.0.0.1 localhost\n', 'etc/hosts', undefined],
    ['a script', '#!/bin/sh\n[web]\n', undefined, undefined],
    ['variables of groups', '[web]\na\n', 'inventories/production/group_vars/web', undefined],
    [
      'YAML',
      'all:\n  hosts: { a: }\n  children:\n    web:\n      hosts: { b: , "c[1:2]": }\n',
      'inventory.yml',
      { all: 4, web: 3 },
    ],
    ['YAML that is something else', 'all:\n  - a\n', 'inventory.yml', undefined],
  ])('%s', (_, text, path, expected) => {
    expect(groups(text, path)).toEqual(expected)
  })

  test('are not looked for where there are no plays', () => {
    expect(read({ hosts: '[web]\na\n' }).inventories).toEqual([])
  })
})

test('roles that a role depends on are run before it, rings of them once', () => {
  const { plays } = read({
    'site.yml': '- hosts: web\n  roles: [shop]\n',
    'roles/shop/meta/main.yml': 'dependencies:\n  - role: base\n  - name: gone\n',
    'roles/shop/tasks/main.yml': '- command: shop\n',
    'roles/base/meta/main.yml': 'dependencies: [base]\n',
    'roles/base/tasks/main.yml': '- command: base\n',
  })
  expect(plays[0]?.tasks.map(({ file }) => file)).toEqual(['roles/base/tasks/main.yml', 'roles/shop/tasks/main.yml'])
  expect(plays[0]?.complete).toBe(false)
})

test('scripts keep their lines', () => {
  expect(plain(only('- shell: |\n    cd /opt\n    make\n').arguments)).toEqual({ _raw_params: 'cd /opt\nmake' })
})
