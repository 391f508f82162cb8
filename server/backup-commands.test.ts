import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makePlatform } from '#testing'
import { backupCommand, hashOf, settleIn } from './backup-commands.ts'
import { readConfig } from './config.ts'
import { backup } from './platform/backup.ts'
import { restore } from './platform/restore.ts'
import { seed } from './seed/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'dean06-backup-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a nation is restored from its backup with the same register hash, as the next generation', {
  timeout: 45_000, // a patient one: other programs may use the machine
}, async () => {
  const [from, to] = [await makePlatform(), await makePlatform()]
  await seed(from.owner, { persons: 500, today: '2026-11-21', log: () => {} })
  await from.owner`update platform.installation set mode = 'sandbox'`
  const file = join(folder, 'nation.backup')
  const made = await backup(from.owner, file, { registerHash: hashOf })
  expect(made.rows).toBeGreaterThan(10_000)
  expect(made.registerHash).toBe(await hashOf(from.owner))
  expect(made.registerHash).not.toBe(await hashOf(to.owner))

  const otherMode = restore(to.owner, file, {
    registerHash: hashOf,
    afterLoad: (sql) => settleIn(sql, 'production'),
  })
  await expect(otherMode).rejects.toMatchObject({ code: 'other-mode' })

  await restore(to.owner, file, { registerHash: hashOf, afterLoad: (sql) => settleIn(sql, 'sandbox') })
  expect(await hashOf(to.owner)).toBe(made.registerHash)
  expect(await to.owner`select generation from platform.installation`).toEqual([{ generation: 2 }])
  await from.close()
  await to.close()
})

test('a backup of production is never written in the clear', async () => {
  const config = readConfig({
    MODE: 'production',
    PUBLIC_URL: 'https://dichvu.example.vn',
    TRUST_PROXY: 'true',
    MESSAGE_GATEWAY_URL: 'https://sms.example.vn',
    MESSAGE_GATEWAY_TOKEN: 'token',
    DATA_FOLDER: folder,
  })
  const file = join(folder, 'clear.backup')
  await expect(backupCommand(config, [file], {})).rejects.toThrow(/BACKUP_PASSPHRASE/)
  await expect(backupCommand(config, [file, '--key', 'no-such-file'], {})).rejects.toThrow(/no key file/)
  await expect(backupCommand(config, [file], { BACKUP_PASSPHRASE: 'một câu dài' })).rejects.toThrow(/no data/)
})
