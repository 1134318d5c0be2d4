import { model, type Pick, type Target } from '../target.js'

const infrastructure: Pick = (models) => [models.infrastructure, models.imageBuilds]

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 0.1.0\n',
  'chart/values.yaml': 'replicas: 2\nimage:\n  repository: shop/front\n  tag: "1.2"\n',
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
]
