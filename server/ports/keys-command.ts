import { secretPurposes, signingPurposes } from './keys.ts'
import { createKeyring, listKeys, rotateKey } from './keys-file.ts'

const purposes = ['authority', ...signingPurposes, ...secretPurposes] as const
type Purpose = (typeof purposes)[number]

/**
 * The `keys` command (quản lý khóa): `create <organization>` makes the keys of an installation, `rotate <purpose>`
 * adds a new current one and keeps the old for verification, `list` shows what there is. Returns the exit code.
 */
export function keysCommand(
  config: { keysFolder: string; mode: 'sandbox' | 'production' },
  [action, ...rest]: string[],
  say: (line: string) => void = console.log,
): number {
  switch (action) {
    case 'create':
      return create(config, rest.join(' ').trim(), say)
    case 'rotate':
      return rotate(config.keysFolder, rest[0] ?? '', say)
    case 'list':
      for (const key of listKeys(config.keysFolder)) {
        say([key.purpose, key.kid, key.createdAt, key.sandbox ? 'SANDBOX' : ''].join('  ').trimEnd())
      }
      return 0
    default:
      say('keys create <tên cơ quan · organization> | keys rotate <mục đích · purpose> | keys list')
      return 2
  }
}

function create(
  { keysFolder, mode }: { keysFolder: string; mode: 'sandbox' | 'production' },
  organization: string,
  say: (line: string) => void,
): number {
  if (organization === '') {
    say('Cần tên cơ quan. · The name of the organization is needed.')
    return 2
  }
  if (!createKeyring(keysFolder, { sandbox: mode === 'sandbox', organization })) {
    say(`Đã có khóa trong ${keysFolder}; không ghi đè. · There are keys already; nothing was written.`)
    return 1
  }
  say(`Đã tạo khóa trong ${keysFolder}. Hãy sao lưu thư mục này ở nơi an toàn.`)
  say(`Keys were made in ${keysFolder}. Keep a copy of this folder in a safe place.`)
  return 0
}

function rotate(folder: string, purpose: string, say: (line: string) => void): number {
  if (!isPurpose(purpose)) {
    say(`Mục đích phải là một trong · The purpose must be one of: ${purposes.join(', ')}`)
    return 2
  }
  const kid = rotateKey(folder, purpose)
  say(`Khóa mới · New key ${purpose} ${kid}.`)
  say(
    purpose.startsWith('oidc-')
      ? 'Được công bố trong một phút, ký sau hai giờ, không cần khởi động lại. · Published within a minute, signs two hours later; no restart is needed.'
      : 'Được dùng trong một phút, không cần khởi động lại. · Used within a minute; no restart is needed.',
  )
  return 0
}

function isPurpose(text: string): text is Purpose {
  return (purposes as readonly string[]).includes(text)
}
