import { group, model, type Pick, type Target } from '../target.js'

const infrastructure: Pick = (models) => [models.infrastructure, models.imageBuilds]

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 0.1.0\n',
  'chart/values.yaml': 'replicas: 2\nimage:\n  repository: shop/front\n  tag: "1.2"\n',
}

/** What stands beside resources: values, settings, and technologies with files of a kind of their own. */
const PARTS = {
  'chart/values.yaml': /(?:^|\/)values[^/]*\.ya?ml$/,
  'chart/Chart.yaml': /(?:^|\/)Chart\.ya?ml$/,
  'overlays/prod/kustomization.yaml': /(?:^|\/)kustomization\.ya?ml$/,
  'live/terragrunt.hcl': /(?:^|\/)terragrunt\.hcl$/,
  'terraform.tfvars': /\.tfvars$/,
  'main.tf.json': /\.tf\.json$/,
  '.terraform.lock.hcl': /\.terraform\.lock\.hcl$/,
  'Pulumi.yaml': /(?:^|\/)Pulumi[^/]*\.ya?ml$/,
  'azuredeploy.json': /(?:azuredeploy|template)[^/]*\.json$/,
  'serverless.yml': /(?:^|\/)serverless\.ya?ml$/,
  'samconfig.toml': /(?:^|\/)samconfig\.toml$/,
  'cdk.json': /(?:^|\/)cdk\.json$/,
  'spinnaker/pipeline.json': /pipelines?[^/]*\.json$/,
  'inventory.ini': /(?:^|\/)(?:hosts|inventory)[^/]*$/,
  'roles/web/tasks/main.yml': /roles\/.*\.ya?ml$/,
  'template.json': /(?:template|stack)[^/]*\.json$/,
  '.dockerignore': /\.dockerignore$/,
}

const AROUND = {
  'chart/templates/app.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name | default "x" | quote }}\nspec:\n  replicas: {{ .Values.replicas }}\n',
  'overlays/base/app.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: app\nspec:\n  selector: { app: app }\n',
  'main.tf': 'variable "size" {\n  default = 1\n}\nresource "aws_instance" "a" {\n  count = var.size\n}\n',
  'site.yml': '- hosts: all\n  roles: [web]\n',
  Dockerfile: 'FROM node:22\nCOPY . .\n',
}

/** Readers of infrastructure as code. */
export const INFRASTRUCTURE_TARGETS: readonly Target[] = [
  model('terraform', 'main.tf', /\.tf$/, infrastructure),
  model('cloudformation', 'template.yaml', /(?:template|stack|cfn)[^/]*\.ya?ml$/, infrastructure),
  model('kubernetes', 'k8s/app.yaml', /(?:k8s|kubernetes|manifests|deploy)\/.*\.ya?ml$/, infrastructure),
  model('helm', 'chart/templates/app.yaml', /templates\/[^/]+\.ya?ml$/, infrastructure, CHART),
  model('ansible', 'site.yml', /(?:playbooks?|roles|tasks)\/.*\.ya?ml$/, infrastructure),
  model('compose', 'compose.yaml', /(?:docker-)?compose[^/]*\.ya?ml$/, infrastructure),
  model('dockerfile', 'Dockerfile', /(?:^|\/)Dockerfile$/, infrastructure),
  model('nomad', 'app.nomad.hcl', /\.nomad(?:\.hcl)?$/, infrastructure),
  model('packer', 'image.pkr.hcl', /\.pkr\.hcl$/, infrastructure),
  model('bicep', 'main.bicep', /\.bicep$/, infrastructure),
  group('parts of infrastructure', PARTS, infrastructure, AROUND),
]
