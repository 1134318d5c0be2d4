import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-in-place-change.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (...blocks: string[]) => ({ 'infra/main.tf': ['provider "aws" {}', ...blocks].join('\n') })
const machine = (body = '', name = 'web') => `resource "aws_instance" "${name}" {\n  ami = "ami-1"\n${body}\n}\n`
const provisioner = (kind: string, body: string, marker = '') => `  provisioner "${kind}" {${marker}\n    ${body}\n  }`
const INSTALL = 'inline = ["apt-get install -y nginx"]'

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'no machine', files: tf('resource "aws_s3_bucket" "a" {}') },
    {
      name: 'a command for something else',
      files: tf(`resource "null_resource" "a" {\n${provisioner('local-exec', 'command = "npm run build"')}\n}`),
    },
    { name: 'an example', files: { 'examples/main.tf': machine(provisioner('remote-exec', INSTALL)) } },
    {
      name: 'a database with a local command',
      files: tf(`resource "aws_db_instance" "a" {\n${provisioner('local-exec', 'command = "./seed.sh"')}\n}`),
    },
  ],
  passes: [
    { name: 'a machine that is left alone', files: tf(machine()) },
    { name: 'a group of machines', files: tf('resource "aws_autoscaling_group" "web" {\n  max_size = 3\n}') },
    { name: 'what runs on removal', files: tf(machine(provisioner('remote-exec', `when = destroy\n    ${INSTALL}`))) },
    {
      name: 'a wait for the first boot',
      files: tf(machine(provisioner('remote-exec', 'inline = ["cloud-init status --wait"]'))),
    },
    {
      name: 'a note on the own disk',
      files: tf(machine(provisioner('local-exec', 'command = "echo ${self.private_ip} >> hosts.txt"'))),
    },
    { name: 'user data', files: tf(machine('  user_data = file("boot.sh")')) },
    {
      name: 'a template',
      files: {
        'template.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources: { Web: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MaxSize: 3 } } }\n",
      },
    },
  ],
  unknown: [
    {
      name: 'a machine beside playbooks',
      files: {
        ...tf(machine()),
        'site.yml': '- hosts: web\n  tasks:\n    - ansible.builtin.package: { name: nginx }\n',
      },
    },
  ],
  fails: [
    { name: 'commands over SSH', files: tf(machine(provisioner('remote-exec', INSTALL, ' # ! provisioner'))) },
    {
      name: 'a script over SSH',
      files: tf(machine(provisioner('remote-exec', 'script = "setup.sh"', ' # ! provisioner'))),
    },
    { name: 'a file alone', files: tf(machine(provisioner('file', 'source = "app.conf"', ' # ! provisioner'))) },
    {
      name: 'a playbook',
      files: tf(
        machine(
          provisioner(
            'local-exec',
            'command = "ansible-playbook -i \'${self.public_ip},\' site.yml"',
            ' # ! provisioner',
          ),
        ),
      ),
    },
    {
      name: 'a block that stands in for it',
      files: tf(
        machine(),
        `resource "null_resource" "setup" {\n${provisioner('remote-exec', INSTALL, ' # ! provisioner')}\n}`,
      ),
    },
    {
      name: 'another cloud',
      files: tf(`resource "hcloud_server" "a" {\n${provisioner('remote-exec', INSTALL, ' # ! provisioner')}\n}`),
    },
    {
      name: 'a wait that installs, too',
      files: tf(
        machine(
          provisioner('remote-exec', 'inline = ["cloud-init status --wait", "dnf install -y git"]', ' # ! provisioner'),
        ),
      ),
    },
  ],
})

test('the same way of change in one file is one finding', () => {
  const body = provisioner('remote-exec', INSTALL)
  const { problems } = run(check, { files: tf(machine(body, 'a'), machine(body, 'b')) })
  expect(problems).toHaveLength(1)
})
