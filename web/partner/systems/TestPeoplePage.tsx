import { listTestPeople } from '@platform/server/verification'
import { Card } from '../../kit/Card.tsx'
import { showDay, showPersonNumber } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Người để thử', en: 'Test people' },
  lead: {
    vi: 'Những người này không có thật. Mỗi người trả lời một kiểu: khớp, đã mất, trẻ em, chưa có tài khoản. Ảnh mẫu là một dòng chữ mà bộ so khớp thử nghiệm đọc được.',
    en: 'None of them is real. Each answers in another way: matches, deceased, child, without an account. The sample picture is a line of text that the sandbox matcher reads.',
  },
  none: { vi: 'Không có người để thử ở đây', en: 'No test people here' },
  noneWhat: { vi: 'Người để thử chỉ có trong bản thử nghiệm.', en: 'Test people exist only in the sandbox.' },
  what: { vi: 'Kiểu', en: 'Kind' },
  name: { vi: 'Họ tên', en: 'Name' },
  number: { vi: 'Số định danh', en: 'Number' },
  born: { vi: 'Ngày sinh', en: 'Born' },
  face: { vi: 'Ảnh mẫu (base64)', en: 'Sample picture (base64)' },
})

export function TestPeoplePage() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listTestPeople, {})
  return (
    <Page title={t.title} lead={t.lead}>
      <Card>
        <Show read={read}>
          {({ rows }) => (
            <Table
              caption={t.title}
              rows={rows}
              keyOf={({ idDocument }) => idDocument}
              empty={
                <Empty icon="user" title={t.none}>
                  {t.noneWhat}
                </Empty>
              }
              columns={[
                { head: t.name, names: true, cell: ({ name }) => name },
                { head: t.what, cell: ({ what }) => show(what) },
                {
                  head: t.number,
                  cell: ({ idDocument }) => <span className="nowrap">{showPersonNumber(idDocument)}</span>,
                },
                { head: t.born, cell: ({ birthdate }) => showDay(birthdate) },
                { head: t.face, cell: ({ face }) => <code className="id small">{face}</code> },
              ]}
            />
          )}
        </Show>
      </Card>
    </Page>
  )
}
