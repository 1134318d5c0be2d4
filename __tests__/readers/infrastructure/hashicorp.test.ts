import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { plainOf } from './plain.js'

function read(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  return { ...readInfrastructure(context), defects: context.defects, unreadFiles: context.unreadFiles }
}

describe('Nomad', () => {
  const JOB = [
    'variable "tag" {',
    '  default = "1.8"',
    '}',
    'job "shop" {',
    '  type = "service"',
    '  update {',
    '    auto_revert = true',
    '  }',
    '  group "api" {',
    '    count = 2',
    '    task "server" {',
    '      config {',
    '        image = "acme/api:${var.tag}"',
    '        port  = "${NOMAD_PORT_http}"',
    '      }',
    '    }',
    '  }',
    '}',
  ].join('\n')

  test('a job with its groups, at its header', () => {
    const { resources, technologies, defects } = read({ 'jobs/shop.nomad.hcl': JOB })
    expect(defects).toEqual([])
    expect(resources).toMatchObject([
      {
        technology: 'nomad',
        type: 'nomad-job',
        name: 'shop',
        at: { line: 4, column: 1, endColumn: 11, route: 'job.shop' },
        complete: true,
      },
    ])
    const job = resources[0]?.properties
    expect(plainOf(valueAt(job, 'update.auto_revert'))).toBe(true)
    expect(plainOf(valueAt(job, 'group.api.task.server.config'))).toEqual([
      { image: 'acme/api:1.8', port: { text: 'NOMAD_PORT_http', references: [] } },
    ])
    expect(valueAt(job, 'group.api.task.server.config.image')).toMatchObject({ via: ['var.tag'] })
    expect([...technologies]).toEqual(['nomad'])
  })

  test('a file of another name that declares a job, and files that do not', () => {
    const { resources, defects } = read({
      'jobs/web.hcl': JOB,
      'docker-bake.hcl': 'target "app" {}\n',
      'policy.hcl': 'path "secret/*" {\n  capabilities = ["read"]\n}\n',
      'broken.hcl': 'a {{{',
      'x.tfvars.hcl': 'job "a" {}',
    })
    expect(resources.map(({ file }) => file)).toEqual(['jobs/web.hcl'])
    expect(defects).toEqual([])
  })

  test('a template is unread, a broken job a defect', () => {
    const template = read({ 'a.nomad': 'job "[[.name]]" {\n  [[ if .x ]]\n  type = "batch"\n  [[ end ]]\n}\n' })
    expect(template.defects).toEqual([])
    expect(template.unreadFiles).toMatchObject([{ file: 'a.nomad', reason: 'a template of a Nomad job' }])
    const broken = read({ 'b.nomad': 'job "b" {\n  type = \n}\n' })
    expect(broken.defects).toHaveLength(1)
    expect(broken.resources[0]?.complete).toBe(false)
  })
})

describe('Packer', () => {
  test('sources, builds and variables of the files of a folder', () => {
    const { resources, technologies, defects } = read({
      'images/vars.pkr.hcl': 'variable "region" {\n  default = "eu-west-1"\n}\nlocals {\n  user = "ubuntu"\n}\n',
      'images/web.pkr.hcl': [
        'source "amazon-ebs" "web" {',
        '  region       = var.region',
        '  ssh_username = local.user',
        '}',
        'build {',
        '  sources = ["source.amazon-ebs.web"]',
        '  provisioner "shell" {',
        '    inline = ["apt-get install -y nginx"]',
        '  }',
        '  post-processor "manifest" {}',
        '}',
      ].join('\n'),
    })
    expect(defects).toEqual([])
    expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'variable region',
      'packer-source amazon-ebs.web',
      'packer-build images',
    ])
    expect(plainOf(resources[1]?.properties)).toEqual({ region: 'eu-west-1', ssh_username: 'ubuntu' })
    expect(plainOf(resources[2]?.properties)).toEqual({
      sources: ['source.amazon-ebs.web'],
      provisioner: [{ shell: { inline: ['apt-get install -y nginx'] } }],
      'post-processor': [{ manifest: {} }],
    })
    expect(resources[1]).toMatchObject({ technology: 'packer', module: 'images', at: { line: 1, endColumn: 26 } })
    expect([...technologies]).toEqual(['packer'])
  })

  test('a template in JSON is the same', () => {
    const { resources } = read({
      'packer/web.json': JSON.stringify(
        {
          variables: { region: 'eu-west-1', token: '' },
          'sensitive-variables': ['token'],
          builders: [{ type: 'amazon-ebs', region: '{{user `region`}}', ami_name: 'web {{timestamp}}' }],
          provisioners: [{ type: 'shell', script: 'setup.sh' }],
          'post-processors': ['manifest', [{ type: 'vagrant', output: 'a.box' }]],
        },
        null,
        1,
      ),
      'data.json': '{"builders": [{"name": "Bob", "type": {}}]}',
    })
    expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'variable region',
      'variable token',
      'packer-source amazon-ebs.amazon-ebs',
      'packer-build packer',
    ])
    expect(plainOf(resources[1]?.properties)).toEqual({ default: '', sensitive: true })
    expect(plainOf(resources[2]?.properties)).toEqual({
      region: { text: '{{user `region`}}', references: ['var.region'] },
      ami_name: { text: 'web {{timestamp}}', references: [] },
    })
    expect(plainOf(resources[3]?.properties)).toEqual({
      sources: ['source.amazon-ebs.amazon-ebs'],
      provisioner: [{ shell: { script: 'setup.sh' } }],
      'post-processor': [{ manifest: {} }, { vagrant: { output: 'a.box' } }],
    })
  })
})
