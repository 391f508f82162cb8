import {
  type FileVerification,
  MAX_VERIFY_BYTES,
  type Verification,
  verifyCode,
  verifyFile,
} from '@platform/server/documents'
import { type FormEvent, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { FileField } from '../kit/FileField.tsx'
import { showBytes } from '../kit/format.ts'
import { TextField } from '../kit/inputs.tsx'
import { Actions } from '../kit/Layout.tsx'
import { Page } from '../kit/Page.tsx'
import { useCall, useRead } from '../kit/queries.ts'
import { useGo, useParam } from '../kit/router.tsx'
import { ErrorState, Show } from '../kit/States.tsx'
import { text, useText } from '../kit/text.ts'
import { Verdict } from './Verdict.tsx'

const words = text({
  title: { vi: 'Kiểm tra giấy tờ', en: 'Check a document' },
  lead: {
    vi: 'Quét mã QR trên giấy, gõ mã in dưới mã QR, hoặc chọn tệp PDF. Không cần đăng nhập, không ai biết bạn đã kiểm tra ai ngoài chính chủ giấy.',
    en: 'Scan the QR code on the paper, type the code printed below it, or choose the PDF file. No sign-in needed; only the holder learns that the document was checked.',
  },
  code: { vi: 'Mã in trên giấy', en: 'Code printed on the paper' },
  codeHint: {
    vi: 'Gồm 16 chữ và số trở lên, có dấu gạch hay không đều được',
    en: '16 letters and digits or more, with or without hyphens',
  },
  codeWrong: {
    vi: 'Mã gồm 16 đến 24 chữ cái không dấu, chữ số và dấu gạch',
    en: 'The code has 16 to 24 letters, digits and hyphens',
  },
  check: { vi: 'Kiểm tra mã', en: 'Check the code' },
  byCode: { vi: 'Bằng mã', en: 'By its code' },
  byFile: { vi: 'Bằng tệp PDF', en: 'By its PDF file' },
  file: { vi: 'Tệp PDF của giấy tờ', en: 'PDF file of the document' },
  fileHint: {
    vi: (size: string) => `Tối đa ${size}. Tệp chỉ dùng để kiểm tra rồi bỏ, không lưu lại.`,
    en: (size: string) => `At most ${size}. The file is only checked, not kept.`,
  },
  checkFile: { vi: 'Kiểm tra tệp', en: 'Check the file' },
  noFile: { vi: 'Hãy chọn một tệp', en: 'Choose a file' },
  tooBig: { vi: 'Tệp quá lớn', en: 'The file is too large' },
  another: { vi: 'Kiểm tra giấy khác', en: 'Check another one' },
})

/** `/verify`: is this document genuine? By code or by the file itself. */
export function VerifyPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <CodeForm />
      <FileForm />
    </Page>
  )
}

/** `/verify/:code`: where the QR code leads. */
export function VerifyCodePage() {
  const t = useText(words)
  const code = useParam('code')
  const read = useRead(verifyCode, { params: { code } })
  return (
    <Page title={t.title} width="reading" crumbs={[{ label: t.another, to: '/verify' }]}>
      <Show read={read}>{(found: Verification) => <Verdict found={found} />}</Show>
      <FileForm />
    </Page>
  )
}

function CodeForm() {
  const t = useText(words)
  const go = useGo()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const typed = code.replace(/\s/g, '')
    if (/^[0-9A-Za-z-]{16,24}$/.test(typed)) go(`/verify/${typed}`)
    else setWrong(true)
  }
  return (
    <Card title={t.byCode} icon="qr">
      <form className="stack" onSubmit={onSubmit}>
        <TextField
          label={t.code}
          hint={t.codeHint}
          value={code}
          onChange={setCode}
          maxLength={40}
          error={wrong ? t.codeWrong : null}
        />
        <Actions>
          <Button type="submit" look="primary" icon="search">
            {t.check}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

function FileForm() {
  const t = useText(words)
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState(false)
  const check = useCall(verifyFile)
  const tooBig = file !== null && file.size > MAX_VERIFY_BYTES
  return (
    <Card title={t.byFile} icon="file">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (file && !tooBig) void check.send({ body: file })
        }}
      >
        <FileField
          label={t.file}
          hint={t.fileHint(showBytes(MAX_VERIFY_BYTES))}
          accept="application/pdf"
          error={tooBig ? t.tooBig : tried && !file ? t.noFile : null}
          onChange={(chosen) => {
            check.reset()
            setFile(chosen)
          }}
        />
        <Actions>
          <Button type="submit" look="primary" icon="search" pending={check.pending}>
            {t.checkFile}
          </Button>
        </Actions>
      </form>
      {check.problem ? <ErrorState problem={check.problem} /> : null}
      {check.reply ? <Verdict found={check.reply as FileVerification} /> : null}
    </Card>
  )
}
