/** What a repository itself holds: its documents, and what developers run. */
export { elsewhereOf, givenUp } from './defaults.js'
export { guidesOf, isLinkOut, readsAs } from './guides.js'
export { usedScripts, type UsedScript } from './scripts.js'
