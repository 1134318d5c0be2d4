import batched from '../../checks/ansible/ansible-batched-rollout.js'
import ignored from '../../checks/ansible/ansible-ignore-errors.js'
import protection from '../../checks/data/data-deletion-protection.js'
import atOnce from '../../checks/deployment/deploy-all-at-once.js'
import pulumi from '../../checks/infrastructure/pulumi-state-and-preview.js'
import slots from '../../checks/rollback/rollback-azure-slots.js'
import traffic from '../../checks/rollback/rollback-gcp-traffic.js'
import refresh from '../../checks/rollback/rollback-instance-refresh.js'
import nomad from '../../checks/rollback/rollback-nomad-auto-revert.js'
import path from '../../checks/rollback/rollback-path-defined.js'
import spinnaker from '../../checks/rollback/rollback-spinnaker.js'
import terraformOnly from '../../checks/rollback/rollback-terraform-only.js'
import guarded from '../../checks/terraform/tf-apply-guarded.js'
import { productionDeploy } from '../helpers/deploy-workflow.js'
import { fourCases, tree, type FourCases } from '../helpers/four-cases.js'

const step = (...texts: string[]) => tree(productionDeploy(...texts))
const none = tree({ 'README.md': '# shop' })
const resource = (type: string, ...lines: string[]) =>
  tree({ 'infra/main.tf': [`resource "${type}" "api" {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n') })
const job = (...lines: string[]) =>
  tree({
    'jobs/shop.nomad': ['job "shop" {', '  group "api" {', ...lines.map((line) => `    ${line}`), '  }', '}'].join(
      '\n',
    ),
  })
const play = (lines: string, task = '    - service: name=shop state=restarted\n') =>
  tree({ 'deploy.yml': `- hosts: web\n${lines}  tasks:\n${task}`, hosts: '[web]\nweb[1:3].shop.example\n' })
const cloudDeploy = (last: string) =>
  tree({
    'clouddeploy.yaml': `apiVersion: deploy.cloud.google.com/v1\nkind: DeliveryPipeline\nmetadata: { name: shop }\nserialPipeline:\n  stages:\n    - targetId: staging\n${last}`,
  })
const stages = (...list: readonly Record<string, unknown>[]) =>
  JSON.stringify({ name: 'shop', application: 'shop', stages: list }, undefined, 2)
const deployed = { refId: '1', type: 'deployManifest', name: 'Deploy prod', requisiteStageRefIds: [] }
const kubernetes = (image: string) =>
  `provider "kubernetes" {}\nvariable "image_tag" {}\nresource "kubernetes_deployment" "api" {\n  spec { template { spec { container { image = "api:${image}" } } } }\n}\n`
const PROJECT = { 'infra/Pulumi.yaml': 'name: shop\nruntime: nodejs\nbackend: { url: s3://acme-state }\n' }
const PREVIEW = {
  '.github/workflows/preview.yml':
    'on: pull_request\njobs:\n  preview:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: pulumi preview --cwd infra\n',
}
const pushed = (text: string) =>
  tree({
    '.github/workflows/infra.yml': `on: { push: { branches: [main] } }\njobs:\n  apply:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${text}\n`,
  })

/** A platform that keeps earlier versions: which of them would be brought back, and by whom, no file shows. */
const keepsVersions = (deploy: string, back: string): FourCases => ({
  check: path,
  safe: step(`run: ${deploy}`, `{ if: failure(), run: ${back} }`),
  unsafe: {
    ...step('run: rsync -a dist/ deploy@shop.example:/srv/shop'),
    expect: ['.github/workflows/deploy.yml:3 none'],
  },
  undecidable: step(`run: ${deploy}`),
  elsewhere: tree({
    '.github/workflows/preview.yml': `on: pull_request\njobs:\n  preview:\n    runs-on: ubuntu-24.04\n    environment: pr-\${{ github.event.number }}\n    steps:\n      - run: ${deploy}\n`,
  }),
})
/** Copying files leaves nothing that could be brought back. */
const overwrites = (deploy: string): FourCases => ({
  ...keepsVersions(deploy, deploy),
  safe: step(`run: ${deploy}`, '{ if: failure(), run: ./deploy.sh --version $PREVIOUS && ansible-playbook site.yml }'),
  unsafe: { ...step(`run: ${deploy}`), expect: ['.github/workflows/deploy.yml:3 none'] },
  undecidable: step(`run: ${deploy}`, 'uses: acme/finish@v1'),
})

fourCases({
  'Terraform: apply alone': {
    check: terraformOnly,
    safe: tree({
      ...productionDeploy('run: terraform -chdir=infra apply -var image_tag=$GITHUB_SHA'),
      'infra/main.tf':
        'provider "helm" {}\nvariable "image_tag" {}\nresource "helm_release" "api" {\n  version = var.image_tag\n  atomic = true\n}\n',
    }),
    unsafe: tree({
      ...productionDeploy('run: terraform -chdir=infra apply -var image_tag=$GITHUB_SHA # ! alone'),
      'infra/main.tf': kubernetes('${var.image_tag}'),
    }),
    undecidable: tree({
      ...productionDeploy('run: terraform -chdir=infra apply'),
      'infra/main.tf': kubernetes('${var.image_tag}'),
    }),
    elsewhere: tree({ ...productionDeploy('run: terraform -chdir=infra apply'), 'infra/main.tf': kubernetes('1.2') }),
  },
  'Terraform: a saved plan': {
    check: guarded,
    safe: tree({
      '.github/workflows/infra.yml':
        'on: { push: { branches: [main] } }\njobs:\n  apply:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: terraform plan -out=tf.plan\n      - run: terraform apply tf.plan\n',
    }),
    unsafe: pushed('terraform apply -auto-approve # ! unplanned'),
    undecidable: pushed('terraform apply -auto-approve $OPTIONS'),
    elsewhere: pushed('terraform plan'),
  },
  'Terraform: what must not be destroyed': {
    check: protection,
    safe: resource('aws_dynamodb_table', 'name = "orders"', 'lifecycle {', '  prevent_destroy = true', '}'),
    unsafe: tree({ 'infra/main.tf': 'resource "aws_dynamodb_table" "api" { # ! absent\n  name = "orders"\n}\n' }),
    undecidable: resource('aws_dynamodb_table', 'name = "orders"', 'deletion_protection_enabled = var.protect'),
    elsewhere: resource('aws_instance', 'ami = "ami-1"'),
  },
  'Pulumi: previews': {
    check: pulumi,
    safe: tree({ ...PROJECT, ...PREVIEW, ...productionDeploy('run: pulumi up --yes --cwd infra') }),
    unsafe: tree({ ...PROJECT, ...productionDeploy('run: pulumi up --yes --cwd infra # ! unseen') }),
    undecidable: tree({ 'infra/Pulumi.yaml': 'name: shop\nruntime: nodejs\n' }),
    elsewhere: none,
  },
  'Ansible: batches': {
    check: batched,
    safe: play("  serial: [1, '25%']\n  max_fail_percentage: 0\n"),
    unsafe: tree({
      'deploy.yml': '- hosts: web # ! several\n  tasks:\n    - service: name=shop state=restarted\n',
      hosts: '[web]\nweb[1:3].shop.example\n',
    }),
    undecidable: tree({
      'deploy.yml': "- hosts: '{{ target }}'\n  tasks:\n    - service: name=shop state=restarted\n",
    }),
    elsewhere: tree({ 'deploy.yml': '- hosts: localhost\n  tasks:\n    - service: name=shop state=restarted\n' }),
  },
  'Ansible: failed tasks': {
    check: ignored,
    safe: play('', '    - block: [{ command: ./migrate }]\n      rescue: [{ command: ./back }]\n'),
    unsafe: tree({
      'deploy.yml': '- hosts: web\n  tasks:\n    - command: ./migrate\n      ignore_errors: true # ! ignored\n',
    }),
    undecidable: play('', "    - command: ./migrate\n      ignore_errors: '{{ lenient }}'\n"),
    elsewhere: none,
  },
  'Ansible: the way back': {
    check: path,
    safe: tree({
      ...productionDeploy('run: ansible-playbook -i production deploy.yml'),
      'deploy.yml':
        '- hosts: web\n  tasks:\n    - block: [{ command: ./release new }]\n      rescue: [{ command: ./release last }]\n',
    }),
    unsafe: {
      ...tree({
        ...productionDeploy('run: ansible-playbook -i production deploy.yml'),
        'deploy.yml': '- hosts: web\n  tasks:\n    - command: ./release new\n',
      }),
      expect: ['.github/workflows/deploy.yml:3 none'],
    },
    undecidable: step('run: ansible-playbook -i production deploy.yml', 'uses: acme/finish@v1'),
    elsewhere: tree({
      '.github/workflows/preview.yml':
        'on: pull_request\njobs:\n  preview:\n    runs-on: ubuntu-24.04\n    environment: pr-${{ github.event.number }}\n    steps:\n      - run: ansible-playbook deploy.yml\n',
    }),
  },
  'Nomad: auto_revert': {
    check: nomad,
    safe: job('update {', '  canary = 1', '  auto_revert = true', '}'),
    unsafe: job('update {', '  auto_revert = false # ! off', '}'),
    undecidable: job('update {', '  auto_revert = var.revert', '}'),
    elsewhere: none,
  },
  'Azure: slots': {
    check: slots,
    safe: step(
      'run: az webapp deploy --name shop --slot blue --src-path a.zip',
      'run: az webapp deployment slot swap -g rg -n shop --slot blue',
    ),
    unsafe: step('run: az webapp deploy --name shop --src-path a.zip # ! slot'),
    undecidable: step('run: az webapp deploy --name shop $EXTRA_ARGS'),
    elsewhere: step('run: helm upgrade --install api ./chart'),
  },
  'Azure: scale sets': {
    check: refresh,
    safe: resource('azurerm_linux_virtual_machine_scale_set', 'upgrade_mode = "Rolling"', 'health_probe_id = "probe"'),
    unsafe: resource('azurerm_linux_virtual_machine_scale_set', 'upgrade_mode = "Rolling" # ! noHealth'),
    undecidable: resource('azurerm_linux_virtual_machine_scale_set', 'upgrade_mode = var.mode'),
    elsewhere: resource('azurerm_linux_virtual_machine_scale_set', 'upgrade_mode = "Manual"'),
  },
  'Cloud Run: traffic': {
    check: traffic,
    safe: step(
      'run: gcloud run deploy api --image $IMAGE --no-traffic',
      'run: gcloud run services update-traffic api --to-latest',
    ),
    unsafe: step('run: gcloud run deploy api --image $IMAGE # ! command'),
    undecidable: step('run: gcloud run deploy api --image $IMAGE --no-traffic'),
    elsewhere: step('run: gcloud run jobs deploy nightly --image $IMAGE'),
  },
  'Cloud Deploy: the last stage': {
    check: traffic,
    safe: cloudDeploy(
      '    - { targetId: production, strategy: { canary: { canaryDeployment: { percentages: [25] } } } }\n',
    ),
    unsafe: cloudDeploy('    - targetId: production # ! pipeline\n'),
    undecidable: tree({
      'infra/main.tf':
        'resource "google_clouddeploy_delivery_pipeline" "shop" {\n  serial_pipeline {\n    dynamic "stages" {\n      for_each = var.stages\n      content {}\n    }\n  }\n}\n',
    }),
    elsewhere: none,
  },
  'Managed instance groups': {
    check: atOnce,
    safe: resource('google_compute_instance_group_manager', 'update_policy {', '  max_unavailable_percent = 20', '}'),
    unsafe: resource(
      'google_compute_instance_group_manager',
      'update_policy {',
      '  max_unavailable_percent = 100 # ! atOnce',
      '}',
    ),
    undecidable: resource(
      'aws_autoscaling_group',
      'instance_refresh {',
      '  preferences { min_healthy_percentage = var.healthy }',
      '}',
    ),
    elsewhere: none,
  },
  'Spinnaker: a branch that takes it back': {
    check: spinnaker,
    safe: tree({
      'deploy/pipeline.json': stages(
        { ...deployed, continuePipeline: true, failPipeline: false },
        {
          refId: '2',
          type: 'undoRolloutManifest',
          name: 'Undo',
          requisiteStageRefIds: ['1'],
          stageEnabled: {
            type: 'expression',
            expression: "${ #stage('Deploy prod').status.toString() == 'TERMINAL' }",
          },
        },
      ),
    }),
    unsafe: tree({ 'deploy/pipeline.json': stages(deployed).replace('"Deploy prod",', '"Deploy prod", # ! none') }),
    undecidable: tree({
      'deploy/template.json': JSON.stringify({ schema: 'v2', id: 'shop', pipeline: { stages: [deployed] } }),
    }),
    elsewhere: none,
  },
  Heroku: keepsVersions('git push heroku main', 'heroku rollback'),
  Fly: keepsVersions('fly deploy', 'fly deploy --image $PREVIOUS'),
  Vercel: keepsVersions('vercel deploy --prod', 'vercel rollback'),
  Netlify: keepsVersions('netlify deploy --prod', 'netlify deploy --prod --dir previous'),
  'App Runner': keepsVersions(
    'aws apprunner start-deployment --service-arn $ARN',
    'aws apprunner update-service --service-arn $ARN',
  ),
  rsync: overwrites('rsync -a dist/ deploy@shop.example:/srv/shop'),
  SSH: overwrites('scp -r dist deploy@shop.example:/srv/shop'),
  FTP: {
    ...overwrites('true'),
    safe: step('uses: SamKirkland/FTP-Deploy-Action@v4', '{ if: failure(), uses: SamKirkland/FTP-Deploy-Action@v4 }'),
    unsafe: { ...step('uses: SamKirkland/FTP-Deploy-Action@v4'), expect: ['.github/workflows/deploy.yml:3 none'] },
    undecidable: step('uses: SamKirkland/FTP-Deploy-Action@v4', 'uses: acme/finish@v1'),
    elsewhere: none,
  },
})
