import check from '../../../checks/rollback/rollback-gcp-traffic.js'
import { testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const DEPLOY = 'gcloud run deploy api --image $IMAGE'
const TERRAFORM = productionDeploy('run: terraform -chdir=infra apply -auto-approve')
const service = (body: string, marker = '') => ({
  'infra/main.tf': `provider "google" {}\nvariable "revision" {}\nresource "google_cloud_run_v2_service" "api" {${marker}\n  name = "api"\n${body}\n}\n`,
})
const delivery = (stages: string) => ({
  'clouddeploy.yaml': `apiVersion: deploy.cloud.google.com/v1\nkind: DeliveryPipeline\nmetadata: { name: shop }\nserialPipeline:\n  stages:\n    - targetId: staging\n${stages}`,
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# shop' } },
    { name: 'another platform', files: productionDeploy('run: helm upgrade --install shop ./chart') },
    {
      name: 'a test environment',
      files: {
        '.github/workflows/d.yml': productionDeploy(`run: ${DEPLOY}`)['.github/workflows/deploy.yml'].replace(
          'production',
          'staging',
        ),
      },
    },
    { name: 'a job that serves nobody', files: productionDeploy('run: gcloud run jobs deploy nightly --image $IMAGE') },
    { name: 'a declared service that no pipeline applies', files: service('') },
    {
      name: 'an example',
      files: { 'examples/clouddeploy.yaml': delivery('    - targetId: production\n')['clouddeploy.yaml'] },
    },
  ],
  passes: [
    {
      name: 'traffic in a step of its own',
      files: productionDeploy(
        `run: ${DEPLOY} --no-traffic --tag rc`,
        'run: curl -f $URL',
        'run: gcloud run services update-traffic api --to-latest',
      ),
    },
    {
      name: 'traffic back on failure',
      files: productionDeploy(
        `run: ${DEPLOY}`,
        '{ if: failure(), run: gcloud run services update-traffic api --to-revisions $LAST=100 }',
      ),
    },
    {
      name: 'an action without traffic',
      files: productionDeploy(
        '{ uses: google-github-actions/deploy-cloudrun@v2, with: { service: api, image: x, no_traffic: true } }',
        'run: gcloud run services update-traffic api --to-tags rc=100',
      ),
    },
    {
      name: 'a declared service with revisions',
      files: {
        ...TERRAFORM,
        ...service(
          '  traffic {\n    type     = "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION"\n    revision = "api-7"\n    percent  = 90\n  }\n  traffic {\n    percent = 10\n  }',
        ),
      },
    },
    {
      name: 'a canary of Cloud Deploy',
      files: delivery('    - targetId: production\n      strategy: { canary: {} }\n'),
    },
    {
      name: 'a last target that is verified',
      files: delivery('    - targetId: production\n      strategy: { standard: { verify: true } }\n'),
    },
  ],
  unknown: [
    { name: 'options in a variable', files: productionDeploy(`run: ${DEPLOY} $EXTRA_ARGS`) },
    { name: 'no traffic, and nothing that gives it some', files: productionDeploy(`run: ${DEPLOY} --no-traffic`) },
    {
      name: 'an input that an expression decides',
      files: productionDeploy(
        '{ uses: google-github-actions/deploy-cloudrun@v2, with: { service: api, image: x, no_traffic: "${{ vars.HOLD }}" } }',
      ),
    },
    {
      name: 'traffic of a variable',
      files: { ...TERRAFORM, ...service('  traffic {\n    percent = var.revision\n  }') },
    },
    {
      name: 'traffic that something else moves',
      files: { ...TERRAFORM, ...service('  lifecycle {\n    ignore_changes = [traffic]\n  }') },
    },
  ],
  fails: [
    { name: 'a command', files: productionDeploy(`run: ${DEPLOY} # ! command`) },
    {
      name: 'an action',
      files: productionDeploy(
        'uses: google-github-actions/deploy-cloudrun@v2 # ! command\n        with: { service: api, image: x }',
      ),
    },
    { name: 'a declared service that a pipeline applies', files: { ...TERRAFORM, ...service('', ' # ! traffic') } },
    { name: 'Cloud Deploy without a look', files: delivery('    - targetId: production # ! pipeline\n') },
  ],
})
