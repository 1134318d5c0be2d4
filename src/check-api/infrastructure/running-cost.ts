import type { FileIndex, Infrastructure, Resource } from '../../models/index.js'
import { isTerraformResource } from './authored-infrastructure.js'
import { isForUse } from '../common/paths.js'

/** Providers that bill for what stands there. */
const CLOUDS =
  /^(?:aws|awscc|google|azurerm|azapi|oci|alicloud|digitalocean|hcloud|scaleway|ibm|exoscale|ovh|linode|vultr)_/

/** Parts of types of what costs while it is there or is used: machines, services, functions, stores, ways between them. */
const COSTLY =
  /instance|server|machine|cluster|node_?pool|nodegroup|autoscaling|scale_set|ecs_?service|fargate|apprunner|lambda_?function|serverless|cloudfunctions|cloud_?run|function_?app|web_?app|service_plan|container_(?:app|group|service)|kubernetes|droplet|bucket|dynamo|table|database|rds|dbinstance|db_|sql|redis|cache|cosmos|storage_account|volume|_disk|efs|filestore|nat_?gateway|load_?balancer|loadbalancing|_lb$|_alb$|vpn|firewall|cloudfront|distribution|opensearch|elasticsearch|kinesis|firehose|msk|kafka|bigquery|redshift|glue|emr|sagemaker|queue|pubsub/

/** What is declared for use and costs money for as long as it runs, in Terraform that somebody applies and in templates. */
export function costlyResources(
  { resources, terraform }: Pick<Infrastructure, 'resources' | 'terraform'>,
  files: FileIndex,
): Resource[] {
  const applied = terraform.some(({ isRoot }) => isRoot)
  return resources.filter((resource) => isCostly(resource, applied) && isForUse(resource.file, files))
}

function isCostly(resource: Resource, applied: boolean): boolean {
  const { type } = resource
  if (/^AWS::/.test(type)) return COSTLY.test(type.replaceAll('::', '_').toLowerCase())
  return applied && isTerraformResource(resource) && CLOUDS.test(type) && COSTLY.test(type)
}
