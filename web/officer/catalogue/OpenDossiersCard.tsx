import { migrateDossiers, type ServiceVersion } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Hồ sơ theo phiên bản cũ', en: 'Dossiers under older versions' },
  what: {
    vi: (count: number) =>
      `${count} hồ sơ đang giải quyết giữ phiên bản cũ. Chỉ chuyển được hồ sơ không bị ảnh hưởng bởi chỗ khác nhau.`,
    en: (count: number) =>
      `${count} open dossiers keep an older version. Only those that the differences do not touch can go over.`,
  },
  reason: { vi: 'Lý do chuyển', en: 'Why they go over' },
  try: { vi: 'Xem trước', en: 'Look beforehand' },
  move: { vi: 'Chuyển', en: 'Carry over' },
  first: { vi: 'Ghi lý do và xem trước đã', en: 'Give the reason and look beforehand first' },
  would: {
    vi: (count: number) => `${count} hồ sơ chuyển được`,
    en: (count: number) => `${count} can go over`,
  },
  moved: { vi: (count: number) => `Đã chuyển ${count} hồ sơ`, en: (count: number) => `${count} went over` },
  kept: { vi: 'Ở lại phiên bản cũ', en: 'Stay where they are' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  version: { vi: 'Phiên bản', en: 'Version' },
  why: { vi: 'Vì sao', en: 'Why' },
})

interface OpenDossiersCardProps {
  code: string
  versions: readonly ServiceVersion[]
  current: number
}

/** Open dossiers under older versions, and the guarded way over. */
export function OpenDossiersCard({ code, versions, current }: OpenDossiersCardProps) {
  const t = useText(words)
  const show = useWords()
  const [reason, setReason] = useState('')
  const look = useCall(migrateDossiers)
  const move = useCall(migrateDossiers)
  const count = versions
    .filter(({ version }) => version < current)
    .reduce((sum, { openDossiers }) => sum + openDossiers, 0)
  const answer = move.reply ?? look.reply
  if (count === 0 && !answer) return null
  const input = (only: boolean) => ({ params: { code }, body: { try: only, reason } })
  const isReady = reason.trim().length >= 5
  return (
    <Card title={t.title} icon="folder">
      <p>{t.what(count)}</p>
      <TextField label={t.reason} value={reason} onChange={setReason} maxLength={500} />
      {answer ? (
        <Notice look={move.reply ? 'done' : 'info'} now>
          {move.reply ? t.moved(move.reply.moved) : t.would(answer.moved)}
        </Notice>
      ) : null}
      {answer && answer.kept.length > 0 ? (
        <Table
          caption={t.kept}
          showCaption
          rows={answer.kept}
          keyOf={({ dossierCode }) => dossierCode}
          columns={[
            { head: t.dossier, names: true, cell: ({ dossierCode }) => <code>{dossierCode}</code> },
            { head: t.version, align: 'end', cell: ({ version }) => version },
            { head: t.why, cell: ({ why }) => show(why) },
          ]}
        />
      ) : null}
      {[look, move].map(({ problem }, at) =>
        problem ? <ErrorState key={at === 0 ? 'look' : 'move'} problem={problem} /> : null,
      )}
      <Actions>
        <Button
          pending={look.pending}
          notNow={isReady ? null : t.first}
          onClick={() => void look.send(input(true))}
        >
          {t.try}
        </Button>
        <Button
          look="primary"
          pending={move.pending}
          notNow={isReady && look.reply ? null : t.first}
          onClick={() => void move.send(input(false))}
        >
          {t.move}
        </Button>
      </Actions>
    </Card>
  )
}
