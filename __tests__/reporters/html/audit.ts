/* eslint-disable @typescript-eslint/no-explicit-any -- runs in the page, whose types the tests of a Node.js program do not have */

/**
 * What of the page in the browser is hard to use: names, headings, tables, landmarks, contrast (WCAG 2.2 AA). Empty if
 * nothing is. Runs in the page, so it may use nothing from outside of itself.
 */
export function auditPage(): string[] {
  const { document, getComputedStyle } = globalThis as any
  const faults: string[] = []
  const all = (selector: string): any[] => [...document.querySelectorAll(selector)]
  const shown = (element: any): boolean => element.checkVisibility() as boolean
  const told = (element: any): string => element.outerHTML.slice(0, 160)
  const expect = (right: boolean, fault: string, element?: any): void => {
    if (!right) faults.push(element === undefined ? fault : `${fault}: ${told(element)}`)
  }

  expect(document.documentElement.lang === 'en', 'the page names no language')
  expect(document.title !== '', 'the page has no title')
  for (const landmark of ['header', 'main', 'nav', 'footer', 'h1']) {
    expect(all(landmark).length === 1, `not one <${landmark}>`)
  }
  const ids = all('[id]').map(({ id }) => id)
  expect(new Set(ids).size === ids.length, 'an id is there twice')
  for (const each of all('[aria-labelledby]')) {
    expect(document.getElementById(each.getAttribute('aria-labelledby')) !== null, 'the label is missing', each)
  }

  for (const each of all('input, select')) expect(each.labels.length === 1, 'a control without a label', each)
  for (const each of all('a, button, summary, th')) {
    expect((each.getAttribute('aria-label') ?? each.textContent).trim() !== '', 'nothing to read out', each)
  }
  for (const each of all('svg')) {
    const named = each.getAttribute('role') === 'img' && each.getAttribute('aria-label')
    expect(named || each.getAttribute('aria-hidden') === 'true', 'a picture without words', each)
    expect(each.querySelector('a, [tabindex]') === null, 'something to reach in a picture', each)
  }
  for (const each of all('table')) {
    expect(each.querySelector('caption') !== null, 'a table without a caption', each)
    expect(
      [...each.querySelectorAll('th')].every((cell: any) => cell.scope !== ''),
      'a heading without scope',
      each,
    )
  }
  for (const each of all('.scroll, pre')) expect(each.tabIndex === 0, 'what scrolls cannot be reached', each)

  let level = 0
  for (const each of all('h1, h2, h3, h4, h5, h6').filter(shown)) {
    const next = Number(each.tagName.slice(1))
    expect(next <= level + 1, 'a level of headings is left out', each)
    level = next
  }

  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: number[], b: number[]): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  const behind = (element: any): number[] => {
    for (let each = element; each !== null; each = each.parentElement) {
      const color = channels(getComputedStyle(each).backgroundColor)
      if (color[3] === undefined || color[3] > 0) return color.slice(0, 3)
    }
    return [255, 255, 255]
  }
  const seen = new Set<string>()
  for (const each of all('body *').filter((element) => !element.closest('svg, script, style'))) {
    const hasText = [...each.childNodes].some((node: any) => node.nodeType === 3 && node.data.trim() !== '')
    const style = getComputedStyle(each)
    const key = `${each.tagName} ${each.className} ${style.color} ${behind(each).join()}`
    if (!hasText || seen.has(key)) continue
    seen.add(key)
    expect(contrast(channels(style.color).slice(0, 3), behind(each)) >= 4.5, 'text of too little contrast', each)
  }
  for (const each of all('svg text')) {
    const fill = channels(getComputedStyle(each).fill).slice(0, 3)
    expect(contrast(fill, behind(each.closest('svg'))) >= 4.5, 'text of too little contrast in a picture', each)
  }
  for (const each of all('input, select, button').filter(shown)) {
    const frame = channels(getComputedStyle(each).borderTopColor).slice(0, 3)
    expect(contrast(frame, behind(each.parentElement)) >= 3, 'a frame of too little contrast', each)
  }
  return faults
}
