/** A small service of Node.js with tests, and an owner for everything. */
export const SHOP: Readonly<Record<string, string>> = {
  '.github/CODEOWNERS': '* @acme/shop\n',
  'package.json':
    '{ "name": "shop", "private": true, "scripts": { "test": "jest" }, "dependencies": { "express": "5.1.0" }, "devDependencies": { "jest": "30.2.0" } }\n',
  'package-lock.json': '{ "name": "shop", "lockfileVersion": 3, "packages": {} }\n',
  'src/server.js': "require('express')().get('/health', (_, to) => to.send('well')).listen(8080)\n",
  'src/orders.js': 'exports.total = (lines) => lines.reduce((sum, { price, count }) => sum + price * count, 0)\n',
  'src/prices.js': 'exports.withTax = (price) => Math.round(price * 1.19)\n',
  'src/basket.js': 'exports.add = (basket, line) => [...basket, line]\n',
  '__tests__/orders.test.js': "test('adds up', () => { expect(1 + 1).toBe(2) })\n",
  '__tests__/prices.test.js': "test('rounds', () => { expect(Math.round(1.4)).toBe(1) })\n",
  '__tests__/server.test.js': "test('answers', () => { expect(1).toBe(1) })\n",
}

/** What makes an image of it. */
export const IMAGE: Readonly<Record<string, string>> = {
  Dockerfile:
    'FROM node:24.11.1-slim@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nUSER node\nCMD ["node", "src/server.js"]\n',
}
