import { Notice } from '../../kit/Notice.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  effects: {
    vi: 'Khi lãnh đạo ký đồng ý, hệ thống sẽ:',
    en: 'When the approval is signed, the system will:',
  },
})

/** What an approval changes in the registers, in words. */
export function EffectList({ effects }: { effects: readonly { vi: string; en: string }[] }) {
  const t = useText(words)
  const show = useWords()
  if (effects.length === 0) return null
  return (
    <Notice title={t.effects}>
      <ul className="bullets">
        {effects.map((effect) => (
          <li key={effect.vi}>{show(effect)}</li>
        ))}
      </ul>
    </Notice>
  )
}
