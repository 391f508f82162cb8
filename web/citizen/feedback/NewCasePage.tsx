import { sendCase } from '@platform/server/feedback'
import { readMyDossier } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CheckField, ChoiceField } from '../../kit/choices.tsx'
import { caseKindWords } from '../../kit/feedback-words.ts'
import { LongTextField, SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useFilter, useGo } from '../../kit/router.tsx'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Gửi phản ánh, kiến nghị', en: 'Say something' },
  back: { vi: 'Phản ánh, kiến nghị', en: 'Feedback' },
  kind: { vi: 'Bạn muốn', en: 'You want to' },
  about: {
    vi: (code: string, agency: string) => `Về hồ sơ ${code}, ${agency}`,
    en: (code: string, agency: string) => `About request ${code}, ${agency}`,
  },
  paper: { vi: 'Giấy tờ bạn bị đòi', en: 'The paper you were asked for' },
  complaint: {
    vi: 'Bạn không đồng ý với việc từ chối hồ sơ. Người đứng đầu cơ quan sẽ trả lời.',
    en: 'You do not agree with the refusal. The head of the office will answer.',
  },
  office: { vi: 'Cơ quan nào', en: 'Which office' },
  police: { vi: 'Công an xã, phường', en: 'Police of the commune' },
  committee: { vi: 'Ủy ban nhân dân xã, phường', en: 'People’s committee of the commune' },
  where: { vi: 'Ở đâu', en: 'Where' },
  subject: { vi: 'Về việc gì', en: 'What about' },
  said: { vi: 'Bạn muốn nói gì', en: 'What you want to say' },
  saidHint: {
    vi: 'Kể ngắn gọn: việc gì, ở đâu, lúc nào. Đừng ghi số giấy tờ của người khác.',
    en: 'Briefly: what, where, when. Do not write other people’s numbers.',
  },
  publish: {
    vi: 'Câu trả lời có thể đăng công khai để người khác cùng biết, không có tên tôi',
    en: 'The answer may be published for others, without my name',
  },
  noUnit: { vi: 'Hãy chọn xã, phường', en: 'Choose the commune' },
  noPaper: { vi: 'Hãy chọn giấy tờ bạn bị đòi', en: 'Choose the paper you were asked for' },
  noSubject: { vi: 'Hãy ghi ngắn gọn về việc gì', en: 'Say briefly what it is about' },
  noSaid: { vi: 'Hãy kể việc đã xảy ra, ít nhất 10 ký tự', en: 'Say what happened, 10 characters at least' },
  send: { vi: 'Gửi', en: 'Send' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
})

/** As the contract says it: fewer say nothing. */
const SUBJECT_CHARACTERS = 3
const SAID_CHARACTERS = 10

/** A comment or proposal; a paper asked for or a complaint when one comes from a dossier. */
export function NewCasePage() {
  const t = useText(words)
  const kinds = useText(caseKindWords)
  const show = useWords()
  const go = useGo()
  const [dossierId] = useFilter('dossier')
  const [asked] = useFilter('kind', 'comment')
  const dossier = useRead(readMyDossier, { params: { dossierId } }, { enabled: dossierId !== '' }).data
  const [kind, setKind] = useState(asked as 'comment' | 'proposal' | 'paper-asked' | 'complaint')
  const [office, setOffice] = useState<'commune-police' | 'commune-committee'>('commune-committee')
  const [unitId, setUnitId] = useState<number | null>(null)
  const [subject, setSubject] = useState('')
  const [said, setSaid] = useState('')
  const [mayPublish, setMayPublish] = useState(false)
  const send = useCall(sendCase, {
    onReply: ({ caseId }) => {
      say(t.sent)
      go(paths.case(caseId))
    },
  })
  const fixed = kind === 'paper-asked' || kind === 'complaint'
  const spared = (dossier?.papers ?? []).filter(({ needed }) => !needed)
  const about = dossierId ? { dossierId } : { ...(unitId ? { unitId } : {}), agencyKind: office }
  const what = kind === 'complaint' ? kinds.complaint : subject.trim()
  const faults = {
    unit: dossierId === '' && unitId === null ? t.noUnit : null,
    subject: what.length < SUBJECT_CHARACTERS ? (kind === 'paper-asked' ? t.noPaper : t.noSubject) : null,
    said: said.trim().length < SAID_CHARACTERS ? t.noSaid : null,
  }
  const [pressed, setPressed] = useState(false)
  const shown = (fault: string | null) => (pressed ? fault : null)
  return (
    <Page
      title={fixed ? kinds[kind] : t.title}
      crumbs={[{ label: t.back, to: paths.cases() }]}
      lead={dossier ? t.about(dossier.code, show(dossier.agency)) : null}
      width="reading"
    >
      <Card>
        <Stack>
          {fixed ? null : (
            <ChoiceField
              label={t.kind}
              value={kind}
              inRow
              onChange={(next) => setKind(next as 'comment' | 'proposal')}
              options={(['comment', 'proposal'] as const).map((value) => ({ value, label: kinds[value] }))}
            />
          )}
          {kind === 'complaint' ? <p>{t.complaint}</p> : null}
          {dossierId ? null : (
            <>
              <ChoiceField
                label={t.office}
                value={office}
                onChange={(next) => setOffice(next as typeof office)}
                options={[
                  { value: 'commune-committee', label: t.committee },
                  { value: 'commune-police', label: t.police },
                ]}
              />
              <UnitPicker label={t.where} value={unitId} onChange={setUnitId} error={shown(faults.unit)} />
            </>
          )}
          {kind === 'paper-asked' ? (
            <SelectField
              label={t.paper}
              value={subject}
              onChange={setSubject}
              error={shown(faults.subject)}
              options={spared.map(({ code, name }) => ({ value: code, label: show(name) }))}
            />
          ) : kind === 'complaint' ? null : (
            <TextField
              label={t.subject}
              value={subject}
              onChange={setSubject}
              maxLength={200}
              error={shown(faults.subject)}
            />
          )}
          <LongTextField
            label={t.said}
            hint={t.saidHint}
            value={said}
            onChange={setSaid}
            maxLength={4000}
            error={shown(faults.said)}
          />
          {kind === 'complaint' ? null : (
            <CheckField label={t.publish} value={mayPublish} onChange={setMayPublish} />
          )}
          {send.problem ? <ErrorState problem={send.problem} onRetry={send.reset} /> : null}
          <Actions>
            <Button
              look="primary"
              icon="send"
              pending={send.pending}
              onClick={() => {
                setPressed(true)
                if (Object.values(faults).some(Boolean)) return
                void send.send({ body: { kind, ...about, subject: what, said: said.trim(), mayPublish } })
              }}
            >
              {t.send}
            </Button>
          </Actions>
        </Stack>
      </Card>
    </Page>
  )
}
