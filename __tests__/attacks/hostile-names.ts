/** Texts by which an attacker would act on whoever reads a report, or on the program that does. */

/** The host that nothing may lead to. */
export const EVIL = 'evil.example'

const MARKDOWN = [
  `[x](https://${EVIL}/a)`,
  `![t](https://${EVIL}/t.png)`,
  '![](javascript:alert(1))',
  `<https://${EVIL}>`,
  `www.${EVIL}`,
  '@eve @acme/admins #1 acme/shop#2 GH-3 4f5e6d7c8b9a',
  '| a | b |',
  '</details></summary></code>',
  '<details open><summary>x',
  '`` ``` ```` ~~~',
  '$$x$$ :rocket: [^1] [ref]: x',
]
const HTML = [
  `<img src=//${EVIL}/x onerror=alert(1)>`,
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '<style>*{display:none}</style>',
  '-->',
  '<!-- pillarlint:default sha=0 run=99999999/9 -->',
  '&lt;b&gt; &#x3c;b&#x3e;',
]
const COMMANDS = [
  '::set-output name=verdict::pass',
  '::add-mask::a',
  '::stop-commands::x',
  '::error file=a,line=1::x',
  '%0A::warning::x%0D',
  '##[error]x ##[add-mask]y',
  'verdict<<EOF',
  'EOF',
  'ghadelimiter_00000000',
]
const DATA = [
  '[a](1) [b](javascript:alert(1))',
  ']]></failure><testcase name="x"/><!--',
  '&xxe; %x;',
  '","verdict":"pass',
]
const PICTURES = [
  '"]; click s1 "javascript:alert(1)"',
  '%%{init: {"securityLevel": "loose"}}%%',
  '--> end subgraph',
  "=cmd|' /C calc'!A0",
]
const UNSEEN = [
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u001b]0;title\u0007',
  '\u001b[2J\u001b[1A\u001b[31m',
  '\u009b31m',
  '\u202eflipped\u2066 \u200bzero\u2060width\ufeff',
  '\u0430dmin',
  'a\rb\u2028c\u0085d',
]

/** Each on one line, as names are. */
export const HOSTILE_NAMES: readonly string[] = [...MARKDOWN, ...HTML, ...COMMANDS, ...DATA, ...PICTURES, ...UNSEEN]

/** Whether a character moves the cursor, hides text or turns it around. A line feed does none of it. */
export const ACTING_CHARACTER =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
