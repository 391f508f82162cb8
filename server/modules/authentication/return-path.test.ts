import { expect, test } from 'vitest'
import { safeReturn } from './return-path.ts'

test.each([
  ['/citizen/dossiers/1?x=2#part', '/citizen/dossiers/1?x=2#part'],
  ['/citizen/', '/citizen/'],
])('%s is a page of the app', (wanted, path) => {
  expect(safeReturn('citizen', wanted)).toBe(path)
})

test.each([
  'https://evil.example/citizen/',
  '//evil.example/citizen/',
  '/\\evil.example',
  '\\\\evil.example',
  '/citizen/../officer/',
  '/citizen/..//evil.example',
  '/officer/desk',
  '/citizen',
  'citizen/',
  'javascript:alert(1)',
  '/citizen/\u0000',
  `/citizen/${'x'.repeat(600)}`,
  undefined,
  ['/citizen/', '/citizen/'],
])('%s leads home', (wanted) => {
  const path = safeReturn('citizen', wanted)
  expect(path === '/citizen/' || /^\/citizen\/[^/\\]/.test(path)).toBe(true)
  expect(path).not.toContain('evil')
})
