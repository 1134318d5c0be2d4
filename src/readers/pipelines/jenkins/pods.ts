import type { Located } from '../../../core/location.js'
import { nodesIn, type GroovyCall, type GroovyExpression } from '../../groovy/index.js'
import { pathFrom } from '../../shell/paths.js'
import { placeOf, type SourceText } from '../source-text.js'
import type { Context } from './context.js'
import { namedArguments, placeIn } from './file.js'
import { within } from './frames.js'
import type { Machine } from './machine.js'
import { knownText, writtenText, type Value } from './values.js'

/** The line of a pod's manifest that names an image. */
const IMAGE = /^[ \t]*(?:-[ \t]+)?image:[ \t]*["']?([^\s"'#]+)/gm

/** `podTemplate(containers: […], yaml: '…') {…}` (Kubernetes plugin). */
export function podTemplateCall(machine: Machine, call: GroovyCall, context: Context): Value {
  const images = podImages(machine, namedArguments(call.arguments), context)
  return within(machine, call, { ...context, images: [...context.images, ...images] })
}

/** The images of a pod that is described by settings, by a manifest in them, or by one in a file of the tree. */
export function podImages(
  machine: Machine,
  settings: ReadonlyMap<string, GroovyExpression>,
  context: Context,
): Located<string>[] {
  const { file } = context.scope
  const found: Located<string>[] = []
  const yaml = settings.get('yaml')
  const value = yaml === undefined ? undefined : machine.argument(yaml, context)
  if (value?.kind === 'text') found.push(...imagesInText(value.source))
  const path = settings.get('yamlFile')
  const text = path === undefined ? undefined : knownText(machine.argument(path, context))
  if (text !== undefined) found.push(...imagesInFile(machine, pathFrom('', text)))
  const templates = [settings.get('containers'), settings.get('containerTemplates')].flatMap((each) => each ?? [])
  for (const node of nodesIn(templates)) {
    if (node.kind !== 'call' || node.name !== 'containerTemplate') continue
    const image = namedArguments(node.arguments).get('image')
    const name = image === undefined ? undefined : writtenText(machine.argument(image, context))
    if (image !== undefined && name !== undefined) found.push({ value: name, at: placeIn(file, image) })
  }
  return found
}

/** The images that a manifest names, line by line: it may be a template that is no YAML yet. */
export function imagesInText(source: SourceText): Located<string>[] {
  return Array.from(source.text.matchAll(IMAGE), ({ 0: line, 1: value = '', index }) => {
    const start = index + line.lastIndexOf(value)
    const place = (offset: number): { readonly line: number; readonly column: number } => source.place(start + offset)
    return { value, at: placeOf({ ...source, text: value, place }) }
  })
}

function imagesInFile({ reading }: Machine, path: string | undefined): Located<string>[] {
  const text = path === undefined ? undefined : reading.context.files.text(path)
  if (path === undefined || text === undefined) return []
  const starts = [0]
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  const place = (offset: number): { line: number; column: number } => {
    const line = starts.findLastIndex((start) => start <= offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
  return imagesInText({ text, file: path, route: '', place })
}
