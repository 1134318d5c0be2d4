import process from 'node:process'

/**
 * Milliseconds of processor time that this process has used so far. A test that bounds how long something takes
 * subtracts two of them: unlike the time of a clock, the difference hardly grows when the machine is busy with others.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
