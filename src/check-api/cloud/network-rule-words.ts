/** Where a type of resource says who may reach which ports. */
export interface NetworkRuleWords {
  /** The block or list of blocks of which each is a rule; without one, the resource is a rule itself. */
  readonly within?: string
  /** Where addresses stand that are let in: texts or lists of texts. */
  readonly sources: readonly string[]
  /** If one of these is written, or none of the sources is, whether that means everybody. */
  readonly everybodyWithout?: readonly string[]
  readonly protocol?: string
  /** First and last port. */
  readonly range?: readonly [string, string]
  /** Ports and ranges as texts: `22`, `1000-2000`, `*`. */
  readonly ports?: readonly string[]
  /** The block of the rule that holds protocol and ports, of which there may be several. */
  readonly portsIn?: string
  /** Values, in small letters, that a property of the rule or the resource must have, or must not have; absent fits. */
  readonly only?: readonly {
    readonly path: string
    readonly is?: readonly string[]
    readonly not?: readonly string[]
  }[]
}

const INGRESS: NetworkRuleWords = {
  within: 'ingress',
  sources: ['cidr_blocks', 'ipv6_cidr_blocks'],
  protocol: 'protocol',
  range: ['from_port', 'to_port'],
}
const IN_TEMPLATE: NetworkRuleWords = {
  sources: ['CidrIp', 'CidrIpv6'],
  protocol: 'IpProtocol',
  range: ['FromPort', 'ToPort'],
}
const AZURE: NetworkRuleWords = {
  sources: ['source_address_prefix', 'source_address_prefixes'],
  protocol: 'protocol',
  ports: ['destination_port_range', 'destination_port_ranges'],
  only: [
    { path: 'direction', is: ['inbound'] },
    { path: 'access', is: ['allow'] },
  ],
}

/** Rules of networks by type of resource. Source: the Terraform providers' and CloudFormation's reference of each type. */
export const NETWORK_RULES: ReadonlyMap<string, NetworkRuleWords> = new Map([
  ['aws_security_group', INGRESS],
  ['aws_default_security_group', INGRESS],
  [
    'aws_security_group_rule',
    { ...INGRESS, within: '', only: [{ path: 'type', is: ['ingress'] }] } satisfies NetworkRuleWords,
  ],
  [
    'aws_vpc_security_group_ingress_rule',
    { sources: ['cidr_ipv4', 'cidr_ipv6'], protocol: 'ip_protocol', range: ['from_port', 'to_port'] },
  ],
  ['AWS::EC2::SecurityGroup', { ...IN_TEMPLATE, within: 'SecurityGroupIngress' }],
  ['AWS::EC2::SecurityGroupIngress', IN_TEMPLATE],
  ['azurerm_network_security_rule', AZURE],
  ['azurerm_network_security_group', { ...AZURE, within: 'security_rule' }],
  [
    'google_compute_firewall',
    {
      sources: ['source_ranges'],
      everybodyWithout: ['source_tags', 'source_service_accounts'],
      portsIn: 'allow',
      protocol: 'protocol',
      ports: ['ports'],
      only: [
        { path: 'direction', not: ['egress'] },
        { path: 'disabled', not: ['true'] },
      ],
    },
  ],
  [
    'openstack_networking_secgroup_rule_v2',
    {
      sources: ['remote_ip_prefix'],
      everybodyWithout: ['remote_group_id', 'remote_address_group_id'],
      protocol: 'protocol',
      range: ['port_range_min', 'port_range_max'],
      only: [{ path: 'direction', is: ['ingress'] }],
    },
  ],
  [
    'hcloud_firewall',
    {
      within: 'rule',
      sources: ['source_ips'],
      protocol: 'protocol',
      ports: ['port'],
      only: [{ path: 'direction', is: ['in'] }],
    },
  ],
  [
    'digitalocean_firewall',
    { within: 'inbound_rule', sources: ['source_addresses'], protocol: 'protocol', ports: ['port_range'] },
  ],
])

/** Everybody on the internet, as the technologies write it; any address with a range of nothing means the same. */
export const EVERYBODY: ReadonlySet<string> = new Set(['*', 'internet', 'any', '0.0.0.0/0', '::/0', '0::/0', '0.0.0.0'])

/** Ports behind which somebody commands a machine, or data lie, by their number (IANA registry; the products' guides). */
export const SENSITIVE_PORTS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [445, 'SMB'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [2375, 'the Docker API'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [3389, 'RDP'],
  [5432, 'PostgreSQL'],
  [5439, 'Redshift'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
  [6379, 'Redis'],
  [9042, 'Cassandra'],
  [9200, 'Elasticsearch'],
  [10250, 'the kubelet'],
  [11211, 'Memcached'],
  [27017, 'MongoDB'],
])
