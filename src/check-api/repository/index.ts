/** What a repository itself holds: its documents, and what developers run. */
export { elsewhereOf, givenUp, isStarted } from './defaults.js'
export { guidesOf, isLinkOut, readsAs } from './guides.js'
export { isOperated, recordsOf } from './operated.js'
export { usedScripts, type UsedScript } from './scripts.js'
export { undatedDrill } from './drills.js'
export { differingSetup } from './tool-versions.js'
export { commitForms, type CommitForms } from './commit-forms.js'
export { givesOutVersions, isBefore, isCalendar, numbersOf, type VersionNumbers } from './releases.js'
