/** Words in the names of Compose files that are for servers; the others are mostly for the machines of developers. */
const FOR_SERVERS = /prod|stack|swarm|deploy/i

/** Whether a Compose file says that it runs for users. */
export function isForServers(file: string): boolean {
  return FOR_SERVERS.test(file)
}
