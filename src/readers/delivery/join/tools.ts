import type { TargetKind } from '../../../models/index.js'
import { AWS_JOININGS } from './aws-tools.js'
import type { Filing, Joining, Naming } from './joining.js'

const STACK: Naming = { kind: 'stack', options: ['--stack-name'], inputs: ['stackname', 'name'] }
const NAMESPACE: Naming = {
  kind: 'namespace',
  options: ['-n', '--namespace'],
  inputs: ['namespace'],
  types: ['v1/Namespace'],
}
const MODULE: Filing = {
  options: ['-chdir', '--terragrunt-working-dir', '--working-dir'],
  inputs: ['workingdirectory', 'workdir', 'path', 'tfworkingdir'],
  otherwise: 'module',
  technologies: ['terraform'],
}
const MANIFESTS: Filing = {
  options: ['-f', '--filename', '-k', '--kustomize'],
  inputs: ['manifests', 'manifest', 'kustomizationpath', 'resourcepath', 'configs'],
  technologies: ['kubernetes'],
}
const COMPOSE: Filing = {
  options: ['-f', '--file', '-c', '--compose-file'],
  inputs: ['composefile', 'stackfile', 'file'],
  otherwise: ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'],
  technologies: ['compose'],
}

/** Options of `helm upgrade` with a value (Helm docs: helm upgrade, Options). */
const HELM_VALUES =
  '-f --values --set --set-string --set-file --set-json --set-literal --version -n --namespace --kube-context --kubeconfig --timeout --repo --ca-file --cert-file --key-file --keyring --description --history-max --post-renderer --username --password -l --labels'.split(
    ' ',
  )

/** Options of `ansible-playbook` with a value (Ansible docs: ansible-playbook). */
const ANSIBLE_VALUES =
  '-i --inventory -e --extra-vars -l --limit -t --tags --skip-tags -u --user --private-key --key-file --vault-password-file --vault-pass-file --vault-id -c --connection -f --forks -M --module-path --become-user'.split(
    ' ',
  )

/** An application of Azure App Service. */
const azureApp = (...types: string[]): Joining => ({
  names: [
    {
      kind: 'application',
      options: ['-n', '--name'],
      inputs: ['appname', 'webappname', 'functionappname'],
      types,
      properties: ['name'],
    },
  ],
})

/** By which names and files a tool's deployments and what the tree defines belong together; from each tool's reference. */
export const JOININGS: ReadonlyMap<string, Joining> = new Map<string, Joining>([
  ['kubectl', { files: MANIFESTS, names: [NAMESPACE] }],
  ['kapp', { files: MANIFESTS, names: [NAMESPACE] }],
  [
    'helm',
    {
      files: {
        operands: 'paths',
        skips: HELM_VALUES,
        inputs: ['chart', 'chartpath'],
        technologies: ['helm'],
      },
      names: [
        { kind: 'release', after: ['upgrade'], inputs: ['release', 'releasename'] },
        { kind: 'release', after: ['install'] },
        NAMESPACE,
      ],
    },
  ],
  ['terraform', { files: MODULE }],
  ['opentofu', { files: MODULE }],
  ['terragrunt', { files: { ...MODULE, otherwise: 'folder' } }],
  ['pulumi', { files: { options: ['-C', '--cwd'], inputs: ['workdir'], otherwise: 'folder' } }],
  [
    'cloudformation',
    {
      files: {
        options: ['--template-file', '--template-body'],
        inputs: ['template', 'templatefile', 'templatepath'],
        technologies: ['cloudformation'],
      },
      names: [STACK],
    },
  ],
  ['rain', { files: { operands: 'paths', technologies: ['cloudformation'] } }],
  [
    'sam',
    {
      files: {
        options: ['-t', '--template-file', '--template'],
        inputs: ['template', 'templatefile', 'templatefilename'],
        otherwise: ['template.yaml', 'template.yml', 'template.json'],
        technologies: ['cloudformation'],
      },
      names: [STACK],
    },
  ],
  ['cdk', { files: { otherwise: ['cdk.json'] } }],
  [
    'serverless',
    { files: { options: ['-c', '--config'], otherwise: ['serverless.yml', 'serverless.yaml', 'serverless.json'] } },
  ],
  ['docker-compose', { files: COMPOSE }],
  ['docker-swarm', { files: COMPOSE }],
  ['nomad', { files: { operands: 'paths', skips: ['-var', '-var-file', '-address', '-ca-cert', '-token'] } }],
  ['ansible', { files: { operands: 'paths', skips: ANSIBLE_VALUES, inputs: ['playbook'] } }],
  ['skaffold', { files: { options: ['-f', '--filename'], otherwise: ['skaffold.yaml'] } }],
  [
    'fly',
    {
      files: { options: ['-c', '--config'], otherwise: ['fly.toml'] },
      names: [{ kind: 'application', options: ['-a', '--app'] }],
    },
  ],
  ['app-engine', { files: { operands: 'paths', inputs: ['deliverables'], otherwise: ['app.yaml'] } }],
  [
    'cloud-foundry',
    {
      files: { options: ['-f'], inputs: ['manifest'], otherwise: ['manifest.yml'] },
      names: [{ kind: 'application', after: ['push'] }],
    },
  ],
  ...AWS_JOININGS,
  [
    'cloud-run',
    {
      names: [
        {
          kind: 'service',
          inputs: ['service'],
          after: ['run', 'deploy'],
          types: ['google_cloud_run_service', 'google_cloud_run_v2_service'],
          properties: ['name'],
        },
        {
          kind: 'service',
          after: ['services', 'update'],
          types: ['google_cloud_run_service', 'google_cloud_run_v2_service'],
          properties: ['name'],
        },
      ],
      files: { operands: ['services', 'replace'], inputs: ['metadata'], technologies: ['kubernetes'] },
    },
  ],
  [
    'cloud-functions',
    {
      names: [
        {
          kind: 'function',
          inputs: ['name'],
          after: ['functions', 'deploy'],
          types: ['google_cloudfunctions_function', 'google_cloudfunctions2_function'],
          properties: ['name'],
        },
      ],
    },
  ],
  [
    'cloud-deploy',
    {
      names: [
        {
          kind: 'delivery pipeline',
          options: ['--delivery-pipeline'],
          inputs: ['deliverypipeline'],
          types: ['google_clouddeploy_delivery_pipeline', 'deploy.cloud.google.com/v1/DeliveryPipeline'],
          properties: ['name', 'metadata.name'],
        },
      ],
    },
  ],
  ['azure-webapp', azureApp('azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_app_service')],
  ['azure-functions', azureApp('azurerm_linux_function_app', 'azurerm_windows_function_app', 'azurerm_function_app')],
  [
    'azure-containerapp',
    {
      names: [
        {
          kind: 'application',
          options: ['-n', '--name'],
          inputs: ['containerappname'],
          types: ['azurerm_container_app'],
          properties: ['name'],
        },
      ],
    },
  ],
  [
    'heroku',
    {
      names: [
        {
          kind: 'application',
          options: ['-a', '--app'],
          inputs: ['herokuappname', 'appname'],
          types: ['heroku_app'],
          properties: ['name'],
        },
      ],
    },
  ],
  [
    'argocd',
    {
      names: [
        {
          kind: 'application',
          after: ['app', 'sync'],
          types: ['argoproj.io/v1alpha1/Application'],
        },
      ],
    },
  ],
])

/** What is deployed to, and not deployed itself. */
export const PLACES: ReadonlySet<TargetKind> = new Set<TargetKind>(['cluster', 'namespace'])
