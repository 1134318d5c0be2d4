import check from '../../../checks/rollback/rollback-instance-refresh.js'
import { testCheck } from '../../helpers/check-tester.js'

const terraform = (type: string, ...lines: string[]) => ({
  'infra/main.tf': [`resource "${type}" "web" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n'),
})
const ASG = 'aws_autoscaling_group'
const MIG = 'google_compute_region_instance_group_manager'
const VMSS = 'azurerm_linux_virtual_machine_scale_set'
const template = (...lines: string[]) => ({
  'template.yaml': [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Resources:',
    '  Web:',
    '    Type: AWS::AutoScaling::AutoScalingGroup',
    ...lines.map((line) => `    ${line}`),
    '    Properties: { MinSize: 2, MaxSize: 4 }',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no group', files: { 'README.md': '# shop' } },
    { name: 'a group that is not refreshed', files: terraform(ASG, 'max_size = 3') },
    { name: 'a group without policy', files: template() },
    {
      name: 'a policy for schedules',
      files: template('UpdatePolicy: { AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } }'),
    },
    {
      name: 'a group that replaces when it likes',
      files: terraform(MIG, 'update_policy {', '  type = "OPPORTUNISTIC"', '}'),
    },
    { name: 'a scale set by hand', files: terraform(VMSS, 'upgrade_mode = "Manual"') },
  ],
  passes: [
    {
      name: 'auto_rollback',
      files: terraform(
        ASG,
        'instance_refresh {',
        '  strategy = "Rolling"',
        '  preferences {',
        '    auto_rollback = true',
        '  }',
        '}',
      ),
    },
    {
      name: 'signals',
      files: template('UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, PauseTime: PT10M } }'),
    },
    { name: 'a new group', files: template('UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } }') },
    {
      name: 'a health check',
      files: terraform(
        MIG,
        'update_policy {',
        '  type = "PROACTIVE"',
        '}',
        'auto_healing_policies {',
        '  health_check = google_compute_health_check.web.id',
        '}',
      ),
    },
    {
      name: 'a probe',
      files: terraform(VMSS, 'upgrade_mode = "Rolling"', 'health_probe_id = azurerm_lb_probe.web.id'),
    },
    {
      name: 'an extension that tells',
      files: terraform(
        VMSS,
        'upgrade_mode = "Automatic"',
        'extension {',
        '  name = "health"',
        '  type = "ApplicationHealthLinux"',
        '}',
      ),
    },
  ],
  unknown: [
    {
      name: 'a variable',
      files: terraform(
        ASG,
        'instance_refresh {',
        '  strategy = "Rolling"',
        '  preferences {',
        '    auto_rollback = var.rollback',
        '  }',
        '}',
      ),
    },
    {
      name: 'a parameter',
      files: {
        'template.yaml': template('UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: !Ref Wait } }')[
          'template.yaml'
        ].replace('Resources:', 'Parameters: { Wait: { Type: String } }\nResources:'),
      },
    },
  ],
  fails: [
    {
      name: 'a refresh without rollback',
      files: terraform(ASG, 'instance_refresh { # ! noRollback', '  strategy = "Rolling"', '}'),
    },
    {
      name: 'a refresh with rollback off',
      files: terraform(
        ASG,
        'instance_refresh { # ! noRollback',
        '  strategy = "Rolling"',
        '  preferences {',
        '    auto_rollback = false',
        '  }',
        '}',
      ),
    },
    {
      name: 'a rolling update without signals',
      files: template('UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 1 } } # ! noSignal'),
    },
    {
      name: 'a managed group without health check',
      files: terraform(MIG, 'update_policy { # ! noHealth', '  type = "PROACTIVE"', '}'),
    },
    { name: 'a scale set without probe', files: terraform(VMSS, 'upgrade_mode = "Rolling" # ! noHealth') },
  ],
})
