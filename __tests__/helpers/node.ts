import process from 'node:process'

/**
 * The Node that runs the bundle in tests which start it as a process. `PILLARLINT_TEST_NODE=/path/to/node npm test -- …`
 * runs it with another one than the tests themselves: GitHub's runners, for one, start an Action with a Node of their own.
 */
export const NODE = process.env['PILLARLINT_TEST_NODE'] ?? process.execPath
