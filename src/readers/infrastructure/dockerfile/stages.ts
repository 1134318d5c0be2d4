import type { Location } from '../../../core/location.js'
import { parseImage } from '../../../models/image.js'
import type { DictValue, Value } from '../../../models/index.js'
import { textOf } from '../../../models/value.js'
import { dict, list, scalar } from '../make-value.js'
import { instructionValue, pairsOf, placeOf, wordValue, type Instruction } from './instructions.js'
import { unquote, type RawWord } from './lines.js'
import { withDefaults } from './variables.js'

/** The global ARGs and the stages of a Dockerfile whose first instruction but ARG is a FROM. */
export function stagesOf(path: string, instructions: readonly Instruction[], escape: string) {
  const args = new Map<string, Value>()
  const defaults = new Map<string, string>()
  const groups: { from: Instruction; body: Instruction[] }[] = []
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') groups.push({ from: instruction, body: [] })
    else if (groups.length > 0) groups.at(-1)?.body.push(instruction)
    else {
      for (const [key, value] of pairsOf(path, instruction, escape).entries) {
        args.set(key, value)
        const text = value.kind === 'unresolved' ? withDefaults(value.text, defaults, escape) : textOf(value)
        if (text !== undefined) defaults.set(key, value.kind === 'unresolved' ? unquote(text, escape) : text)
      }
    }
  }
  const aliases = new Set<string>()
  const stages = groups.map(({ from, body }, index) => stageOf(path, from, body, { escape, defaults, aliases, index }))
  return { args, stages }
}

interface StageContext {
  readonly escape: string
  readonly defaults: ReadonlyMap<string, string>
  /** Lower-case aliases and numbers of the stages so far. */
  readonly aliases: Set<string>
  readonly index: number
}

function stageOf(path: string, from: Instruction, body: readonly Instruction[], context: StageContext): DictValue {
  const { escape, defaults, aliases, index } = context
  const [image, , alias] = from.words
  const place = (word: Span, route: string) =>
    placeOf(path, from.line, word.start, word.end, `stages[${index}].${route}`)
  const value = image && wordValue(image.raw, escape, place(image, 'from'))
  const text = textOf(value)
  const inherited = text !== undefined && aliases.has(text.toLowerCase())
  const fallback = image && value?.kind === 'unresolved' ? withDefaults(image.raw, defaults, escape) : undefined
  aliases.add(String(index))
  if (alias !== undefined) aliases.add(alias.raw.toLowerCase())
  return dict(
    [
      ['from', value],
      [
        'default',
        image && fallback !== undefined ? scalar(unquote(fallback, escape), place(image, 'from')) : undefined,
      ],
      ['stage', inherited ? value : undefined],
      ...(image !== undefined && text !== undefined && !inherited ? imageParts(text, image, place) : []),
      ['alias', alias && scalar(alias.raw, place(alias, 'alias'))],
      ['platform', from.flags.get('platform')],
      [
        'instructions',
        list(
          body.map((each) => instructionValue(path, each, escape)),
          from.at,
        ),
      ],
    ],
    from.at,
  )
}

type Span = Pick<RawWord, 'start' | 'end'>

/** `image`, `tag` and `digest` of a literal reference, each at its own characters. */
function imageParts(
  text: string,
  { raw, start, end }: RawWord,
  place: (span: Span, route: string) => Location,
): [string, Value | undefined][] {
  const { registry, repository, tag, digest } = parseImage(text)
  const name = registry === undefined ? repository : `${registry}/${repository}`
  const part = (route: string, part: string | undefined, offset: number): [string, Value | undefined] => {
    if (part === undefined) return [route, undefined]
    const span = raw === text ? { start: start + offset, end: start + offset + part.length } : { start, end }
    return [route, scalar(part, place(span, route))]
  }
  return [
    part('image', name, 0),
    part('tag', tag, name.length + 1),
    part('digest', digest, text.length - (digest?.length ?? 0)),
  ]
}
