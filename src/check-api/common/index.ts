/** Names, paths, texts and open values: what checks of every subject ask. */
export { builtBy, type Built } from './components.js'
export { onceForEachKey } from './grouped.js'
export { isDynamic, isOfResource, mayBeLeftOut } from './open.js'
export { subcommands, valuesOf } from './options.js'
export { isForTrying, isForUse, isSample, joinPaths } from './paths.js'
export { folderOf, folderPrefix, nameOf } from '../../core/paths.js'
export { textsIn } from './texts.js'
export { environmentNamed, namesNoProduction, namesProduction } from './tier-words.js'
