import type { Command } from '../../models/index.js'

/** A command that makes something which infrastructure code could declare. */
export interface CreatingCommand {
  readonly words: readonly string[]
  /** What it makes, for a person. */
  readonly makes: string
  /** With one of these it takes what it makes from a file. */
  readonly without?: readonly string[]
  /** Whether it fails where the thing is there already (reference of its command line). */
  readonly once?: true
}

/**
 * Commands of clouds that make what runs an application or keeps its data (AWS CLI Command Reference, gcloud and Azure CLI
 * reference, eksctl and doctl docs). What others need before they start (registries, buckets for state, resource groups)
 * is not here.
 */
export const CREATING_COMMANDS: readonly CreatingCommand[] = [
  { words: ['aws', 'ecs', 'create-service'], makes: 'an ECS service', once: true },
  { words: ['aws', 'ecs', 'create-cluster'], makes: 'an ECS cluster', once: true },
  { words: ['aws', 'lambda', 'create-function'], makes: 'a Lambda function', once: true },
  { words: ['aws', 'dynamodb', 'create-table'], makes: 'a table', once: true },
  { words: ['aws', 'rds', 'create-db-instance'], makes: 'a database', once: true },
  { words: ['aws', 'rds', 'create-db-cluster'], makes: 'a database' },
  { words: ['aws', 'ec2', 'run-instances'], makes: 'an instance' },
  { words: ['aws', 'eks', 'create-cluster'], makes: 'a cluster' },
  { words: ['aws', 'elbv2', 'create-load-balancer'], makes: 'a load balancer' },
  { words: ['aws', 'elasticache', 'create-cache-cluster'], makes: 'a cache' },
  { words: ['aws', 'elasticbeanstalk', 'create-environment'], makes: 'an environment' },
  { words: ['aws', 'apigateway', 'create-rest-api'], makes: 'an API' },
  { words: ['aws', 'apprunner', 'create-service'], makes: 'a service' },
  { words: ['aws', 'autoscaling', 'create-auto-scaling-group'], makes: 'a group of instances' },
  { words: ['aws', 'cloudfront', 'create-distribution'], makes: 'a distribution' },
  { words: ['eb', 'create'], makes: 'an environment' },
  { words: ['eksctl', 'create', 'cluster'], makes: 'a cluster', without: ['-f', '--config-file'] },
  { words: ['gcloud', 'compute', 'instances', 'create'], makes: 'an instance', once: true },
  { words: ['gcloud', 'container', 'clusters', 'create'], makes: 'a cluster', once: true },
  { words: ['gcloud', 'container', 'clusters', 'create-auto'], makes: 'a cluster' },
  { words: ['gcloud', 'sql', 'instances', 'create'], makes: 'a database', once: true },
  { words: ['gcloud', 'redis', 'instances', 'create'], makes: 'a cache' },
  { words: ['az', 'webapp', 'create'], makes: 'a web app' },
  { words: ['az', 'webapp', 'up'], makes: 'a web app' },
  { words: ['az', 'functionapp', 'create'], makes: 'a function app' },
  { words: ['az', 'appservice', 'plan', 'create'], makes: 'a plan of App Service' },
  { words: ['az', 'containerapp', 'create'], makes: 'a container app', without: ['--yaml'] },
  { words: ['az', 'containerapp', 'up'], makes: 'a container app' },
  { words: ['az', 'containerapp', 'env', 'create'], makes: 'an environment of container apps' },
  { words: ['az', 'aks', 'create'], makes: 'a cluster' },
  { words: ['az', 'vm', 'create'], makes: 'a virtual machine' },
  { words: ['az', 'sql', 'db', 'create'], makes: 'a database' },
  { words: ['az', 'cosmosdb', 'create'], makes: 'a database' },
  { words: ['az', 'postgres', 'flexible-server', 'create'], makes: 'a database' },
  { words: ['az', 'redis', 'create'], makes: 'a cache' },
  { words: ['doctl', 'compute', 'droplet', 'create'], makes: 'a droplet' },
  { words: ['doctl', 'kubernetes', 'cluster', 'create'], makes: 'a cluster' },
]

/** What the command makes of {@link CREATING_COMMANDS}; undefined if nothing. */
export function creationOf({ argv }: Pick<Command, 'argv'>): CreatingCommand | undefined {
  const texts = argv.map(({ text }) => text)
  const operands = texts.filter((text) => !text.startsWith('-'))
  return CREATING_COMMANDS.find(
    ({ words, without = [] }) =>
      operands[0] === words[0] &&
      operands.some((_, start) => start > 0 && words.slice(1).every((word, at) => operands[start + at] === word)) &&
      !texts.some((text) => without.some((option) => text === option || text.startsWith(`${option}=`))),
  )
}

/** Whether a second run is provided for: by a test or a handler around the command, or because the old thing is removed first. */
export function isGuardedCommand(
  { argv, conditional, ignoredFailure, onFailure }: Command,
  before: readonly Command[],
): boolean {
  if (conditional || ignoredFailure !== undefined || (onFailure ?? []).length > 0) return true
  return before.some((each) => each.argv[0]?.text === argv[0]?.text && removes(each))
}

/** Whether the command takes something away that it or another one has made. */
export function removes({ argv }: Pick<Command, 'argv'>): boolean {
  return argv.some(({ text }) => /^(?:delete|uninstall|remove|rm|terminate|terminate-instances|delete-.+)$/.test(text))
}
