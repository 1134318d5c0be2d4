import { accessSync, constants } from 'node:fs'
import { describe } from '@jest/globals'
import puppeteer, { type Browser } from 'puppeteer-core'

/** Where a Chromium usually is; the environment variable wins. */
const PLACES = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const executable = PLACES.find((path) => path !== undefined && canRun(path))

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Tests that need a browser; skipped, with the reason in their name, where there is none. */
export function describeInChromium(name: string, tests: () => void): void {
  if (executable !== undefined) describe(name, tests)
  else describe.skip(`${name} (skipped: no Chromium at its usual places; CHROME_PATH can name one)`, tests)
}

/** A Chromium without a window. Containers run as root, where its sandbox does not work. */
export function launchChromium(): Promise<Browser> {
  if (executable === undefined) throw new Error('there is no Chromium')
  return puppeteer.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}
