/** By which names what a tool deploys and the resource that declares it belong together. */
export interface TargetNaming {
  /** What it is, for a person. */
  readonly noun: string
  /** The option or the input of an action … */
  readonly options: readonly string[]
  /** … whose value is the same as one of these properties of a resource of these types. */
  readonly types: readonly string[]
  readonly properties: readonly string[]
}

/** Tool of the lexicon → how its commands and inputs name what they change. */
export const NAMED_TARGETS: ReadonlyMap<string, TargetNaming> = new Map<string, TargetNaming>([
  [
    'aws-ecs',
    {
      noun: 'ECS service',
      options: ['--service', 'service'],
      types: ['aws_ecs_service', 'AWS::ECS::Service'],
      properties: ['name', 'ServiceName'],
    },
  ],
  [
    'aws-lambda',
    {
      noun: 'Lambda function',
      options: ['--function-name', 'function-name', 'function_name'],
      types: ['aws_lambda_function', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
      properties: ['function_name', 'FunctionName'],
    },
  ],
  [
    'codedeploy',
    {
      noun: 'deployment group',
      options: ['--deployment-group-name', 'codedeploy-deployment-group', 'deployment-group'],
      types: ['aws_codedeploy_deployment_group', 'AWS::CodeDeploy::DeploymentGroup'],
      properties: ['deployment_group_name', 'DeploymentGroupName'],
    },
  ],
])
