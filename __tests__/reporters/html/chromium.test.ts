import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'puppeteer-core'
import type { Report } from '../../../src/core/report.js'
import { renderHtml } from '../../../src/reporters/html/page.js'
import { describeInChromium, launchChromium } from '../../helpers/chromium.js'
import { finding, HOSTILE, hostileReport, pullRequestReport } from '../reports.js'
import { auditPage } from './audit.js'
import { bigReport, withDelivery } from './stories.js'

const links = { server: 'https://github.com', repository: 'acme/shop', sha: 'a'.repeat(40) }
const base = pullRequestReport()
const settled = finding({
  check: 'ci-settled',
  title: 'Settled',
  standing: 'excepted',
  standingReason: 'known',
  fingerprint: '5'.repeat(16),
  delta: 'existing',
})
const report = withDelivery({ ...base, findings: [...base.findings, settled] })

describeInChromium('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pillarlint-html-'))
  let browser: Browser
  let files = 0
  /** What the page did that it must not: errors on the console, and requests. */
  const faults: string[] = []

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function open(shown: Report, theme: 'light' | 'dark' = 'light', hash = ''): Promise<Page> {
    const file = join(folder, `${(files += 1)}.html`)
    writeFileSync(file, renderHtml(shown, { links }))
    const page = await browser.newPage()
    faults.length = 0
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== pathToFileURL(file).href) faults.push(`asks for ${request.url()}`)
    })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    await page.goto(pathToFileURL(file).href + hash)
    return page
  }

  const status = (page: Page): Promise<string> =>
    page.$eval('form[data-noun=findings] [role=status]', (each) => each.textContent ?? '')
  const shownIds = (page: Page): Promise<string[]> =>
    page.$$eval('.finding', (all) => all.filter((each) => each.checkVisibility()).map(({ id }) => id.slice(-16, -15)))
  /** Waits until the status says this. */
  const says = (page: Page, wanted: string): Promise<unknown> =>
    page.waitForFunction(
      `document.querySelector('form[data-noun=findings] [role=status]').textContent === ${JSON.stringify(wanted)}`,
      { timeout: 10_000 },
    )

  test('works without an error and without asking for anything, in both themes', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await open(report, theme)
      expect(await page.evaluate(auditPage)).toEqual([])
      const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(colour).toBe(theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)')
      expect(faults).toEqual([])
      await page.close()
    }
  })

  test('the switch of the theme wins over the system, and is remembered', async () => {
    const page = await open(report, 'light')
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    await page.click('#theme')
    await page.click('#theme')
    expect(await page.$eval('#theme', (each) => each.textContent)).toBe('Theme: dark')
    expect(await background()).toBe('rgb(13, 17, 23)')
    expect(await page.evaluate(auditPage)).toEqual([])
    await page.reload()
    expect(await background()).toBe('rgb(13, 17, 23)')
    await page.evaluate('localStorage.clear()')
    await page.close()
  })

  test('search and each filter change what is shown', async () => {
    const page = await open(report)
    expect(await status(page)).toBe('3 of 4 findings shown')
    expect(await shownIds(page)).toEqual(['0', '2', '1'])
    const tries: readonly (readonly [selector: string, value: string, shown: readonly string[]])[] = [
      ['#finding-practice', 'DL.CR.8', ['2']],
      ['#finding-check', 'ci-job-timeout', ['1']],
      ['#finding-standing', 'excepted', ['5']],
      ['#finding-delta', 'introduced', ['0', '1']],
    ]
    for (const [selector, value, ids] of tries) {
      await page.select(selector, value)
      await says(page, `${ids.length} of 4 findings shown`)
      expect(await shownIds(page)).toEqual(ids)
      await page.select(selector, selector === '#finding-standing' ? 'open' : '')
      await says(page, '3 of 4 findings shown')
    }
    await page.type('#finding-path', 'WORKFLOWS/')
    await says(page, '2 of 4 findings shown')
    await page.type('#finding-q', 'Timeout BUILD')
    await says(page, '1 of 4 findings shown')
    expect(await shownIds(page)).toEqual(['1'])
    await page.click('form[data-noun=findings] [type=reset]')
    await says(page, '4 of 4 findings shown')
    await page.click('input[name=severity][value=error]')
    await says(page, '2 of 4 findings shown')
    expect(
      await page.$eval(
        '.finding:not([hidden])',
        (each) => each.closest('section')?.querySelector('.count')?.textContent,
      ),
    ).toBe('1')
    await page.type('#finding-q', 'no such words')
    await says(page, '0 of 4 findings shown')
    expect(await page.$eval('#findings .none', (each) => each.checkVisibility())).toBe(true)
    await page.click('#findings .none button')
    await says(page, '4 of 4 findings shown')
    expect(faults).toEqual([])
    await page.close()
  })

  test('practices are chosen by words, verdict and importance, and lead to their findings', async () => {
    const page = await open(report)
    await page.select('#practice-verdict', 'unknown')
    await page.waitForFunction(`document.querySelectorAll('.practice:not([hidden])').length === 1`)
    expect(await page.$eval('.practice:not([hidden])', ({ id }) => id)).toBe('practice-aws-devops-guidance-DL_2eCR_2e9')
    await page.click('form[data-noun=practices] [type=reset]')
    await page.click('a[data-practice="DL.CI.2"]')
    await says(page, '2 of 4 findings shown')
    expect(await page.evaluate(`document.getElementById('finding-practice').value`)).toBe('DL.CI.2')
    expect(await page.evaluate('document.activeElement.id')).toBe('finding-0123456789abcdef')
    await page.close()
  })

  test('an address of a finding leads there, also if a filter hides it', async () => {
    const page = await open(report, 'light', `#finding-${'5'.repeat(16)}`)
    expect(await page.evaluate('document.activeElement.id')).toBe(`finding-${'5'.repeat(16)}`)
    expect(await status(page)).toBe('4 of 4 findings shown')
    await page.goto(`${page.url().split('#')[0] ?? ''}#%E0%A4%A`)
    expect(faults).toEqual([])
    await page.close()
  })

  test('the keyboard alone is enough, and shows where it is', async () => {
    const page = await open(report)
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.className')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('skip')
    await page.keyboard.press('Enter')
    const found = new Set<unknown>()
    for (let i = 0; i < 120 && !found.has('finding-q'); i += 1) {
      await page.keyboard.press('Tab')
      found.add(await focused())
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none')
    }
    expect(await focused()).toBe('finding-q')
    await page.keyboard.type('timeout')
    await says(page, '1 of 4 findings shown')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('finding-practice')
    await page.keyboard.press('End')
    await says(page, '0 of 4 findings shown')
    expect(faults).toEqual([])
    await page.close()
  })

  test('without its script everything is there to read', async () => {
    const page = await browser.newPage()
    await page.setJavaScriptEnabled(false)
    await page.setContent(renderHtml(report, { links }))
    const seen = await page.evaluate(`[
      [...document.querySelectorAll('.finding')].filter((each) => each.checkVisibility()).length,
      [...document.querySelectorAll('.filters, #theme')].filter((each) => each.checkVisibility()).length,
    ]`)
    expect(seen).toEqual([4, 0])
    await page.close()
  })

  test('hostile text makes no element, and nothing happens', async () => {
    const shape = (page: Page): Promise<string[]> =>
      page.$$eval('*', (all) =>
        all.map((each) => [each.localName, ...each.getAttributeNames()].filter((name) => name !== 'hidden').join(' ')),
      )
    const rendered = (text: string): Report => withDelivery(hostileReport(text), text)
    const plain = await open(rendered('plain'))
    const expected = await shape(plain)
    await plain.close()
    const all = HOSTILE.filter(({ length }) => length < 1000).join(' ')
    for (const text of [all, '"></title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>']) {
      const page = await open(rendered(text))
      expect(await shape(page)).toEqual(expected)
      expect(faults).toEqual([])
      await page.close()
    }
  })

  test('5,000 findings stay usable', async () => {
    const page = await open(bigReport(5000))
    expect(await status(page)).toBe('5000 of 5000 findings shown')
    const start = Date.now()
    await page.type('#finding-q', 'value-4321')
    await says(page, '1 of 5000 findings shown')
    expect(Date.now() - start).toBeLessThan(5000)
    await page.select('#finding-check', 'check-2')
    await says(page, '0 of 5000 findings shown')
    await page.click('#findings .none button')
    await says(page, '5000 of 5000 findings shown')
    expect(faults).toEqual([])
    await page.close()
  })

  test('paper shows what is folded, and no controls', async () => {
    const page = await open(report)
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    expect(await page.$$eval('details', (all) => all.every((each) => each.open))).toBe(true)
    await page.emulateMediaType('print')
    expect(await page.$eval('nav', (each) => each.checkVisibility())).toBe(false)
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
    expect(await page.$$eval('details', (all) => all.some((each) => each.open))).toBe(false)
    await page.close()
  })
})
