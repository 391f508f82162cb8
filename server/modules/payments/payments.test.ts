import { expect, test } from 'vitest'
import { dueAfter, dueTransitions } from './dues.ts'
import { crc16, readQr, transferQr } from './emv.ts'
import { judged } from './messages.ts'
import { compared } from './reconciliation.ts'

test('a VietQR is byte for byte the worked example of NAPAS, and a changed one is not read', () => {
  const said =
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E'
  const made = transferQr({
    bankBin: '970403',
    accountNumber: '0011012345678',
    amountDong: 180_000,
    bill: 'NPS6869',
    purpose: 'thanh toan don hang',
  })
  expect(made).toBe(said)
  expect(crc16('123456789')).toBe('29B1')
  expect(readQr(made)?.get('54')).toBe('180000')
  expect(readQr(made.replace('180000', '190000'))).toBeUndefined()
})

test.each([0, -1, 1.5, 2 ** 60])('no QR is made for %d đồng', (amountDong) => {
  expect(() => transferQr({ bankBin: '970403', accountNumber: '1', amountDong, purpose: 'x' })).toThrow()
})

test.each([
  ['its due, whole', { state: 'open', amountDong: 8000 }, 8000, 'paid', null],
  ['a due already paid', { state: 'paid', amountDong: 8000 }, 8000, 'to-return', 'already-paid'],
  ['a due given back', { state: 'refunded', amountDong: 8000 }, 8000, 'to-return', 'already-paid'],
  ['too little', { state: 'open', amountDong: 8000 }, 7000, 'to-return', 'amount-differs'],
  ['too much', { state: 'open', amountDong: 8000 }, 80_000, 'to-return', 'amount-differs'],
  ['a dossier that ended', { state: 'cancelled', amountDong: 8000 }, 8000, 'to-return', 'not-open'],
  ['nothing we know', undefined, 8000, 'to-return', 'unknown'],
] as const)('money for %s', (_what, due, amountDong, outcome, reason) => {
  expect(judged(due, amountDong)).toEqual({ outcome, reason })
})

test('a due is never paid twice, nor paid after it ended', () => {
  expect(dueAfter('open', 'pay')).toBe('paid')
  // Kept is what was paid before and not given back.
  const toPaid = dueTransitions.filter(({ to }) => to === 'paid').map(({ from, by }) => [from, by])
  expect(toPaid).toEqual([
    ['open', 'pay'],
    ['refund-due', 'keep'],
  ])
})

test('two lists of a day are compared payment by payment', () => {
  const at = { reference: 'R', paidAt: '2026-11-23T02:00:00Z' }
  const theirs = [
    { transactionId: 'both', amountDong: 8000, ...at },
    { transactionId: 'theirs', amountDong: 7000, ...at },
    { transactionId: 'differs', amountDong: 5000, ...at },
  ]
  const ours = [
    { transactionId: 'both', amountDong: 8000 },
    { transactionId: 'differs', amountDong: 50_000 },
    { transactionId: 'ours', amountDong: 1000 },
  ]
  const verdicts = compared(theirs, ours).map(({ transactionId, verdict }) => [transactionId, verdict])
  expect(Object.fromEntries(verdicts)).toEqual({
    both: 'matched',
    theirs: 'missing',
    differs: 'differing',
    ours: 'surplus',
  })
})
