import type { DeskDossier } from '@platform/server/services'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showPersonNumber, showPhone } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { lookers, useHolds } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Người nộp hồ sơ', en: 'Applicant' },
  name: { vi: 'Họ và tên', en: 'Name' },
  number: { vi: 'Số định danh cá nhân', en: 'Personal number' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  phone: { vi: 'Điện thoại', en: 'Phone' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  by: { vi: 'Người nộp thay', en: 'Filed by' },
  file: { vi: 'Mở hồ sơ dân cư', en: 'Open the register file' },
})

/** Who applies, as the register knows him, with the door to his file for those who may open it. */
export function ApplicantCard({
  dossier: { dossierId, applicant, representedBy },
}: {
  dossier: DeskDossier
}) {
  const t = useText(words)
  const show = useWords()
  const looksUp = useHolds(lookers)
  const sex = applicant.sex === 'male' || applicant.sex === 'female' ? t[applicant.sex] : applicant.sex
  return (
    <Card
      title={t.title}
      icon="user"
      aside={
        looksUp ? (
          <ButtonLink to={paths.person(applicant.personId, { dossierId })}>{t.file}</ButtonLink>
        ) : null
      }
    >
      <div className="facts-dense">
        <KeyValueList
          columns={2}
          items={[
            { key: t.name, value: applicant.name },
            { key: t.number, value: <span className="number">{showPersonNumber(applicant.number)}</span> },
            { key: t.born, value: showDay(applicant.bornOn) },
            { key: t.sex, value: sex },
            { key: t.phone, value: showPhone(applicant.phone) },
            { key: t.email, value: applicant.email },
            ...(representedBy
              ? [{ key: t.by, value: `${representedBy.name} (${show(representedBy.basis)})` }]
              : []),
          ]}
        />
      </div>
    </Card>
  )
}
