import { createInterface } from 'node:readline'
import { AdministratorExists, firstAdministrator } from '#authentication'
import { systemCall } from '#platform/call.ts'
import type { Config } from './config.ts'
import { openDatabase, openPorts } from './program.ts'

/**
 * Makes the first administrator of an installation (quản trị hệ thống). Number and phone are asked at the terminal,
 * so that they stand in no history of commands; the activation code is printed once. Refused when there is one.
 */
export async function adminCommand(config: Config): Promise<number> {
  const terminal = createInterface({ input: process.stdin })
  const lines = terminal[Symbol.asyncIterator]()
  const ask = async (question: string) => {
    process.stdout.write(question)
    return String((await lines.next()).value ?? '').trim()
  }
  const personNumber = await ask('Số định danh · Personal number: ')
  const phone = await ask('Số điện thoại · Phone: ')
  terminal.close()
  if (!/^[0-9]{12}$/.test(personNumber) || !/^0[35789][0-9]{8}$/.test(phone)) {
    console.error(
      'Số định danh có 12 chữ số, số di động có 10 chữ số. · The number has 12 digits, the phone 10.',
    )
    return 1
  }
  const database = await openDatabase(config, console.log)
  try {
    const ports = await openPorts(config)
    const made = await database.app.begin((sql) =>
      firstAdministrator(systemCall('first administrator', sql, ports), { personNumber, phone }),
    )
    const until = made.expiresAt.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
    console.log(`\nMở trang này và nhập mã để kích hoạt, trước ${until}:`)
    console.log(
      `Open this page and enter the code before then:\n\n  ${config.publicUrl}${made.path}\n  ${made.code}\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof AdministratorExists)) throw error
    console.error('Hệ thống đã có quản trị viên. · This installation has an administrator already.')
    return 1
  } finally {
    await database.close()
  }
}
