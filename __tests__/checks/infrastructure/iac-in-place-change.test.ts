import check from '../../../checks/infrastructure/iac-in-place-change.js'
import { testCheck } from '../../helpers/check-tester.js'

const server = (body: string) => ({ 'infra/main.tf': `resource "aws_instance" "web" {\n${body}}\n` })
const remote = (command: string, mark = '') =>
  `  provisioner "remote-exec" {${mark}\n    inline = ["${command}"]\n  }\n`
const local = (command: string, mark = '') => `  provisioner "local-exec" {${mark}\n    command = "${command}"\n  }\n`
const template = (resource: string) => ({
  'stack.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${resource}`,
})
const play = (on: string) => ({
  '.github/workflows/play.yml': `on: ${on}\njobs:\n  play:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ansible-playbook -i prod site.yml\n`,
})
const PACKER = { 'images/web.pkr.hcl': 'source "amazon-ebs" "web" {}\n' }

testCheck(check, {
  notApplicable: [
    {
      name: 'a database with a local command',
      files: { 'infra/main.tf': `resource "aws_db_instance" "a" {\n${local('./seed.sh')}}\n` },
    },
    { name: 'no servers', files: { 'infra/main.tf': 'resource "aws_sqs_queue" "a" {}\n' } },
    {
      name: 'a command beside something else',
      files: { 'infra/main.tf': `resource "null_resource" "a" {\n${local('kubectl get pods')}}\n` },
    },
    {
      name: 'code for tests',
      files: { 'tests/main.tf': `resource "aws_instance" "a" {\n${remote('apt-get install nginx')}}\n` },
    },
  ],
  passes: [
    { name: 'Packer', files: { ...server('  ami = "ami-1"\n'), ...PACKER } },
    {
      name: 'Image Builder',
      files: { ...server(''), 'image.tf': 'resource "aws_imagebuilder_image_pipeline" "web" {}\n' },
    },
    { name: 'an instance that is replaced', files: server('  user_data_replace_on_change = true\n') },
    {
      name: 'a group that is refreshed',
      files: {
        'infra/main.tf':
          'resource "aws_autoscaling_group" "web" {\n  instance_refresh {\n    strategy = "Rolling"\n  }\n}\n',
      },
    },
    {
      name: 'a group of CloudFormation that is rolled',
      files: template(
        '  Web:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 1 } }\n    Properties: { MinSize: 1, MaxSize: 2 }\n',
      ),
    },
    { name: 'a provisioner that waits', files: { ...server(remote('cloud-init status --wait')), ...PACKER } },
    {
      name: 'a provisioner that goes before the server does',
      files: {
        ...server('  provisioner "remote-exec" {\n    when = destroy\n    inline = ["leave-cluster"]\n  }\n'),
        ...PACKER,
      },
    },
    {
      name: 'a playbook on the machine that runs Terraform',
      files: { ...server(local('ansible-playbook -i localhost, -c local a.yml')), ...PACKER },
    },
    {
      name: 'a copy from the server',
      files: { ...server(local('scp root@${self.public_ip}:/etc/rancher/k3s.yaml ./k3s.yaml')), ...PACKER },
    },
    {
      name: 'a note on the own disk',
      files: { ...server(local('echo ${self.private_ip} >> hosts.txt')), ...PACKER },
    },
    { name: 'keys of a host', files: { ...server(local('ssh-keyscan host >> known_hosts')), ...PACKER } },
    { name: 'a playbook on a schedule', files: { ...server(''), ...play("{ schedule: [{ cron: '0 5 * * *' }] }") } },
  ],
  implied: [
    { name: 'a playbook for changes alone', files: { ...server(''), ...play('{ push: { branches: [main] } }') } },
  ],
  unknown: [
    { name: 'nothing is seen', files: server('  ami = "ami-1"\n'), reason: 'is not seen here' },
    {
      name: 'commands from elsewhere',
      files: {
        'infra/main.tf':
          'variable "commands" {}\nresource "aws_instance" "web" {\n  provisioner "remote-exec" {\n    inline = var.commands\n  }\n}\n',
      },
      reason: 'hangs on an expression',
    },
  ],
  fails: [
    { name: 'remote-exec', files: server(remote('apt-get install -y nginx', ' # ! provisioner')) },
    {
      name: 'a script',
      files: server('  provisioner "remote-exec" { # ! provisioner\n    script = "setup.sh"\n  }\n'),
    },
    {
      name: 'a file',
      files: server('  provisioner "file" { # ! provisioner\n    source      = "a"\n    destination = "/etc/a"\n  }\n'),
    },
    {
      name: 'Ansible over SSH',
      files: server(local("ansible-playbook -i '${self.public_ip},' site.yml", ' # ! provisioner')),
    },
    {
      name: 'beside the server, although an image is built',
      files: {
        ...PACKER,
        'infra/main.tf': `resource "null_resource" "setup" {\n${remote('sudo systemctl restart web', ' # ! provisioner')}}\n`,
      },
    },
    {
      name: 'one finding for a resource',
      files: server(remote('apt-get update', ' # ! provisioner') + remote('apt-get install nginx')),
    },
    {
      name: 'a wait that installs, too',
      files: server(
        '  provisioner "remote-exec" { # ! provisioner\n    inline = ["cloud-init status --wait", "dnf install -y git"]\n  }\n',
      ),
    },
    {
      name: 'a copy to the server',
      files: server(local('scp app.conf root@${self.public_ip}:/etc/app.conf', ' # ! provisioner')),
    },
    {
      name: 'two servers of one file, one finding',
      files: {
        'main.tf': `resource "aws_instance" "a" {\n${remote('apt install a', ' # ! provisioner')}}\nresource "aws_instance" "b" {\n${remote('apt install b')}}\n`,
      },
    },
    {
      name: 'a server of another provider',
      files: { 'main.tf': `resource "hcloud_server" "a" {\n${remote('apt install k3s', ' # ! provisioner')}}\n` },
    },
    {
      name: 'a module that is called twice, once',
      files: {
        'modules/vm/main.tf': `variable "name" {}\nresource "aws_instance" "a" {\n${remote('apt install nginx', ' # ! provisioner')}}\n`,
        'main.tf':
          'module "a" {\n  source = "./modules/vm"\n  name   = "a"\n}\nmodule "b" {\n  source = "./modules/vm"\n  name   = "b"\n}\n',
      },
    },
    {
      name: 'cfn-hup',
      files: template(
        '  Web: # ! hook\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          files:\n            /etc/cfn/hooks.d/cfn-auto-reloader.conf:\n              content: |\n                [cfn-auto-reloader-hook]\n                triggers=post.update\n    Properties: { ImageId: ami-1 }\n',
      ),
    },
  ],
})
