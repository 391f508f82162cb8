import { proposeDecision } from '@platform/server/services'
import { useState } from 'react'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'
import { EffectList } from './EffectList.tsx'

const words = text({
  title: { vi: 'Đề xuất quyết định', en: 'Propose a decision' },
  outcome: { vi: 'Bạn đề xuất', en: 'You propose to' },
  approved: { vi: 'Đồng ý giải quyết', en: 'Approve' },
  refused: { vi: 'Từ chối giải quyết', en: 'Refuse' },
  choose: { vi: 'Hãy chọn đồng ý hoặc từ chối', en: 'Choose to approve or to refuse' },
  reasons: { vi: 'Lý do từ chối', en: 'Reasons of the refusal' },
  reasonsHint: {
    vi: 'Lý do lấy từ danh mục của thủ tục, in trên thông báo gửi công dân',
    en: 'From the list of the procedure; printed on the notice to the citizen',
  },
  reasonMissing: { vi: 'Hãy chọn ít nhất một lý do', en: 'Choose at least one reason' },
  explain: { vi: 'Giải thích cho công dân', en: 'Explanation for the citizen' },
  explainHint: {
    vi: 'Viết rõ thiếu điều gì và công dân có thể làm gì tiếp',
    en: 'Say plainly what is missing and what the citizen can do next',
  },
  explainMissing: {
    vi: 'Hãy viết giải thích, ít nhất 3 ký tự',
    en: 'Write an explanation of at least 3 characters',
  },
  note: { vi: 'Ghi chú cho lãnh đạo ký', en: 'Note for the signing leader' },
  send: { vi: 'Gửi lãnh đạo ký', en: 'Send for signature' },
  done: { vi: 'Đã gửi đề xuất cho lãnh đạo ký', en: 'The proposal was sent for signature' },
})

/** Approve or refuse, as a proposal to the signing leader; a refusal has reasons from the list and a text. */
export function ProposeDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const [outcome, setOutcome] = useState('')
  const [reasons, setReasons] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const propose = useCall(proposeDecision, { onReply: useDossierReply(t.done, onClose) })
  const refuses = outcome === 'refused'
  const missing = {
    outcome: outcome === '' ? t.choose : null,
    reasons: refuses && reasons.length === 0 ? t.reasonMissing : null,
    said: refuses && said.trim().length < 3 ? t.explainMissing : null,
  }
  const send = () => {
    setTried(true)
    if (missing.outcome || missing.reasons || missing.said) return
    void propose.send({
      params: { dossierId: dossier.dossierId },
      body: {
        version: seen.version,
        outcome: refuses ? 'refused' : 'approved',
        reasons: refuses ? reasons : [],
        ...(said.trim() ? { text: said.trim() } : {}),
      },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="propose"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={propose}
      onSend={send}
      onClose={onClose}
    >
      <ChoiceField
        label={t.outcome}
        value={outcome}
        onChange={setOutcome}
        error={tried ? missing.outcome : null}
        options={[
          { value: 'approved', label: t.approved },
          { value: 'refused', label: t.refused },
        ]}
      />
      {outcome === 'approved' ? <EffectList effects={dossier.effects} /> : null}
      {refuses ? (
        <ManyField
          label={t.reasons}
          hint={t.reasonsHint}
          value={reasons}
          onChange={setReasons}
          error={tried ? missing.reasons : null}
          options={dossier.refusalReasons.map(({ code, words: reason, law }) => ({
            value: code,
            label: show(reason),
            hint: law,
          }))}
        />
      ) : null}
      {outcome ? (
        <LongTextField
          label={refuses ? t.explain : t.note}
          {...(refuses ? { hint: t.explainHint } : {})}
          optional={!refuses}
          value={said}
          onChange={setSaid}
          maxLength={2000}
          error={tried ? missing.said : null}
        />
      ) : null}
    </ActDialog>
  )
}
