import { listMyDocuments } from '@platform/server/documents'
import { readMyReuse } from '@platform/server/services'
import { showDay } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './DocumentsPage.css'
import { documentTones, documentWords, standingOf } from './document-state.ts'

const words = text({
  title: { vi: 'Giấy tờ của tôi', en: 'My documents' },
  lead: {
    vi: 'Bản điện tử có chữ ký số, có giá trị như bản giấy. Ai nhận được cũng kiểm tra được bằng mã QR.',
    en: 'Electronic originals with a digital signature, as good as paper. Whoever receives one can check it by its QR code.',
  },
  none: { vi: 'Bạn chưa có giấy tờ nào ở đây', en: 'You have no documents here yet' },
  noneWhat: {
    vi: 'Kết quả của các hồ sơ sẽ tự có mặt tại đây khi được ký.',
    en: 'Results of your requests appear here once signed.',
  },
  number: {
    vi: (number: string, day: string) => `Số ${number}, ngày ${day}`,
    en: (number: string, day: string) => `No. ${number}, ${day}`,
  },
  spared: { vi: 'Bạn đã đỡ phải nộp giấy tờ', en: 'Papers you did not have to bring' },
  sparedWhat: {
    vi: (avoided: number, dossiers: number) =>
      `${avoided} giấy tờ trong ${dossiers} hồ sơ, vì Nhà nước đã có dữ liệu.`,
    en: (avoided: number, dossiers: number) =>
      `${avoided} papers in ${dossiers} requests, because the State holds the data.`,
  },
  ofThese: {
    vi: (times: number) => `Trong đó ${times} lần nhờ dùng lại kết quả đã cấp cho bạn.`,
    en: (times: number) => `${times} of them by reusing a result issued to you.`,
  },
  reused: {
    vi: (times: number) => `Đã dùng lại ${times} lần`,
    en: (times: number) => `Reused ${times} times`,
  },
  until: { vi: (day: string) => `có giá trị đến ${day}`, en: (day: string) => `valid until ${day}` },
})

export function DocumentsPage() {
  const t = useText(words)
  const states = useText(documentWords)
  const show = useWords()
  const documents = useMore(listMyDocuments, {})
  const reuse = useRead(readMyReuse, {}).data
  const timesOf = (id: string) => reuse?.results.find(({ documentId }) => documentId === id)?.times ?? 0
  return (
    <Page title={t.title} lead={t.lead}>
      {reuse && reuse.papersAvoided > 0 ? (
        <Notice look="done" title={t.spared}>
          {t.sparedWhat(reuse.papersAvoided, reuse.dossiers)}
          {reuse.papersReused > 0 ? ` ${t.ofThese(reuse.papersReused)}` : null}
        </Notice>
      ) : null}
      <Show read={documents.read}>
        {() =>
          documents.rows.length === 0 ? (
            <Empty icon="file" title={t.none}>
              {t.noneWhat}
            </Empty>
          ) : (
            <div className="stack">
              <ul className="grid grid-wide">
                {documents.rows.map((row) => {
                  const standing = standingOf(row)
                  return (
                    <li className="paper opens" key={row.id}>
                      <Icon name="file" />
                      <div className="stack stack-tight">
                        <h2>
                          <Link to={paths.document(row.id)}>{show(row.name)}</Link>
                        </h2>
                        <p className="small muted">
                          {t.number(row.number, showDay(row.issuedOn))}
                          {row.validUntil ? `, ${t.until(showDay(row.validUntil))}` : ''}
                        </p>
                        <p className="small muted">{row.agency}</p>
                        {timesOf(row.id) > 0 ? <p className="small">{t.reused(timesOf(row.id))}</p> : null}
                        <p>
                          <StatusBadge tone={documentTones[standing]}>{states[standing]}</StatusBadge>
                        </p>
                      </div>
                    </li>
                  )
                })}
              </ul>
              <MoreButton more={documents} />
            </div>
          )
        }
      </Show>
    </Page>
  )
}
