/** Stores of data, what moves and changes them, backups. */
export { DATA_JOBS, MAY_START, RUNS_DATA, type DataJob } from './data-jobs.js'
export { dataWorkIn } from './data-work.js'
export { judgedChange, type JudgedChange } from './migrations.js'
export { productionMigrations, type ProductionMigration } from './production-migrations.js'
export { RESTORE_TESTS, restoresOf, type Restore } from './restores.js'
export { savedBefore } from './saves.js'
export { oncePerFile, settingsVerdict, statefulResources, type StatefulResource } from './stateful-resources.js'
