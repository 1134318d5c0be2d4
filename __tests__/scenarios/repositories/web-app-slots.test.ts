import { SHOP } from './shop.js'
import { repository } from './support.js'

const INFRASTRUCTURE = `
terraform {
  required_version = "~> 1.13"
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.50" }
  }
  backend "azurerm" {
    resource_group_name  = "shop"
    storage_account_name = "acmeterraform"
    container_name       = "state"
    key                  = "shop.tfstate"
  }
}

provider "azurerm" {
  features {}
}

resource "azurerm_service_plan" "shop" {
  name                = "shop"
  resource_group_name = "shop"
  location            = "westeurope"
  os_type             = "Linux"
  sku_name            = "P1v3"
}

resource "azurerm_linux_web_app" "shop" {
  name                = "acme-shop"
  resource_group_name = "shop"
  location            = "westeurope"
  service_plan_id     = azurerm_service_plan.shop.id
  https_only          = true
  site_config {
    health_check_path                 = "/health"
    health_check_eviction_time_in_min = 2
    application_stack { node_version = "24-lts" }
  }
}

resource "azurerm_linux_web_app_slot" "next" {
  name           = "next"
  app_service_id = azurerm_linux_web_app.shop.id
  https_only     = true
  site_config {
    health_check_path                 = "/health"
    health_check_eviction_time_in_min = 2
    application_stack { node_version = "24-lts" }
  }
}
`

const PIPELINE = `
trigger:
  branches: { include: [main] }
pr: [main]
lockBehavior: sequential
pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: build
    jobs:
      - job: test
        timeoutInMinutes: 15
        steps:
          - script: npm ci
          - script: npm test
          - script: terraform -chdir=infra init -backend=false
          - script: terraform -chdir=infra validate
          - script: npm prune --omit=dev
          - task: ArchiveFiles@2
            inputs: { rootFolderOrFile: $(Build.SourcesDirectory), archiveFile: $(Build.ArtifactStagingDirectory)/shop.zip }
          - publish: $(Build.ArtifactStagingDirectory)/shop.zip
            artifact: shop
  - stage: staging
    dependsOn: build
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: staging
        timeoutInMinutes: 15
        environment: staging
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureWebApp@1
                  inputs: { azureSubscription: shop, appType: webAppLinux, appName: acme-shop-staging, package: $(Pipeline.Workspace)/shop/shop.zip }
                - script: curl --fail --retry 5 https://acme-shop-staging.azurewebsites.net/health
  - stage: production
    dependsOn: staging
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: production
        timeoutInMinutes: 30
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureWebApp@1
                  inputs: { azureSubscription: shop, appType: webAppLinux, appName: acme-shop, deployToSlotOrASE: true, resourceGroupName: shop, slotName: next, package: $(Pipeline.Workspace)/shop/shop.zip }
                - script: curl --fail --retry 5 https://acme-shop-next.azurewebsites.net/health
                - task: AzureAppServiceManage@0
                  inputs: { azureSubscription: shop, Action: Swap Slots, WebAppName: acme-shop, ResourceGroupName: shop, SourceSlot: next }
            on:
              success:
                steps:
                  - script: curl --fail --retry 5 https://acme-shop.azurewebsites.net/health
              failure:
                steps:
                  - task: AzureAppServiceManage@0
                    inputs: { azureSubscription: shop, Action: Swap Slots, WebAppName: acme-shop, ResourceGroupName: shop, SourceSlot: next }
`

repository('a web app whose slots Azure Pipelines swaps', {
  files: { ...SHOP, 'infra/main.tf': INFRASTRUCTURE, 'azure-pipelines.yml': PIPELINE },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'build.test: build test',
      'staging.staging: deploy verify > staging',
      'production.production: deploy verify roll-back > production',
    ],
    flows: ['build.test order staging.staging', 'staging.staging order production.production'],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'staging gets the same package, and is asked for its health before production',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'met',
      'rollback-azure-slots',
      'what ran before stays in the other slot, and a failure swaps it back',
      'DL.ADS.2 OPS06-BP04 ops05-bp10.boundaries.rollback',
    ],
    ['met', 'rollback-path-defined', 'and nobody has to ask for it', 'hc.deploy.apps.auto-revert'],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to an alarm',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'met',
      'deploy-all-at-once',
      'the new version is started beside the old one and swapped with it',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.blue-green hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'two slots are used; the strategies are alternatives',
      'hc.deploy.rolling hc.deploy.canary',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one artifact of the run for both environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'nothing is left to people', 'DL.CD.4 REL08-BP05'],
    ['met', 'deploy-on-demand', 'Azure Pipelines runs for any commit', 'DL.CD.5 OPS06-BP01'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'unknown',
      'deploy-manual-gate',
      'approvals of an environment are set in Azure DevOps, where no file shows them',
      'DL.CD.7',
    ],
    ['met', 'deploy-imperative-commands', 'packages are swapped, not changed', 'REL08-BP04'],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for its health, production before and after the swap',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    [
      'met',
      'deploy-environment-declared',
      'both stages deploy to environments, where approvals are set',
      'ops05-bp10.boundaries.approvals',
    ],
    [
      'met',
      'deploy-environment-declared',
      'environments record which run deployed what; nothing is published to others that could be signed',
      'ops05-bp10.workflows.audit-trail',
    ],
    ['met', 'deploy-concurrency', 'runs take turns', 'ops05-bp10.workflows.safe-rerun'],
    ['met', 'deploy-imperative-commands', 'nothing is changed in place', 'hc.automate.deployments.immutable'],
  ],
})
