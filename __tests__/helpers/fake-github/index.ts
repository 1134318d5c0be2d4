import { jest } from '@jest/globals'

// Its first answers take long on a busy machine: GitHub's description is compiled for them.
jest.setTimeout(30_000)

/** A GitHub for tests: a server on the loopback interface that GitHub's own description keeps honest. */
export { FAULTS, type Fault } from './faults.js'
export { FAULT_TABLE, PLANTED, PLANTED_SETTINGS } from './fault-table.js'
export { SPOILT } from './misshapes.js'
export { addComment } from './bodies.js'
export { startFakeGitHub, type FakeGitHub } from './server.js'
export { actionsToken, FULL_WORKFLOW_PERMISSIONS } from './state.js'
export { connect } from './connect.js'
