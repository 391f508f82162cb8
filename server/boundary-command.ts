import { readFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import { BoundaryLaw, BoundaryLawUnfit, enterBoundaryLaw } from '#reference'
import type { Config } from './config.ts'
import { openDatabase } from './program.ts'

/**
 * `boundary FILE`: enters a law that changes administrative units (nghị quyết sắp xếp đơn vị hành chính). Running
 * programs read the units again; the register follows on the day the law is in force.
 */
export async function boundaryCommand(config: Config, [file]: string[]): Promise<number> {
  if (!file) {
    console.error('Dùng: boundary nghi-quyet.json · Use: boundary law.json')
    return 2
  }
  const law: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Value.Check(BoundaryLaw, law)) {
    const wrong = [...Value.Errors(BoundaryLaw, law)].slice(0, 5)
    console.error('Tệp chưa đúng mẫu. · The file does not have the right form:')
    for (const { instancePath, message } of wrong) console.error(`  ${instancePath} ${message}`)
    return 1
  }
  const database = await openDatabase(config, console.log)
  try {
    const { begins, goes, changes, effectiveOn } = await enterBoundaryLaw(database.owner, law)
    console.log(
      `${effectiveOn}: ${begins.length} đơn vị mới, ${goes.length} lần sáp nhập hoặc chia, ${changes.length} thay đổi khác.`,
    )
    for (const { unitId, name } of begins) console.log(`  ${unitId}  ${name}`)
    return 0
  } catch (error) {
    if (!(error instanceof BoundaryLawUnfit)) throw error
    console.error(
      `Không khớp với các đơn vị hiện có. · It does not fit the units as they stand:\n  ${error.message}`,
    )
    return 1
  } finally {
    await database.close()
  }
}
