/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Of one test; generous, because machines that run many jobs at once are slow.
  testTimeout: 60_000,
  maxWorkers: '100%',
  // A worker keeps the modules of every test file that it ran.
  workerIdleMemoryLimit: '1GB',
  // In CI the results are also kept for programs.
  reporters: [
    'default',
    ...(process.env.CI ? [['<rootDir>/scripts/junit-reporter.mjs', { file: 'test-results/junit.xml' }]] : []),
  ],
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
}
