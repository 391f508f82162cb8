import { expect, test } from 'vitest'
import { describe as describeConfig, readConfig } from './config.ts'

const production = {
  MODE: 'production',
  PUBLIC_URL: 'https://dichvucong.example',
  TRUST_PROXY: 'true',
  MESSAGE_GATEWAY_URL: 'https://sms.example/send',
  MESSAGE_GATEWAY_TOKEN: 'a-secret',
  DATABASE_URL: 'postgres://app:another-secret@db.example/dean06',
  METRICS_TOKEN: 'third-secret',
}

test('without any setting it is a sandbox on this machine alone', () => {
  expect(readConfig({})).toMatchObject({ mode: 'sandbox', host: '127.0.0.1', port: 6006, persons: 20_000 })
})

test.each([
  ['a port that is no number', { PORT: 'six' }, /PORT phải là số nguyên/],
  ['an unknown mode', { MODE: 'demo' }, /MODE phải là một trong/],
  ['production without https', { ...production, PUBLIC_URL: 'http://x.example' }, /https:\/\//],
  ['production without TLS or a trusted proxy', { ...production, TRUST_PROXY: 'false' }, /TLS_KEY_FILE/],
  [
    'production without a way to send codes',
    { ...production, MESSAGE_GATEWAY_URL: '' },
    /MESSAGE_GATEWAY_URL/,
  ],
])('%s is refused with what to do', (_what, env, words) => {
  expect(() => readConfig(env)).toThrow(words)
})

test('what is printed at start holds no secret', () => {
  const printed = JSON.stringify(describeConfig(readConfig(production)))
  expect(printed).not.toMatch(/secret/)
  expect(printed).toContain('db.example')
})
