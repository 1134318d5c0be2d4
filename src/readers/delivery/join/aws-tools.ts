import type { Joining } from './joining.js'

/** Tools of AWS that name what they deploy. */
export const AWS_JOININGS: readonly (readonly [string, Joining])[] = [
  [
    'aws-ecs',
    {
      names: [
        {
          kind: 'service',
          options: ['--service', '--service-name'],
          inputs: ['service', 'servicename'],
          types: ['aws_ecs_service', 'AWS::ECS::Service'],
          properties: ['name', 'ServiceName'],
        },
        {
          kind: 'cluster',
          options: ['--cluster'],
          inputs: ['cluster', 'clustername'],
          types: ['aws_ecs_cluster', 'AWS::ECS::Cluster'],
          properties: ['name', 'ClusterName'],
        },
      ],
    },
  ],
  [
    'aws-lambda',
    {
      names: [
        {
          kind: 'function',
          options: ['--function-name'],
          inputs: ['functionname'],
          types: ['aws_lambda_function', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
          properties: ['function_name', 'FunctionName'],
        },
      ],
    },
  ],
  [
    'codedeploy',
    {
      names: [
        {
          kind: 'deployment group',
          options: ['--deployment-group-name'],
          inputs: ['codedeploydeploymentgroup', 'deploymentgroup', 'deploymentgroupname'],
          types: ['aws_codedeploy_deployment_group', 'AWS::CodeDeploy::DeploymentGroup'],
          properties: ['deployment_group_name', 'DeploymentGroupName'],
        },
        {
          kind: 'application',
          options: ['--application-name'],
          inputs: ['codedeployapplication', 'application', 'applicationname'],
          types: ['aws_codedeploy_app', 'AWS::CodeDeploy::Application'],
          properties: ['name', 'ApplicationName'],
        },
      ],
    },
  ],
  [
    'aws-elasticbeanstalk',
    {
      names: [
        {
          kind: 'environment',
          options: ['--environment-name', '--environment-id'],
          inputs: ['environmentname'],
          after: ['eb', 'deploy'],
          types: ['aws_elastic_beanstalk_environment', 'AWS::ElasticBeanstalk::Environment'],
          properties: ['name', 'EnvironmentName'],
        },
      ],
    },
  ],
  [
    'aws-apprunner',
    {
      names: [
        {
          kind: 'service',
          inputs: ['service'],
          types: ['aws_apprunner_service', 'AWS::AppRunner::Service'],
          properties: ['service_name', 'ServiceName'],
        },
      ],
    },
  ],
  [
    'aws-autoscaling',
    {
      names: [
        {
          kind: 'group',
          options: ['--auto-scaling-group-name'],
          types: ['aws_autoscaling_group', 'AWS::AutoScaling::AutoScalingGroup'],
          properties: ['name', 'AutoScalingGroupName'],
        },
      ],
    },
  ],
]
