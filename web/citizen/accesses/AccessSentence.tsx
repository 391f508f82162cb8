import type { Access } from '@platform/server/audit'
import { type Text, text, useText, useWords } from '../../kit/text.ts'

const words = text({
  you: { vi: 'Chính bạn', en: 'You' },
  youFor: {
    vi: (organisation: string) => `Chính bạn, thay mặt ${organisation}`,
    en: (organisation: string) => `You, on behalf of ${organisation}`,
  },
  inNameOf: {
    vi: (organisation: string) => `Người thay mặt ${organisation}`,
    en: (organisation: string) => `Someone on behalf of ${organisation}`,
  },
  system: { vi: 'Hệ thống tự động', en: 'The system itself' },
  someone: { vi: 'Người chưa đăng nhập', en: 'Someone not signed in' },
  representative: {
    vi: 'Người đại diện hoặc được ủy quyền làm thay',
    en: 'Someone who acts for the person',
  },
  citizen: { vi: 'Một người dân khác', en: 'Another citizen' },
  through: { vi: (provider: string) => `qua ${provider}`, en: (provider: string) => `through ${provider}` },
  approver: { vi: 'Người được bạn xin ý kiến', en: 'Someone you asked to agree' },
  readVerb: { vi: 'đã xem', en: 'read' },
  changeVerb: { vi: 'đã sửa', en: 'changed' },
  tried: { vi: 'đã thử xem nhưng bị từ chối', en: 'tried to look and was refused' },
  failed: { vi: 'đã thử xem nhưng không thành', en: 'tried to look, without result' },
})

/** Who looked and whether it was allowed, in a sentence. */
export function AccessSentence({ access }: { access: Access }) {
  const t = useText(words)
  const show = useWords()
  return (
    <>
      <strong>{who(access, t, show)}</strong> {verbOf(access, t)}
    </>
  )
}

export function wasRefused({ outcome }: Access): boolean {
  return outcome === 'refused' || outcome === 'failed'
}

function verbOf({ outcome, action }: Access, t: Text<typeof words>): string {
  if (outcome === 'refused') return t.tried
  if (outcome === 'failed') return t.failed
  return action === 'change' ? t.changeVerb : t.readVerb
}

function who(
  { by, act }: Access,
  t: Text<typeof words>,
  show: (said: { vi: string; en: string } | null) => string,
): string {
  if (by.own) return by.organisation ? t.youFor(by.organisation) : t.you
  const through = by.through ? t.through(show(by.through)) : null
  if (by.organisation) return t.inNameOf(by.organisation)
  if (by.representative) return t.representative
  if (by.agency) return [show(by.position), show(by.agency), through].filter(Boolean).join(', ')
  if (by.kind === 'system') return t.system
  if (act.includes('/services/approvals')) return t.approver
  return by.kind === 'citizen' ? t.citizen : t.someone
}
