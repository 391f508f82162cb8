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
  elder: 'Bùi Thị Bình',
  caseOfficer: 'Phạm Thu Trang',
  secondCaseOfficer: 'Trịnh Quốc Việt',
  signingLeader: 'Nguyễn Đức Thắng',
  otherCaseOfficer: 'Vũ Văn Tùng',
  inspector: 'Mai Thị Diệp',
  communeLeader: 'Đặng Thị Kim Oanh',
  provinceLeader: 'Lê Thị Bích Hạnh',
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
  if (role === 'communeLeader' || role === 'provinceLeader') return 'steering'
  return /officer|leader|inspector/i.test(role) ? 'officer' : 'citizen'
}
