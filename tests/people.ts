import { setTimeout as pause } from 'node:timers/promises'
import type { Program } from './program.ts'
import type { SignIn } from './windows.ts'

const PASSWORD = 'dean06-sandbox'

/** Those who meet in the journeys, by their name in the sandbox. */
export const names = {
  citizen: 'Trần Văn Hòa',
  spouse: 'Nguyễn Thị Lan',
  head: 'Lê Quang Minh',
  owner: 'Đỗ Văn Thành',
  coOwner: 'Hoàng Thị Mai',
  lodger: 'Nguyễn Thu Hương',
  elder: 'Bùi Thị Bình',
  mother: 'Phạm Ngọc Anh',
  father: 'Nguyễn Hoàng Nam',
  grandfather: 'Nguyễn Văn Sáu',
  registrar: 'Ngô Thanh Tùng',
  chair: 'Đặng Thị Kim Oanh',
  caseOfficer: 'Phạm Thu Trang',
  secondCaseOfficer: 'Trịnh Quốc Việt',
  signingLeader: 'Nguyễn Đức Thắng',
  otherCaseOfficer: 'Vũ Văn Tùng',
  inspector: 'Mai Thị Diệp',
  communeLeader: 'Đặng Thị Kim Oanh',
  provinceLeader: 'Lê Thị Bích Hạnh',
  provinceOfficer: 'Cao Minh Châu',
  provinceSigningLeader: 'Đinh Xuân Lộc',
  foreigner: 'Kim Min Jun',
  administrator: 'Dương Anh Tuấn',
  bankEngineer: 'Cao Minh Khôi',
  providerEngineer: 'Tạ Thị Quỳnh Chi',
} as const
export type Role = keyof typeof names

/** How to sign in as each of them: what the program tells whoever starts it. */
export async function signIns(program: Program): Promise<Record<Role, SignIn>> {
  while (!/Mật khẩu chung[\s\S]*\n\n/.test(program.output())) await pause(50)
  const entries = Object.entries(names).map(([role, name]) => {
    const number = new RegExp(`(\\d{12})  ${name},`).exec(program.output())?.[1]
    if (!number) throw new Error(`${name} was not introduced:\n${program.output()}`)
    return [role, { app: appOf(role as Role), number, password: PASSWORD }]
  })
  return Object.fromEntries(entries) as Record<Role, SignIn>
}

function appOf(role: Role): SignIn['app'] {
  if (role === 'bankEngineer' || role === 'providerEngineer') return 'partner'
  if (role === 'communeLeader' || role === 'provinceLeader') return 'steering'
  return /officer|leader|inspector|registrar|chair|administrator/i.test(role) ? 'officer' : 'citizen'
}
