import { routeOfKey } from '../../readers/yaml/route.js'
import type { YamlNode } from '../../readers/yaml/node.js'
import { refuse } from '../edits.js'
import type { Fixer, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { SHARED, type YamlSource } from '../yaml/source.js'
import { inYaml, OTHER_KIND } from './places.js'

/** A proposal to start from: that the port is open is the least that a container can show. */
export const readinessProbe: Fixer = {
  check: 'k8s-probes',
  fixability: 'suggestion',
  does: 'Adds a `readinessProbe` that waits for the container’s port to be open. Ask a path of your own instead that fails while the container cannot serve',
  leaves: 'Containers without a port, or with several that are not told apart by their names, and templates of Helm',
  propose: (input) =>
    /\/templates\//.test(input.file) || input.text.includes('{{') ? refuse(OTHER_KIND) : inYaml(input, addProbe),
}

function addProbe(source: YamlSource, route: string): Proposal {
  const container = source.at(route)?.node
  if (container?.kind !== 'mapping') return refuse(SHARED)
  const port = portOf(source.at(routeOfKey(route, 'ports'))?.node)
  if (port === undefined) return refuse('which of its ports answers is not told')
  const after = ['ports', 'image', 'name']
  return insertKey(source, route, 'readinessProbe', { tcpSocket: { port } }, { after })
}

/** The only port, or the one that is named for what it serves. */
function portOf(ports: YamlNode | undefined): number | undefined {
  if (ports?.kind !== 'sequence') return undefined
  const all = ports.items.flatMap((item) => {
    const of = (key: string) => {
      const value = item.kind === 'mapping' ? item.entries.find((each) => each.key.text === key)?.value : undefined
      return value?.kind === 'scalar' ? value.text : undefined
    }
    const number = of('containerPort') ?? ''
    const isTcp = (of('protocol') ?? 'TCP') === 'TCP'
    return /^\d{1,5}$/.test(number) && isTcp ? [{ number: Number(number), name: of('name') }] : []
  })
  const serving = all.filter(({ name }) => /^(?:https?|web|grpc|h2c?)$/.test(name ?? ''))
  return (all.length === 1 ? all[0] : serving.length === 1 ? serving[0] : undefined)?.number
}
