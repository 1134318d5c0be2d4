/** Colours of one theme by their use. Texts have a contrast of 4.5:1 and frames of controls one of 3:1 (WCAG 2.2, 1.4.3, 1.4.11). */
export type Theme = Readonly<Record<(typeof COLOURS)[number], string>>

const COLOURS = [
  'page',
  'panel',
  'text',
  'quiet',
  'line',
  'frame',
  'link',
  'bad',
  'warn',
  'good',
  'note',
  'mark',
] as const

/** Dark text on light ground. */
export const LIGHT: Theme = {
  page: '#ffffff',
  panel: '#f6f8fa',
  text: '#1f2328',
  quiet: '#59636e',
  line: '#d1d9e0',
  frame: '#818b98',
  link: '#0860c4',
  bad: '#c4202b',
  warn: '#8a5a00',
  good: '#187233',
  note: '#0860c4',
  mark: '#fff3c4',
}

/** Light text on dark ground. */
export const DARK: Theme = {
  page: '#0d1117',
  panel: '#161c24',
  text: '#f0f6fc',
  quiet: '#9aa3ad',
  line: '#3d444d',
  frame: '#6e7681',
  link: '#58a6ff',
  bad: '#ff7b72',
  warn: '#e3b341',
  good: '#56d364',
  note: '#58a6ff',
  mark: '#3a3000',
}

/** The custom properties of both themes: the reader's system decides unless the page's switch does. */
export function themeRules(): string {
  return [
    `:root{color-scheme:light;${properties(LIGHT)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${properties(DARK)}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}`,
    // Paper is white whatever the screen is.
    `@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${properties(LIGHT)}}}`,
  ].join('\n')
}

function properties(theme: Theme): string {
  return COLOURS.map((name) => `--${name}:${theme[name]}`).join(';')
}
