import { type Difference, type Draft, refreshDraft } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { answerText } from '../../kit/form/answer-text.ts'
import { Actions } from '../../kit/Layout.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Thông tin của bạn vừa thay đổi', en: 'Your information has just changed' },
  what: {
    vi: 'Trong lúc bạn điền, cơ sở dữ liệu được cập nhật. Hãy xem khác biệt, rồi dùng thông tin mới và nộp lại.',
    en: 'While you were filling in the form, the register was updated. See the differences, then use the new information and send again.',
  },
  field: { vi: 'Mục', en: 'Field' },
  before: { vi: 'Trước', en: 'Before' },
  now: { vi: 'Bây giờ', en: 'Now' },
  use: { vi: 'Dùng thông tin mới', en: 'Use the new information' },
})

interface DifferencesDialogProps {
  draft: Draft
  differences: readonly Difference[] | null
  onClose: () => void
  onRefreshed: (draft: Draft) => void
}

/** What the registers say now and said when the form was filled in. */
export function DifferencesDialog({ draft, differences, onClose, onRefreshed }: DifferencesDialogProps) {
  const t = useText(words)
  const show = useWords()
  const language = useLanguage()
  const refresh = useCall(refreshDraft, {
    onReply: (reply) => {
      onRefreshed(reply.draft)
      onClose()
    },
  })
  const fields = draft.form.sections.flatMap((section) => section.fields)
  const say = (name: string, value: unknown) => {
    const field = fields.find((one) => one.name === name)
    return field ? answerText(field, value, { ...draft, shown: {} }, language) : String(value ?? '')
  }
  return (
    <Dialog title={t.title} open={differences !== null} onClose={onClose}>
      <p>{t.what}</p>
      <Table
        caption={t.title}
        rows={differences ?? []}
        keyOf={({ field }) => field}
        columns={[
          { head: t.field, cell: ({ label }) => show(label), names: true },
          { head: t.before, cell: ({ field, before }) => say(field, before) || '–' },
          { head: t.now, cell: ({ field, now }) => say(field, now) || '–' },
        ]}
      />
      {refresh.problem ? <ErrorState problem={refresh.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          pending={refresh.pending}
          onClick={() => void refresh.send({ params: { draftId: draft.draftId } })}
        >
          {t.use}
        </Button>
      </Actions>
    </Dialog>
  )
}
