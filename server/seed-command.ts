import { parseArgs } from 'node:util'
import type { Config } from './config.ts'
import { openDatabase } from './program.ts'
import { isSeeded, makeNation } from './seeding.ts'

/** `seed --persons N [--seed V]`, with SEED_DAY for another day than today: makes the synthetic nation in an empty sandbox database, and says how far it is. */
export async function seedCommand(config: Config, args: string[]): Promise<number> {
  if (config.mode !== 'sandbox') {
    console.error('Chỉ tạo dữ liệu thử nghiệm ở chế độ sandbox. · A nation is made in sandbox mode only.')
    return 1
  }
  const { values } = parseArgs({ args, options: { persons: { type: 'string' }, seed: { type: 'string' } } })
  const persons = Number(values.persons ?? config.persons)
  const seedValue = Number(values.seed ?? config.seedValue)
  if (!Number.isInteger(persons) || persons < 500 || !Number.isInteger(seedValue)) {
    console.error('Dùng: seed --persons 1000000 [--seed 6], ít nhất 500 người. · At least 500 people.')
    return 2
  }
  const database = await openDatabase(config, console.log)
  try {
    if (await isSeeded(database)) {
      console.error('Dữ liệu đã có; chạy reset trước. · There is a nation already; run reset first.')
      return 1
    }
    const started = performance.now()
    await makeNation({ ...config, persons, seedValue }, database, ({ stage, done, total }) => {
      process.stdout.write(`\r${stage.vi} · ${stage.en}: ${done} / ${total}   `)
    })
    console.log(`\nXong sau ${Math.round((performance.now() - started) / 1000)} giây. · Done.`)
    return 0
  } finally {
    await database.close()
  }
}
