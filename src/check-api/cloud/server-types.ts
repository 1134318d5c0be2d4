/** Types of virtual machines, and of what makes groups of them (providers' and CloudFormation's resource references). */
export const SERVER_TYPES: ReadonlySet<string> = new Set(
  (
    'aws_instance aws_spot_instance_request aws_lightsail_instance aws_launch_template aws_launch_configuration aws_autoscaling_group ' +
    'AWS::EC2::Instance AWS::EC2::LaunchTemplate AWS::AutoScaling::LaunchConfiguration AWS::AutoScaling::AutoScalingGroup ' +
    'azurerm_linux_virtual_machine azurerm_windows_virtual_machine azurerm_virtual_machine ' +
    'azurerm_linux_virtual_machine_scale_set azurerm_windows_virtual_machine_scale_set azurerm_virtual_machine_scale_set ' +
    'azurerm_orchestrated_virtual_machine_scale_set ' +
    'google_compute_instance google_compute_instance_template google_compute_region_instance_template ' +
    'google_compute_instance_group_manager google_compute_region_instance_group_manager ' +
    'digitalocean_droplet hcloud_server linode_instance vultr_instance scaleway_instance_server upcloud_server ' +
    'openstack_compute_instance_v2 oci_core_instance ibm_is_instance alicloud_instance exoscale_compute_instance ' +
    'equinix_metal_device vsphere_virtual_machine proxmox_vm_qemu proxmox_virtual_environment_vm libvirt_domain'
  ).split(' '),
)

/** Types whose presence shows that images of servers are built as code. */
export const IMAGE_BUILDER_TYPES = /^(?:aws_imagebuilder_\w+|AWS::ImageBuilder::\w+)$/

/**
 * By type: the settings by which a group replaces its servers when their definition changes. Terraform AWS provider
 * (`instance_refresh`, `user_data_replace_on_change`), Google provider (`update_policy`), Azure provider (`upgrade_mode`,
 * which is `Manual` by default), CloudFormation (`UpdatePolicy`).
 */
export const REPLACING: ReadonlyMap<string, readonly (readonly [path: string, value?: RegExp])[]> = new Map<
  string,
  readonly (readonly [path: string, value?: RegExp])[]
>([
  ['aws_autoscaling_group', [['instance_refresh']]],
  ['aws_instance', [['user_data_replace_on_change', /^true$/]]],
  ['google_compute_instance_group_manager', [['update_policy.type', /^PROACTIVE$/]]],
  ['google_compute_region_instance_group_manager', [['update_policy.type', /^PROACTIVE$/]]],
  ['azurerm_linux_virtual_machine_scale_set', [['upgrade_mode', /^(?:Automatic|Rolling)$/]]],
  ['azurerm_windows_virtual_machine_scale_set', [['upgrade_mode', /^(?:Automatic|Rolling)$/]]],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    [['@UpdatePolicy.AutoScalingRollingUpdate'], ['@UpdatePolicy.AutoScalingReplacingUpdate']],
  ],
])
