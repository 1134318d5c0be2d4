/** Plays, tasks and the hosts they run on. */
export { convergesByItself, moduleInsteadOf, onlyLooks, programOf } from './ansible-commands.js'
export { ansibleDownloads } from './ansible-downloads.js'
export { hostsOf, type HostNumber } from './ansible-hosts.js'
export {
  authoredTasks,
  commandOf,
  conditionsOf,
  isAuthored,
  isRunOnDemand,
  namesIn,
  taskName,
  wordsIn,
} from './ansible.js'
export { rescueOf } from './ansible-rescues.js'
