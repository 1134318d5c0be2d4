import { createHash } from 'node:crypto'
import type { Report } from '../../core/report.js'
import type { Links } from '../links.js'
import { coverageBody, otherToolsBody } from './coverage.js'
import { deliveryBody } from './delivery.js'
import { Html, html, verbatim } from './escape.js'
import { findingsBody } from './findings.js'
import { historyBody } from './history.js'
import { maturityBody } from './maturity.js'
import type { Section } from './parts.js'
import { practicesBody, scoreBody } from './practices.js'
import { servicesBody } from './services.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { unknownsBody } from './unknowns.js'
import { headOf, verdictBody } from './verdict.js'

export interface HtmlOptions {
  /** Makes places links. */
  readonly links?: Links
}

/**
 * The report as one HTML page that needs nothing else: no network, and for reading no script. Its content security policy
 * admits the page's own style and script, by their hashes, and nothing that a text of the repository could bring.
 */
export function renderHtml(report: Report, { links }: HtmlOptions = {}): string {
  const sections = sectionsOf(report, links).filter(({ body }) => !(body instanceof Html) || body.text.trim() !== '')
  const page = html`${verbatim('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.subject.repository}: Pillarlint report</title>
        ${verbatim(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <header>${headOf(report)}<button type="button" id="theme" hidden>Theme: auto</button></header>
        <div class="columns">
          <nav aria-label="Contents">
            <ul>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
            </ul>
          </nav>
          <main id="main">
            ${sections.map(
              ({ id, title, body }) =>
                html`<section id="${id}" aria-labelledby="${id}-title">
                  <h2 id="${id}-title">${title}</h2>
                  ${body}
                </section> `,
            )}
          </main>
        </div>
        <footer>${report.tool.name} ${report.tool.version}</footer>
        ${verbatim(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `
  return page.text
}

/** `frame-ancestors` is left out: a meta element cannot say it (W3C, Content Security Policy Level 3, 3.3). */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${hashOf(STYLE)}'`,
    `script-src 'sha256-${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

function sectionsOf(report: Report, links: Links | undefined): Section[] {
  return [
    { id: 'verdict', title: 'Verdict', body: verdictBody(report, links) },
    { id: 'score', title: 'At a glance', body: scoreBody(report) },
    { id: 'maturity', title: 'Maturity and next steps', body: maturityBody(report, links) },
    { id: 'services', title: 'Services', body: servicesBody(report) },
    { id: 'findings', title: 'Findings', body: findingsBody(report, links) },
    { id: 'delivery', title: 'Delivery', body: deliveryBody(report, links) },
    { id: 'history', title: 'Delivery in figures', body: historyBody(report) },
    { id: 'practices', title: 'Practices', body: practicesBody(report, links) },
    { id: 'unknowns', title: 'Unknown', body: unknownsBody(report) },
    { id: 'other-tools', title: 'Other tools', body: otherToolsBody(report, links) },
    { id: 'coverage', title: 'Coverage', body: coverageBody(report, links) },
  ]
}
