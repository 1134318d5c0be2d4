import check from '../../../checks/rollback/rollback-azure-slots.js'
import { testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const azure = (...lines: string[]) => ({
  'azure-pipelines.yml': ['trigger: [main]', 'steps:', ...lines.map((line) => `  - ${line}`), ''].join('\n'),
})
const action = (inputs: string, marker = '') =>
  `uses: azure/webapps-deploy@v3${marker}\n        with: { app-name: shop, package: dist${inputs} }`
const SWAP = 'run: az webapp deployment slot swap -g rg -n shop --slot staging'
const plan = (sku: string) => ({
  'infra/main.tf': `provider "azurerm" {}\nresource "azurerm_service_plan" "a" {\n  sku_name = "${sku}"\n}\n`,
})
const container = (mode: string) => ({
  'infra/main.tf': `provider "azurerm" {}\nvariable "mode" {}\nresource "azurerm_container_app" "api" {\n  name          = "api"\n  revision_mode = ${mode}\n}\n`,
})
const UPDATE = 'run: az containerapp update --name api --resource-group rg --image $IMAGE'

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# shop' } },
    { name: 'another platform', files: productionDeploy('run: helm upgrade --install shop ./chart') },
    { name: 'a plan without slots', files: { ...productionDeploy(action('')), ...plan('B1') } },
    {
      name: 'a test environment',
      files: {
        '.github/workflows/d.yml': productionDeploy(action(''))['.github/workflows/deploy.yml'].replace(
          'production',
          'test',
        ),
      },
    },
  ],
  passes: [
    {
      name: 'a slot that is swapped',
      files: productionDeploy(
        action(', slot-name: staging'),
        'run: curl -f https://shop-staging.azurewebsites.net/healthz',
        SWAP,
      ),
    },
    {
      name: 'a slot of a command',
      files: productionDeploy('run: az webapp deploy --name shop --slot blue --src-path a.zip', SWAP),
    },
    {
      name: 'tasks of Azure Pipelines',
      files: azure(
        '{ task: AzureWebApp@1, inputs: { appName: shop, deployToSlotOrASE: true, slotName: staging } }',
        '{ task: AzureAppServiceManage@0, inputs: { Action: Swap Slots, WebAppName: shop, SourceSlot: staging } }',
      ),
    },
    { name: 'a swap back on failure', files: productionDeploy(action(''), `{ if: failure(), ${SWAP} }`) },
    {
      name: 'a container app with several revisions',
      files: { ...productionDeploy(UPDATE), ...container('"Multiple"') },
    },
    {
      name: 'traffic of a container app',
      files: productionDeploy(
        UPDATE,
        'run: az containerapp ingress traffic set -n api -g rg --revision-weight latest=10',
      ),
    },
  ],
  unknown: [
    { name: 'a slot without a swap', files: productionDeploy(action(', slot-name: staging')) },
    { name: 'a slot that a variable decides', files: productionDeploy(action(', slot-name: "${{ vars.SLOT }}"')) },
    { name: 'options in a variable', files: productionDeploy('run: az webapp deploy --name shop $EXTRA_ARGS') },
    { name: 'a container app that is declared elsewhere', files: productionDeploy(UPDATE) },
    { name: 'a mode of a variable', files: { ...productionDeploy(UPDATE), ...container('var.mode') } },
  ],
  fails: [
    { name: 'an action', files: productionDeploy(action('', ' # ! slot')) },
    {
      name: 'the production slot by its name',
      files: productionDeploy(action(', slot-name: Production', ' # ! slot')),
    },
    { name: 'a command', files: productionDeploy('run: az webapp deploy --name shop --src-path a.zip # ! slot') },
    {
      name: 'functions',
      files: productionDeploy('uses: azure/functions-action@v1 # ! slot\n        with: { app-name: shop }'),
    },
    { name: 'a task of Azure Pipelines', files: azure('task: AzureWebApp@1 # ! slot\n    inputs: { appName: shop }') },
    { name: 'a plan with slots', files: { ...productionDeploy(action('', ' # ! slot')), ...plan('P1v3') } },
    {
      name: 'a container app with one revision',
      files: { ...productionDeploy(`${UPDATE} # ! revision`), ...container('"Single"') },
    },
  ],
})
