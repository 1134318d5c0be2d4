import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/kubernetes/k8s-network-policy.js'

interface Shape {
  readonly name?: string
  readonly kind?: string
  readonly namespace?: string | undefined
  readonly pod?: string
  readonly mark?: string
}

const workload = ({
  name = 'api',
  kind = 'Deployment',
  namespace = 'shop',
  pod = 'containers: [{ name: main, ports: [{ containerPort: 80 }] }]',
  mark = '',
}: Shape = {}) =>
  [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    'metadata:',
    `  name: ${name}${mark}`,
    ...(namespace === '' ? [] : [`  namespace: ${namespace}`]),
    'spec:',
    `  template: { metadata: { labels: { app: ${name} } }, spec: { ${pod} } }`,
    '',
  ].join('\n')
const OPEN = ' # ! open'
const BAD = workload({ mark: OPEN })
const object = (type: string, spec: string, metadata = 'name: rule, namespace: shop') => {
  const [api, kind] = [type.slice(0, type.lastIndexOf('/')), type.slice(type.lastIndexOf('/') + 1)]
  return `apiVersion: ${api}\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: ${spec}\n`
}
const policy = (spec: string, metadata?: string) => object('networking.k8s.io/v1/NetworkPolicy', spec, metadata)
const FOR_WEB = policy('{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: {} }] }] }')
const with_ = (rule: string, api = workload()) => ({ 'k8s/api.yaml': api, 'k8s/rule.yaml': rule })
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n'

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'README.md': '# shop' } },
    { name: 'a worker without ports', files: { 'k8s/api.yaml': workload({ pod: 'containers: [{ name: main }]' }) } },
    {
      name: 'pods in the network of their node',
      files: {
        'k8s/api.yaml': workload({
          pod: 'hostNetwork: true, containers: [{ name: main, ports: [{ containerPort: 80 }] }]',
        }),
      },
    },
    { name: 'for staging', files: { 'staging/api.yaml': BAD.replace(OPEN, ''), 'staging/web.yaml': FOR_WEB } },
    { name: 'for tests', files: { 'tests/api.yaml': BAD.replace(OPEN, ''), 'tests/web.yaml': FOR_WEB } },
  ],
  unknown: [
    { name: 'no policy at all', files: { 'k8s/api.yaml': workload() }, reason: 'kept with the cluster' },
    {
      name: 'one service in its own namespace',
      files: { 'k8s/api.yaml': workload(), 'k8s/ns.yaml': NAMESPACE },
      reason: 'kept with the cluster',
    },
    {
      name: 'several services in a namespace from elsewhere',
      files: { 'k8s/api.yaml': workload(), 'k8s/web.yaml': workload({ name: 'web' }) },
      reason: 'kept with the cluster',
    },
    {
      name: 'labels that are filled in later',
      files: with_(policy('{ podSelector: { matchLabels: { app: "${NAME}" } } }')),
      reason: 'cannot be told',
    },
    {
      name: 'a policy of Calico, whose selectors are a language',
      files: with_(object('projectcalico.org/v3/NetworkPolicy', '{ selector: "app == \'api\'" }')),
      reason: 'cannot be told',
    },
    {
      name: 'a policy for the whole cluster',
      files: with_(
        object('policy.networking.k8s.io/v1alpha1/AdminNetworkPolicy', '{ subject: { namespaces: {} } }', 'name: all'),
      ),
      reason: 'cannot be told',
    },
    {
      name: 'a policy that makes policies',
      files: {
        ...with_(FOR_WEB),
        'k8s/make.yaml': object(
          'kyverno.io/v1/ClusterPolicy',
          '{ rules: [{ generate: { kind: NetworkPolicy } }] }',
          'name: make',
        ),
      },
      reason: 'a policy in the cluster',
    },
    {
      name: 'a policy of the chart that is off by default',
      files: {
        'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
        'chart/values.yaml': 'on: false\n',
        'chart/templates/api.yaml': workload(),
        'chart/templates/networkpolicy.yaml': `{{- if .Values.on }}\n${FOR_WEB}{{- end }}\n`,
        'k8s/web.yaml': FOR_WEB,
      },
      reason: 'values switch on',
    },
  ],
  passes: [
    { name: 'a policy for its pods', files: with_(policy('{ podSelector: { matchLabels: { app: api } } }')) },
    { name: 'deny by default', files: with_(policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }')) },
    { name: 'deny by default without a selector', files: with_(policy('{ policyTypes: [Ingress] }')) },
    {
      name: 'a policy whose namespace is given when it is applied',
      files: with_(policy('{ podSelector: {} }', 'name: rule')),
    },
    {
      name: 'Cilium',
      files: with_(object('cilium.io/v2/CiliumNetworkPolicy', '{ endpointSelector: { matchLabels: { app: api } } }')),
    },
    {
      name: 'Cilium for the cluster',
      files: with_(object('cilium.io/v2/CiliumClusterwideNetworkPolicy', '{ endpointSelector: {} }', 'name: all')),
    },
    { name: 'Istio in the namespace', files: with_(object('security.istio.io/v1/AuthorizationPolicy', '{}')) },
    {
      name: 'Istio in the mesh',
      files: with_(object('security.istio.io/v1/AuthorizationPolicy', '{}', 'name: all, namespace: istio-system')),
    },
    {
      name: 'Linkerd',
      files: with_(object('policy.linkerd.io/v1beta3/Server', '{ podSelector: { matchLabels: { app: api } } }')),
    },
    {
      name: 'security groups for pods',
      files: with_(
        object('vpcresources.k8s.aws/v1beta1/SecurityGroupPolicy', '{ podSelector: { matchLabels: { app: api } } }'),
      ),
    },
    {
      name: 'a policy that an overlay adds',
      files: {
        'base/api.yaml': workload({ namespace: '' }),
        'prod/kustomization.yaml': 'namespace: shop\nresources: [../base/api.yaml, deny.yaml]\n',
        'prod/deny.yaml': policy('{ podSelector: {} }', 'name: deny'),
      },
    },
  ],
  fails: [
    { name: 'a policy for other pods', files: with_(FOR_WEB, BAD) },
    {
      name: 'a policy for what goes out',
      files: { ...with_(policy('{ podSelector: {}, policyTypes: [Egress] }'), BAD), 'k8s/web.yaml': FOR_WEB },
    },
    {
      name: 'a policy that lets all in',
      files: { ...with_(policy('{ podSelector: {}, ingress: [{}] }'), BAD), 'k8s/web.yaml': FOR_WEB },
    },
    {
      name: 'a policy in another namespace',
      files: with_(policy('{ podSelector: {} }', 'name: rule, namespace: other'), BAD),
    },
    {
      name: 'Istio in another namespace',
      files: with_(object('security.istio.io/v1/AuthorizationPolicy', '{}', 'name: rule, namespace: other'), BAD),
    },
    { name: 'a StatefulSet', files: with_(FOR_WEB, workload({ kind: 'StatefulSet', mark: OPEN })) },
    {
      name: 'several services in a namespace that is made here are one finding',
      files: { 'k8s/ns.yaml': NAMESPACE, 'k8s/api.yaml': BAD, 'k8s/web.yaml': workload({ name: 'web' }) },
    },
    {
      name: 'the namespace of the overlay',
      files: {
        'base/api.yaml': workload({ namespace: '', mark: OPEN }),
        'prod/kustomization.yaml': 'namespace: shop\nresources: [../base/api.yaml]\n',
        'other/deny.yaml': policy('{ podSelector: {} }', 'name: deny, namespace: other'),
      },
    },
  ],
})
