import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mergeTag,
  realMapTag,
  type TagDefinition,
} from 'js-yaml'

/** Reads any tag as if it were not there. */
const ANY_TAG: TagDefinition[] = [
  defineScalarTag('!', { matchByTagPrefix: true, resolve: (source) => source, identify: () => false }),
  defineSequenceTag<unknown[]>('!', {
    matchByTagPrefix: true,
    create: () => [],
    addItem: (list, item) => void list.push(item),
    identify: () => false,
  }),
  defineMappingTag<Map<unknown, unknown>>('!', {
    matchByTagPrefix: true,
    create: () => new Map(),
    addPair: (map, key, value) => (map.set(key, value), ''),
    has: (map, key) => map.has(key),
    keys: (map) => map.keys(),
    get: (map, key) => map.get(key),
    identify: () => false,
  }),
]

/** The schema by which js-yaml reads YAML of any tool: scalars of the core schema, merge keys, mappings as `Map`s. */
export const ANY_TAGS = CORE_SCHEMA.withTags(mergeTag, realMapTag, ...ANY_TAG)
