import { compareBundles, rollBackService, type ServiceVersion } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { Actions, Row } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ChangesList } from './ChangesList.tsx'

const words = text({
  title: { vi: 'Các phiên bản', en: 'Versions' },
  version: { vi: 'Phiên bản', en: 'Version' },
  from: { vi: 'Hiệu lực từ', en: 'In force from' },
  published: { vi: 'Công bố lúc', en: 'Published' },
  by: { vi: 'Nguồn', en: 'By' },
  officer: { vi: 'Quản trị viên', en: 'An administrator' },
  program: { vi: 'Đi kèm phần mềm', en: 'Came with the program' },
  open: { vi: 'Hồ sơ đang giải quyết', en: 'Open dossiers' },
  inForce: { vi: 'Đang áp dụng', en: 'In force' },
  acts: { vi: 'Thao tác', en: 'What to do' },
  compare: { vi: 'Xem khác gì', en: 'What differs' },
  back: { vi: 'Quay lại bản này', en: 'Go back to it' },
  compareTitle: {
    vi: (from: number, to: number) => `Phiên bản ${from} và phiên bản ${to}`,
    en: (from: number, to: number) => `Version ${from} and version ${to}`,
  },
  backTitle: {
    vi: (version: number) => `Quay lại phiên bản ${version}?`,
    en: (version: number) => `Go back to version ${version}?`,
  },
  backWhat: {
    vi: 'Nội dung của bản này được công bố thành phiên bản mới và áp dụng ngay. Không phiên bản nào bị xóa.',
    en: 'Its content is published as a new version and is in force at once. No version is deleted.',
  },
  confirm: { vi: 'Quay lại', en: 'Go back' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  done: {
    vi: (version: number) => `Đã áp dụng, là phiên bản ${version}`,
    en: (version: number) => `In force, as version ${version}`,
  },
})

interface VersionsCardProps {
  code: string
  versions: readonly ServiceVersion[]
  /** The one in force. */
  current: number
}

/** Every version ever published, newest first. */
export function VersionsCard({ code, versions, current }: VersionsCardProps) {
  const t = useText(words)
  const [compared, setCompared] = useState<number | null>(null)
  const [backTo, setBackTo] = useState<number | null>(null)
  const rollBack = useCall(rollBackService, {
    onReply: ({ version }) => {
      setBackTo(null)
      say(t.done(version))
    },
  })
  return (
    <Card title={t.title} icon="clock">
      <Table
        caption={t.title}
        rows={versions}
        keyOf={({ version }) => version}
        columns={[
          {
            head: t.version,
            names: true,
            cell: ({ version, inForce }) => (
              <Row>
                {version} {inForce ? <StatusBadge tone="done">{t.inForce}</StatusBadge> : null}
              </Row>
            ),
          },
          { head: t.from, cell: ({ effectiveFrom }) => showDay(effectiveFrom) },
          { head: t.published, cell: ({ publishedAt }) => showInstant(publishedAt) },
          { head: t.by, cell: ({ byOfficer }) => (byOfficer ? t.officer : t.program) },
          { head: t.open, align: 'end', cell: ({ openDossiers }) => showNumber(openDossiers) },
          {
            head: t.acts,
            cell: ({ version }) =>
              version === current ? (
                '–'
              ) : (
                <Row>
                  <Button aria-label={`${t.compare}: ${version}`} onClick={() => setCompared(version)}>
                    {t.compare}
                  </Button>
                  <Button icon="undo" aria-label={`${t.back}: ${version}`} onClick={() => setBackTo(version)}>
                    {t.back}
                  </Button>
                </Row>
              ),
          },
        ]}
      />
      <Dialog
        title={t.compareTitle(compared ?? 0, current)}
        open={compared !== null}
        onClose={() => setCompared(null)}
      >
        {compared === null ? null : <Compared code={code} from={compared} to={current} />}
      </Dialog>
      <Dialog title={t.backTitle(backTo ?? 0)} open={backTo !== null} onClose={() => setBackTo(null)}>
        <p>{t.backWhat}</p>
        {rollBack.problem ? <ErrorState problem={rollBack.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            pending={rollBack.pending}
            onClick={() => void rollBack.send({ params: { code }, body: { version: backTo ?? 0 } })}
          >
            {t.confirm}
          </Button>
          <Button onClick={() => setBackTo(null)}>{t.cancel}</Button>
        </Actions>
      </Dialog>
    </Card>
  )
}

function Compared({ code, from, to }: { code: string; from: number; to: number }) {
  const read = useRead(compareBundles, { params: { code }, body: { from, to: { version: to } } })
  return <Show read={read}>{({ changes, more }) => <ChangesList changes={changes} more={more} />}</Show>
}
